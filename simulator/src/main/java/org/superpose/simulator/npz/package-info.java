/**
 * Arrays in the files of NumPy ({@code numpy.load} opens them).
 * <p>May use: the JDK. A new type of element: its code in {@code NpzWriter}, and a row in {@code NpzWriterTest}.
 */
package org.superpose.simulator.npz;
