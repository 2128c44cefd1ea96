package org.superpose.circuits.source;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/** All independent current sources. Local unknowns: v₊, v₋. */
final class CurrentSourceBank implements DeviceBank {
    static final Family FAMILY = CurrentSourceBank::new;

    private static final Dependence OF_VALUE = Dependence.linear(0);

    private final List<? extends Component> members;
    private final int[][] unknowns;
    private final Waveform[] waveforms;

    private CurrentSourceBank(List<? extends Component> members, Numbering numbering) {
        this.members = members;
        unknowns = new int[2][members.size()];
        waveforms = new Waveform[members.size()];
        for (int i = 0; i < waveforms.length; i++) {
            CurrentSource source = (CurrentSource) members.get(i);
            unknowns[0][i] = numbering.node(source.positive());
            unknowns[1][i] = numbering.node(source.negative());
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
        return new int[0][];
    }

    /** DC value, and the real and imaginary part of the AC phasor [A]. */
    @Override
    public double[][] parameters(Environment environment) {
        double[][] parameters = new double[3][size()];
        for (int i = 0; i < size(); i++) {
            CurrentSource source = (CurrentSource) members.get(i);
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
        for (int i = 0; i < waveforms.length; i++) {
            double value = e.sourceScale * (e.transientRun ? waveforms[i].at(e.time) : e.parameter[0][i]);
            e.current[0][i] = value;
            e.current[1][i] = -value;
        }
    }

    @Override
    public void excite(Evaluation e, double[][] real, double[][] imaginary) {
        for (int i = 0; i < waveforms.length; i++) {
            real[0][i] -= e.parameter[1][i];
            imaginary[0][i] -= e.parameter[2][i];
            real[1][i] += e.parameter[1][i];
            imaginary[1][i] += e.parameter[2][i];
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
