/**
 * Short work that several threads share: {@link org.superpose.circuits.crew.Crew}. Whoever sums or compares numbers here gets the same bits for any number of threads.
 * <p>May use: nothing. Work that lasts, such as whole variants of a circuit, needs no crew; see {@link org.superpose.circuits.analysis.InOrder}.
 */
package org.superpose.circuits.crew;
