package org.superpose.circuits.passive;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/** All resistors. Local unknowns: v₊, v₋. */
final class ResistorBank implements DeviceBank {
    static final Family FAMILY = ResistorBank::new;

    private static final int[][] PATTERN = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

    private static final Dependence OF_RESISTANCE = Dependence.proportional().inverse(0);

    private final List<? extends Component> members;
    private final int[][] unknowns;

    private ResistorBank(List<? extends Component> members, Numbering numbering) {
        this.members = members;
        unknowns = TwoTerminals.of(members, numbering);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int[][] conductancePattern() {
        return PATTERN;
    }

    /** 1/R(T) [S]. */
    @Override
    public double[][] parameters(Environment environment) {
        double[] conductance = new double[size()];
        double rise = environment.temperature() - environment.nominalTemperature();
        for (int i = 0; i < conductance.length; i++) {
            Resistor resistor = (Resistor) members.get(i);
            double factor = 1 + resistor.linear() * rise + resistor.quadratic() * rise * rise;
            if (!(factor > 0)) {
                throw new IllegalArgumentException(resistor.name() + ": its temperature coefficients make " + factor + " times its resistance at " + environment.temperature() + " K; they do not hold that far");
            }
            conductance[i] = 1 / (resistor.resistance() * factor);
        }
        return new double[][] {conductance};
    }

    @Override
    public Dependence dependence(String number) {
        return number.equals("resistance") ? OF_RESISTANCE : null;
    }

    @Override
    public int[][] bends() {
        return new int[0][];
    }

    @Override
    public void load(Evaluation e) {
        double[] conductance = e.parameter[0];
        double[] positive = e.unknown[0];
        double[] negative = e.unknown[1];
        double[] in = e.current[0];
        double[] out = e.current[1];
        for (int i = 0; i < conductance.length; i++) {
            double current = conductance[i] * (positive[i] - negative[i]);
            in[i] = current;
            out[i] = -current;
        }
        if (e.deriving) {
            derive(conductance, e.conductance);
        }
    }

    private static void derive(double[] conductance, double[][] into) {
        double[] g00 = into[0];
        double[] g01 = into[1];
        double[] g10 = into[2];
        double[] g11 = into[3];
        for (int i = 0; i < conductance.length; i++) {
            double g = conductance[i];
            g00[i] = g;
            g01[i] = -g;
            g10[i] = -g;
            g11[i] = g;
        }
    }

    @Override
    public int[][] noiseSources() {
        return new int[][] {{0, 1}};
    }

    @Override
    public String noiseName(int source) {
        return "thermal";
    }

    /** 4kT/R (Nyquist, Phys. Rev. 32, 110, 1928). */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double fourKT = 4 * e.environment.boltzmann() * e.environment.temperature();
        for (int i = 0; i < white[0].length; i++) {
            white[0][i] = fourKT * Math.abs(e.parameter[0][i]);
        }
    }
}
