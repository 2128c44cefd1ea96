/**
 * What the project claims of speed, measured: JMH benchmarks, whole processes against ngspice and their growth, the sparse solver against KLU, and waves against scipy.fft, run interleaved and reported as ratios of medians. Never shipped.
 * <p>May use: everything. Nothing uses it.
 * <p>A new claim: a benchmark class, and a line in {@link org.superpose.benchmarks.Main} that names what it is compared with. Comparisons of whole processes, and with programs that are not Java, have a main of their own, which docs/speed.md and docs/netlist.md name with what they found.
 */
package org.superpose.benchmarks;
