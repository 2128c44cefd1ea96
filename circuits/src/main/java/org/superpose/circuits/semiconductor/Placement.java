package org.superpose.circuits.semiconductor;

import java.util.List;
import org.superpose.circuits.circuit.Evaluation;

/**
 * How a device differs from the one that its model describes.
 *
 * @param area        factor on the area of the model's junctions, positive
 * @param multiplier  M, number of equal devices in parallel, positive
 * @param temperature of this device [K]; NaN where it has that of the circuit and {@code rise}
 * @param rise        by how much it is warmer than the circuit [K], where it has no temperature of its own
 * @param off         whether the search for an operating point starts with the device not conducting
 * @param initial     voltages with which a transient run without operating point begins [V], in SPICE's order: of a diode vd; of a bipolar transistor vbe, vce; of a MOS transistor vds, vgs, vbs; of a JFET vds, vgs. NaN, or a shorter list: that of
 *                    its nodes
 */
public record Placement(double area, double multiplier, double temperature, double rise, boolean off, List<Double> initial) {
    /** As the model says. */
    public static final Placement PLAIN = new Placement(1, 1, Double.NaN, 0, false, List.of());

    public Placement {
        if (!(area > 0) || Double.isInfinite(area) || !(multiplier > 0) || Double.isInfinite(multiplier)) {
            throw new IllegalArgumentException("area and M of a device must be positive numbers, got area " + area + " and M " + multiplier);
        }
        if (!Double.isNaN(temperature) && (!(temperature > 0) || Double.isInfinite(temperature))) {
            throw new IllegalArgumentException("the temperature of a device must be positive [K], got " + temperature + "; NaN means that of the circuit");
        }
        if (!Double.isFinite(rise)) {
            throw new IllegalArgumentException("a device must be warmer than the circuit by a finite difference [K], got " + rise);
        }
        initial = List.copyOf(initial);
        for (double voltage : initial) {
            if (Double.isInfinite(voltage)) {
                throw new IllegalArgumentException("initial voltages of a device must be finite [V]");
            }
        }
    }

    public Placement withArea(double otherArea) {
        return new Placement(otherArea, multiplier, temperature, rise, off, initial);
    }

    public Placement withMultiplier(double otherMultiplier) {
        return new Placement(area, otherMultiplier, temperature, rise, off, initial);
    }

    public Placement atTemperature(double otherTemperature) {
        return new Placement(area, multiplier, otherTemperature, 0, off, initial);
    }

    /** Warmer than the circuit, whatever temperature that has. */
    public Placement warmerBy(double difference) {
        return new Placement(area, multiplier, Double.NaN, difference, off, initial);
    }

    public Placement startingOff() {
        return new Placement(area, multiplier, temperature, rise, true, initial);
    }

    /** Begins transient runs without operating point at these voltages [V]. */
    public Placement startingAt(Double... voltages) {
        return new Placement(area, multiplier, temperature, rise, off, List.of(voltages));
    }

    /** Writes the initial voltages of a device, which are those of some of its terminals against another one, over its unknowns. */
    void start(Evaluation e, int device, int reference, int... terminals) {
        for (int k = 0; k < initial.size(); k++) {
            if (!initial.get(k).isNaN()) {
                e.unknown[terminals[k]][device] = e.unknown[reference][device] + initial.get(k);
            }
        }
    }

    /** Refuses more initial voltages than a device has. */
    void checkInitial(String name, int most) {
        if (initial.size() > most) {
            throw new IllegalArgumentException(name + ": has at most " + most + " initial voltages, got " + initial.size());
        }
    }

    /** Its own temperature, or one beside the circuit's [K]. */
    double temperatureIn(double ofCircuit) {
        if (Double.isNaN(temperature) && !(ofCircuit + rise > 0)) {
            throw new IllegalArgumentException("a device that is " + rise + " K warmer than the circuit has no temperature at " + ofCircuit + " K; state another difference");
        }
        return Double.isNaN(temperature) ? ofCircuit + rise : temperature;
    }
}
