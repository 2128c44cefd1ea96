package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.source.VoltageSource;

class TailLineTest {
    private static final BipolarModel NPN = BipolarModel.npn("n").with("IS", 2e-17).with("BF", 120);
    private static final BipolarModel PNP = BipolarModel.pnp("p").with("IS", 1e-17).with("BF", 60);

    private static OperatingPointResult tails(TailLine line, int copies, Part... others) {
        List<Part> parts = new ArrayList<>(List.of(VoltageSource.dc("v1", "vcc", "0", 5), VoltageSource.dc("v2", "vee", "0", -5), line.branch()));
        for (int i = 0; i < copies; i++) {
            parts.addAll(line.copy("q" + i, "r" + i, "0"));
        }
        parts.addAll(List.of(others));
        return new OperatingPoint().run(Circuit.of("tails", parts));
    }

    /**
     * All copies carry the branch's current, and that is what the resistor leaves to it: the helper passes the base currents of N copies on as N I/β², which the branch resistor brings too, and the helper's own junction grows by VT ln of what it
     * carries more.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64})
    void helperKeepsTheLoadOfManyTailsFromTheBranch(int copies) {
        for (BipolarModel model : List.of(NPN, PNP)) {
            TailLine line = new TailLine(model, 20e-6, 0.5, 10);
            double beta = model.value("BF");
            double pull = 12.1e-6;
            double loaded = pull + (copies + 1) * 20e-6 / beta;
            double expected = 20e-6 - (copies + 1) * 20e-6 / (beta * beta) - 0.02585 * Math.log(loaded / pull) / line.branchResistance();
            OperatingPointResult point = tails(line, copies);
            // 1/β of the emitters' voltage drop, 0.5 V of 8 V, is left out: 0.1 % at β = 60
            assertEquals(expected, Math.abs(point.current("q0")), 1.5e-3 * 20e-6, model.name());
            // gmin at 4 V between the collectors
            assertEquals(point.current("q0"), point.current("xtail.q1"), 1e-11);
        }
    }

    /** A copy's error is that of {@link CurrentSource#error}, for small errors of transistor and resistor. */
    @Test
    void errorsOfACopyAreDividedByTheDegeneration() {
        TailLine line = new TailLine(NPN, 20e-6, 0.5, 10);
        CurrentSource law = new CurrentSource(20e-6, 0.5, 300.15);
        BipolarTransistor larger = new BipolarTransistor("qx", "0", "bias", "e", "0", NPN, Placement.PLAIN.withArea(1.01));
        OperatingPointResult point = tails(line, 1, larger, new Resistor("rx", "e", "vee", line.emitterResistance()), new BipolarTransistor("qy", "0", "bias", "f", NPN), new Resistor("ry", "f", "vee", 1.001 * line.emitterResistance()));
        assertEquals(law.error(0.01, 0), point.current("qx") / point.current("q0") - 1, 0.02 * law.error(0.01, 0));
        assertEquals(law.error(0, 0.001), point.current("qy") / point.current("q0") - 1, 0.02 * Math.abs(law.error(0, 0.001)));
    }

    @Test
    void branchWithoutVoltageIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new TailLine(NPN, 20e-6, 0.5, 1.8)).getMessage().contains("supply"));
    }
}
