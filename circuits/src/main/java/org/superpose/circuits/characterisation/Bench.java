package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

/** The test bench of a family, on which specimens are measured. Serves many threads. */
interface Bench {
    /** What the bench's sensors make of an ampere [V]. */
    double TRANSRESISTANCE = 1e6;

    /** The bench of our engine, or for a cell that it does not know that of ngspice. */
    static Bench of(CellFamily family, Settings settings) {
        return family.isForeign() ? new NgspiceBench(family, settings) : new EngineBench(family, settings);
    }

    CellFamily family();

    Settings settings();

    /**
     * Currents through the sources that hold the lines; what the cell draws counts negative.
     *
     * @param x           at the input [V]
     * @param sources     of the bench with other values than the specimen asks for, by name [V]
     * @param temperature [K]
     */
    Lines lines(Specimen specimen, double[] x, Map<String, Double> sources, double temperature);

    /** Noise of the difference current for each input [V]: [{@link CharacterisedCell.Noise}][x]. It is the cell's own: that of what cells share they have in common. */
    double[][] noise(Specimen specimen, double[] x);

    /** At rest. */
    Power power(Specimen specimen);

    /** The difference current after a step of the input from 0 to its limit, until a time [s]. */
    Response step(Specimen specimen, double stop);

    /** The difference current [A] over the input [V]. */
    default double[] current(Specimen specimen, double[] x) {
        return lines(specimen, x, Map.of(), settings().environment().temperature()).difference();
    }

    /** Currents through the two line sources [A], for each input. */
    final class Lines {
        private final double[] plus;
        private final double[] minus;

        /** The arrays become its own. */
        Lines(double[] plus, double[] minus) {
            this.plus = plus;
            this.minus = minus;
        }

        double plus(int k) {
            return plus[k];
        }

        double minus(int k) {
            return minus[k];
        }

        /** What flows into the first line less what flows into the second. */
        double[] difference() {
            double[] difference = new double[plus.length];
            for (int k = 0; k < difference.length; k++) {
                difference[k] = minus[k] - plus[k];
            }
            return difference;
        }
    }

    /**
     * @param cell   of one cell, what its lines draw included [W]
     * @param shared of circuits that cells share [W]
     */
    record Power(double cell, double shared) {
    }

    /** A current over time. */
    final class Response {
        private final double[] times;
        private final double[] current;

        /** The arrays become its own. */
        Response(double[] times, double[] current) {
            this.times = times;
            this.current = current;
        }

        int size() {
            return times.length;
        }

        /** [s]. */
        double time(int p) {
            return times[p];
        }

        /** [A]. */
        double current(int p) {
            return current[p];
        }
    }

    /** The circuit with another voltage at the input. */
    static Circuit driven(Circuit circuit, DifferentialPort input, double x) {
        return set(circuit, Map.of("vxp", input.plusVoltage(x), "vxn", input.minusVoltage(x)));
    }

    /** The circuit with other values of some of its sources. */
    static Circuit set(Circuit circuit, Map<String, Double> values) {
        List<Component> parts = new ArrayList<>(circuit.components());
        parts.replaceAll(part -> values.containsKey(part.name()) ? part.withValue(values.get(part.name())) : part);
        return Circuit.of(circuit.title(), parts);
    }

    /** The circuit with a step of the input from 0 to its limit. */
    static Circuit stepped(Circuit circuit, DifferentialPort input) {
        List<Component> parts = new ArrayList<>(circuit.components());
        parts.replaceAll(part -> part instanceof VoltageSource source && source.name().equals("vxp") ? source.with(step(input.plusVoltage(0), input.plusVoltage(input.limit())))
                : part instanceof VoltageSource source && source.name().equals("vxn") ? source.with(step(input.minusVoltage(0), input.minusVoltage(input.limit()))) : part);
        return Circuit.of(circuit.title(), parts);
    }

    private static Pulse step(double from, double to) {
        return new Pulse(from, to, 0, CellFigures.RISE, CellFigures.RISE, 1, Double.POSITIVE_INFINITY);
    }
}
