/**
 * The comparison of machines with the exact digital answer: experiments over seeded chips, honest intervals, signal-to-noise ratios, noise budgets
 * and sweeps. An {@code Experiment} says what to do and {@code run()} gives an {@code ExperimentResult}.
 * <p>Results have the same bits for any number of threads and any batch size: work is split into chips, each counted up in the order of its images by
 * one thread, and chips are merged in their order.
 * <p>May use: everything in the simulator but {@code report} and {@code cli}. No clock, no files but those that an experiment names, no printing.
 * <p>A new figure of merit: count it per chip in {@code ChipTally}, merge it there, and hold it to a closed form in {@code StatisticsTest} or {@code
 * ExperimentTest}.
 */
package org.superpose.simulator.experiment;
