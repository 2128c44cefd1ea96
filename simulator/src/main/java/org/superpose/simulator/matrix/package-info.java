/**
 * The matrix product that everything linear runs on: plain Java, a fixed order of summation, so that a result has the same bits for any batch size and any number of threads.
 * <p>May use: nothing of ours.
 * <p>Another kernel must keep the order of summation that {@link org.superpose.simulator.matrix.PackedMatrix} states; {@code PackedMatrixTest} holds it to that, bit for bit.
 */
package org.superpose.simulator.matrix;
