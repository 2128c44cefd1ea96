/**
 * Labelled samples: rows of features with a class each, read from CSV files, and the lists of rows that split them for training and test.
 * <p>May use: {@code input}. May not use: networks or hardware.
 * <p>A new file format: a reader beside {@link org.superpose.simulator.dataset.CsvDataset} that ends in a
 * {@link org.superpose.simulator.dataset.Dataset} and states the bounds of what it takes.
 */
package org.superpose.simulator.dataset;
