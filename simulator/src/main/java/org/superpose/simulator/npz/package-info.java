/**
 * Arrays in the files of NumPy ({@code numpy.load} opens them): one writer for all, and a reader for matrices.
 * <p>May use: the JDK. A new type of element: its code in {@code NpzWriter}, and a row in {@code NpzWriterTest}.
 */
package org.superpose.simulator.npz;
