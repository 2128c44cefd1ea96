package org.superpose.circuits.semiconductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.Sine;
import org.superpose.circuits.source.VoltageSource;

class ExcessPhaseLawsTest extends DeviceLaws {
    private static final BipolarModel LATE = BipolarModel.npn("late").with("TF", 1e-9).with("PTF", 40).with("CJE", 1e-12).with("VAF", 50).with("IKF", 0.01).with("RB", 10);

    @Override
    protected List<? extends Component> devices() {
        return List.of(new BipolarTransistor("npn", "c", "b", "e", LATE), new BipolarTransistor("pnp", "c", "b", "e", "s", BipolarModel.pnp("p").with("TF", 1e-9).with("PTF", 20).with("RC", 5), Placement.PLAIN.withArea(3)));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double polarity = device == 0 ? 1 : -1;
        double base = random.nextDouble(-1, 1);
        double emitter = base - polarity * random.nextDouble(-3, 0.8);
        double collector = base - polarity * random.nextDouble(-3, 0.6);
        return new double[] {collector + 0.01, base - 0.01, emitter, random.nextDouble(-3, 0), collector, base, emitter, collector, random.nextDouble(-1, 1), random.nextDouble(-1, 1), 0};
    }

    @Override
    protected boolean passive(int device) {
        return false;
    }

    /** The two equations of the delay are no currents into nodes of the circuit. */
    @Override
    protected boolean node(int k) {
        return k < 8;
    }

    private static Circuit stage(double ptf, VoltageSource input) {
        BipolarModel model = BipolarModel.npn("m").with("TF", 1e-9).with("PTF", ptf);
        return Circuit.of("stage", input, VoltageSource.dc("VC", "vcc", "0", 3), new Resistor("R1", "vcc", "c", 1), new BipolarTransistor("Q1", "c", "b", "0", model));
    }

    /** SPICE's definition: at 1/(2π TF) the collector's current is late by PTF, and neither its magnitude nor its direct value know of it. */
    @Test
    void phaseFallsByPtf() {
        VoltageSource input = VoltageSource.dc("VB", "b", "0", 0.7).withAc(1);
        assertEquals(new OperatingPoint().run(stage(0, input)).current("VC"), new OperatingPoint().run(stage(40, input)).current("VC"), 1e-15);
        for (double f : new double[] {1e6, 0.5 / (2 * Math.PI * 1e-9), 1 / (2 * Math.PI * 1e-9)}) {
            var late = new AcSweep(Sweep.of(f)).run(stage(40, input)).current("VC");
            var direct = new AcSweep(Sweep.of(f)).run(stage(0, input)).current("VC");
            double magnitude = Math.hypot(direct.real()[0], direct.imaginary()[0]);
            assertEquals(magnitude, Math.hypot(late.real()[0], late.imaginary()[0]), 1e-9 * magnitude);
            double phase = Math.atan2(direct.imaginary()[0], direct.real()[0]) - Math.atan2(late.imaginary()[0], late.real()[0]);
            double expected = Math.toRadians(40) * 2 * Math.PI * f * 1e-9;
            assertEquals(expected, phase, Math.pow(expected, 5) / 500 + 1e-9);       // Padé's remainder is x⁵/720
        }
    }

    /** In time: a sine of 20 MHz comes td = 40°·TF = 0.70 ns late. */
    @Test
    void currentComesLateInTime() {
        double f = 20e6;
        VoltageSource input = VoltageSource.of("VB", "b", "0", new Sine(0.7, 1e-3, f, 0, 0, 0));
        TransientResult late = new Transient(200e-9).withLargestStep(0.1e-9).run(stage(40, input));
        TransientResult direct = new Transient(200e-9).withLargestStep(0.1e-9).run(stage(0, input));
        double td = Math.toRadians(40) * 1e-9;
        double swing = 0;
        double worst = 0;
        for (double t = 110e-9; t < 190e-9; t += 1.3e-9) {
            worst = Math.max(worst, Math.abs(late.voltage("c", t) - direct.voltage("c", t - td)));
            swing = Math.max(swing, Math.abs(direct.voltage("c", t) - direct.voltage("c", 150e-9)));
        }
        assertTrue(worst < 0.01 * swing, "off by " + worst + " V of " + swing + " V");
    }
}
