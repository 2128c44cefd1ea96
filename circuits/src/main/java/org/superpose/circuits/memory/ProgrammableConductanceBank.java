package org.superpose.circuits.memory;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/**
 * All programmable conductances. A step that raises |v| is limited to where the current is that Newton's straight line asks for: {@code v/V0 = arsinh(sinh u + cosh u (next − last)/V0)}, u = last/V0, so that an iteration moves the current
 * and not its exponent.
 */
final class ProgrammableConductanceBank implements DeviceBank {
    private static final Dependence OF_CONDUCTANCE = Dependence.proportional(0);
    private static final int[][] PATTERN = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    private static final int[][] NOISE = {{0, 1}, {0, 1}};
    private static final String[] NOISE_NAMES = {"thermal", "flicker"};

    private final ProgrammableConductance[] devices;
    private final int[][] unknowns;

    ProgrammableConductanceBank(List<? extends Component> members, Numbering numbering) {
        devices = members.toArray(ProgrammableConductance[]::new);
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

    /** The voltage at which the law was taken last. */
    @Override
    public int memory() {
        return 1;
    }

    @Override
    public Dependence dependence(String number) {
        return number.equals("conductance") ? OF_CONDUCTANCE : null;
    }

    /** G [S], 1/V0 [1/V], KF. */
    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[3][devices.length];
        for (int i = 0; i < devices.length; i++) {
            p[0][i] = devices[i].conductance();
            p[1][i] = 1 / devices[i].characteristicVoltage();
            p[2][i] = devices[i].flicker();
        }
        return p;
    }

    @Override
    public void load(Evaluation e) {
        for (int i = 0; i < devices.length; i++) {
            double conductance = e.parameter[0][i];
            double perV0 = e.parameter[1][i];
            double asked = e.unknown[0][i] - e.unknown[1][i];
            double v = perV0 == 0 ? asked : limit(e, asked, e.memory[0][i], perV0);
            double slope = conductance;
            double current = conductance * asked;
            if (perV0 > 0) {
                slope = conductance * Math.cosh(v * perV0);
                current = conductance / perV0 * Math.sinh(v * perV0) + slope * (asked - v);
            }
            e.memory[0][i] = v;
            e.limited |= v != asked;
            e.current[0][i] = current;
            e.current[1][i] = -current;
            e.conductance[0][i] = slope;
            e.conductance[1][i] = -slope;
            e.conductance[2][i] = -slope;
            e.conductance[3][i] = slope;
        }
    }

    private static double limit(Evaluation e, double asked, double last, double perV0) {
        if (e.starting) {
            return 0;
        }
        if (!e.limiting || Math.abs(asked) <= Math.abs(last) || Math.abs(asked) * perV0 < 1) {
            return asked;
        }
        double line = Math.sinh(last * perV0) + Math.cosh(last * perV0) * (asked - last) * perV0;
        double bent = Math.copySign(Math.log(Math.abs(line) + Math.hypot(1, line)), line) / perV0;
        return Math.abs(bent - asked) * perV0 > 1e-3 ? bent : asked;          // the last steps are Newton's own
    }

    @Override
    public int[][] noiseSources() {
        return NOISE;
    }

    @Override
    public String noiseName(int source) {
        return NOISE_NAMES[source];
    }

    /** 4kT di/dv, KF i²/f. */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double fourKT = 4 * e.environment.boltzmann() * e.environment.temperature();
        for (int i = 0; i < devices.length; i++) {
            white[0][i] = fourKT * e.conductance[0][i];
            flicker[1][i] = e.parameter[2][i] * e.current[0][i] * e.current[0][i];
            exponent[1][i] = 1;
        }
    }
}
