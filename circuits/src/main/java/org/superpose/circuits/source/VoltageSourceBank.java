package org.superpose.circuits.source;

import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/** All independent voltage sources. Local unknowns: v₊, v₋, branch current i. Branch equation: {@code v₊ − v₋ − V = 0}. */
final class VoltageSourceBank implements DeviceBank {
    static final Family FAMILY = VoltageSourceBank::new;

    private static final int[][] PATTERN = {{0, 2}, {1, 2}, {2, 0}, {2, 1}};

    private static final Dependence OF_VALUE = Dependence.linear(0);

    private final List<? extends Component> members;
    private final int[][] unknowns;
    private final Waveform[] waveforms;

    private VoltageSourceBank(List<? extends Component> members, Numbering numbering) {
        this.members = members;
        unknowns = new int[3][members.size()];
        waveforms = new Waveform[members.size()];
        for (int i = 0; i < waveforms.length; i++) {
            VoltageSource source = (VoltageSource) members.get(i);
            unknowns[0][i] = numbering.node(source.positive());
            unknowns[1][i] = numbering.node(source.negative());
            unknowns[2][i] = numbering.branch(source.name());
            waveforms[i] = source.waveform();
        }
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

    /** DC value, and the real and imaginary part of the AC phasor [V]. */
    @Override
    public double[][] parameters(Environment environment) {
        double[][] parameters = new double[3][size()];
        for (int i = 0; i < size(); i++) {
            VoltageSource source = (VoltageSource) members.get(i);
            parameters[0][i] = source.dc();
            parameters[1][i] = source.acMagnitude() * Math.cos(source.acPhase());
            parameters[2][i] = source.acMagnitude() * Math.sin(source.acPhase());
        }
        return parameters;
    }

    @Override
    public Dependence dependence(String number) {
        return number.equals("dc") ? OF_VALUE : null;
    }

    @Override
    public int[][] bends() {
        return new int[0][];
    }

    @Override
    public void load(Evaluation e) {
        double[] dc = e.parameter[0];
        double[] positive = e.unknown[0];
        double[] negative = e.unknown[1];
        double[] branch = e.unknown[2];
        double[] in = e.current[0];
        double[] out = e.current[1];
        double[] equation = e.current[2];
        double scale = e.sourceScale;
        for (int i = 0; i < dc.length; i++) {
            in[i] = branch[i];
            out[i] = -branch[i];
            equation[i] = positive[i] - negative[i] - scale * dc[i];
        }
        for (int i = 0; i < dc.length && e.transientRun; i++) {
            equation[i] = positive[i] - negative[i] - scale * waveforms[i].at(e.time);
        }
        if (e.deriving) {
            Arrays.fill(e.conductance[0], 1);
            Arrays.fill(e.conductance[1], -1);
            Arrays.fill(e.conductance[2], 1);
            Arrays.fill(e.conductance[3], -1);
        }
    }

    @Override
    public void excite(Evaluation e, double[][] real, double[][] imaginary) {
        for (int i = 0; i < waveforms.length; i++) {
            real[2][i] += e.parameter[1][i];
            imaginary[2][i] += e.parameter[2][i];
        }
    }

    @Override
    public double nextCorner(Evaluation e, double time) {
        double next = Double.POSITIVE_INFINITY;
        for (Waveform waveform : waveforms) {
            next = Math.min(next, waveform.nextCorner(time));
        }
        return next;
    }
}
