package org.superpose.circuits.varistor;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/** All varistors of a circuit. Local unknowns: v₊, v₋. */
final class VaristorBank implements DeviceBank {
    private static final int[][] PATTERN = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

    private final Varistor[] devices;
    private final int[][] unknowns;

    VaristorBank(List<? extends Component> members, Numbering numbering) {
        devices = members.toArray(Varistor[]::new);
        unknowns = new int[2][devices.length];
        for (int i = 0; i < devices.length; i++) {
            unknowns[0][i] = numbering.node(devices[i].positive());
            unknowns[1][i] = numbering.node(devices[i].negative());
        }
    }

    @Override
    public int size() {
        return devices.length;
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int[][] conductancePattern() {
        return PATTERN;
    }

    @Override
    public int[][] capacitancePattern() {
        return PATTERN;
    }

    /** The voltage at which the law was taken last. */
    @Override
    public int memory() {
        return 1;
    }

    /** 1/C [1/V], α, capacitance [F]. */
    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[3][devices.length];
        for (int i = 0; i < devices.length; i++) {
            p[0][i] = 1 / devices[i].voltage();
            p[1][i] = devices[i].exponent();
            p[2][i] = devices[i].capacitance();
        }
        return p;
    }

    @Override
    public void load(Evaluation e) {
        double[][] p = e.parameter;
        for (int i = 0; i < devices.length; i++) {
            double asked = e.unknown[0][i] - e.unknown[1][i];
            double v = e.starting ? 0 : e.limiting ? limited(asked, e.memory[0][i], p[0][i], p[1][i]) : asked;
            double over = Math.pow(Math.abs(v) * p[0][i], p[1][i] - 1);        // (|v|/C)^(α−1)
            double slope = p[1][i] * p[0][i] * over + e.junctionConductance;
            double current = (p[0][i] * over + e.junctionConductance) * v + slope * (asked - v);
            e.memory[0][i] = v;
            e.limited |= v != asked;
            e.current[0][i] = current;
            e.current[1][i] = -current;
            e.charge[0][i] = p[2][i] * asked;
            e.charge[1][i] = -p[2][i] * asked;
            for (int s = 0; s < PATTERN.length; s++) {
                double sign = PATTERN[s][0] == PATTERN[s][1] ? 1 : -1;
                e.conductance[s][i] = sign * slope;
                e.capacitance[s][i] = sign * p[2][i];
            }
        }
    }

    /** A step up goes no further than to where the current is 1 A or twice what it was. */
    private static double limited(double asked, double last, double perVoltage, double exponent) {
        double most = Math.max(1 / perVoltage, Math.abs(last) * Math.pow(2, 1 / exponent));
        return Math.abs(asked) > most ? Math.copySign(most, asked) : asked;
    }

    @Override
    public int[][] noiseSources() {
        return new int[][] {{0, 1}};
    }

    @Override
    public String noiseName(int source) {
        return "thermal";
    }

    /** 4kT times the slope. */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        for (int i = 0; i < devices.length; i++) {
            white[0][i] = 4 * e.environment.boltzmann() * e.environment.temperature() * e.conductance[0][i];
        }
    }
}
