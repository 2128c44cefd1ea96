package org.superpose.circuits.cell;

/** A circuit that passes positive voltages and holds negative ones back: a static, monotone law. */
public interface Rectifier {
    /** Output voltage [V] for an input voltage [V] (the sign that the circuit may turn is counted as part of the input). */
    double output(double voltage);
}
