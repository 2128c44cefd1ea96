package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageControlledCurrentSource;
import org.superpose.circuits.source.VoltageSource;

class SensitivityTest {
    /** v = V R2/(R1 + R2) and its three derivatives. */
    @Test
    void dividerFollowsItsFormula() {
        SensitivityResult result = new Sensitivity("out").run(Circuit.of("divider", VoltageSource.dc("V1", "in", "0", 10), new Resistor("R1", "in", "out", 1e3), new Resistor("R2", "out", "0", 3e3), new Capacitor("C1", "out", "0", 1e-9)));
        assertEquals(7.5, result.output(), 1e-9);
        assertEquals(0.75, result.slope("V1", "dc"), 1e-9);
        assertEquals(-10 * 3e3 / 16e6, result.slope("r1", "resistance"), 1e-9 * 2e-3);
        assertEquals(10 * 1e3 / 16e6, result.slope("r2", "resistance"), 1e-9 * 6e-4);
        assertEquals(0.075, result.entries().stream().filter(entry -> entry.component().equals("V1")).findFirst().orElseThrow().perCent(), 1e-10);
        assertTrue(result.entries().stream().noneMatch(entry -> entry.component().equals("C1")), result.entries().toString());
    }

    @Test
    void currentsAndDifferencesAreOutputsToo() {
        Circuit divider = Circuit.of("divider", VoltageSource.dc("V1", "in", "0", 10), new Resistor("R1", "in", "out", 1e3), new Resistor("R2", "out", "0", 3e3));
        assertEquals(10 / 16e6, new Sensitivity("V1#branch").run(divider).slope("R1", "resistance"), 1e-9 * 6e-7);
        assertEquals(10 * 3e3 / 16e6, new Sensitivity("in").against("out").run(divider).slope("R1", "resistance"), 1e-9 * 2e-3);
        assertThrows(CircuitException.class, () -> new Sensitivity("out").against("out").run(divider));
    }

    /** Every slope is that of the circuit solved again with the number a little smaller and larger. */
    @Test
    void slopesAreThoseOfCircuitsSolvedAgain() {
        BipolarModel npn = BipolarModel.npn("npn").withSaturationCurrent(1e-15).with("BF", 120).with("VAF", 60).with("RB", 100).with("RE", 2).with("IKF", 0.01).with("ISE", 1e-14).with("CJE", 1e-12);
        MosfetModel nmos = MosfetModel.nmos("nmos").with("VTO", 0.8).with("KP", 1e-4).with("LAMBDA", 0.02).with("GAMMA", 0.4).with("PHI", 0.6);
        Circuit circuit = Circuit.of("amplifier", VoltageSource.dc("VCC", "vcc", "0", 9), new Resistor("R1", "vcc", "b", 82e3), new Resistor("R2", "b", "0", 18e3), new Resistor("RC", "vcc", "c", 2.2e3),
                new Resistor("RE", "e", "0", 470, 1e-3, 0), new BipolarTransistor("Q1", "c", "b", "e", "0", npn, Placement.PLAIN.withArea(1.5)), new Mosfet("M1", "vcc", "c", "s", "0", nmos, MosfetGeometry.of(20e-6, 2e-6)),
                new Resistor("RS", "s", "0", 10e3), new Diode("D1", "s", "out", DiodeModel.of("d").with("IS", 2e-14).with("N", 1.2).with("RS", 5)), new Resistor("RL", "out", "0", 47e3), CurrentSource.dc("I1", "out", "0", 1e-5),
                new VoltageControlledCurrentSource("G1", "out", "0", "e", "0", 2e-5));
        Settings close = Settings.standard().withRelative(1e-12);
        SensitivityResult result = new Sensitivity("out").with(close).run(circuit);
        List<String> seen = new ArrayList<>();
        double largest = result.entries().stream().mapToDouble(entry -> Math.abs(entry.perCent())).max().orElseThrow();
        for (SensitivityResult.Entry entry : result.entries().stream().filter(each -> !each.component().isEmpty()).toList()) {
            ComponentNumber number = ComponentNumber.of(circuit.component(entry.component())).stream().filter(candidate -> candidate.name().equals(entry.number())).findFirst().orElseThrow();
            double step = entry.value() == 0 ? 1e-8 : 1e-4 * Math.abs(entry.value());
            double up = solved(circuit, number.with(entry.value() + step), close);
            double down = solved(circuit, number.with(entry.value() - step), close);
            double slope = (up - down) / (2 * step);
            // the error of the difference itself: (1e-4)² of curvature, and 1e-11 V of the solutions over the step
            assertEquals(slope, entry.slope(), 1e-6 * Math.abs(slope) + 1e-11 / step, () -> entry.toString());
            seen.add(entry.component() + ":" + entry.number());
        }
        assertTrue(largest > 1e-3);
        for (String expected : List.of("VCC:dc", "R1:resistance", "Q1:BF", "Q1:IS", "Q1:VAF", "Q1:RE", "Q1:placement.area", "M1:VTO", "M1:KP", "M1:geometry.width", "D1:N", "I1:dc", "G1:p1")) {
            assertTrue(seen.contains(expected), expected + " is not among " + seen);
        }
    }

    private static final BipolarModel SHARED = BipolarModel.npn("npn").withSaturationCurrent(1e-15).with("BF", 80).with("XCJC", 1).with("CJC", 1e-12);
    private static final Circuit MIRROR = Circuit.of("mirror", VoltageSource.dc("VCC", "vcc", "0", 9), new Resistor("R1", "vcc", "b", 8e3, 1e-3, 0), new BipolarTransistor("Q1", "b", "b", "0", "0", SHARED, Placement.PLAIN),
            new BipolarTransistor("Q2", "c", "b", "0", "0", SHARED, Placement.PLAIN.withArea(2)), new Resistor("RC", "vcc", "c", 1e3));

    /** One run with two outputs gives what two runs give; a card's slope is the sum of its devices'; that after the temperature, the resistor's coefficient included, is that of circuits solved again 0.1 K apart, curvature (0.1/300)². */
    @Test
    void cardsTemperatureAndSeveralOutputs() {
        String[] paths = {"q1.bf", "q2.bf", "npn.bf", "temp", "vcc", "q2.area", "rc"};
        Settings close = Settings.standard().withRelative(1e-12);
        SensitivityResult both = new Sensitivity(Output.of("c"), Output.of("VCC#branch")).with(close).after(Parameters.of(paths)).run(MIRROR);
        double[][] gradient = both.gradient();
        SensitivityResult all = new Sensitivity("c").with(close).run(MIRROR);
        assertEquals(all.slope("Q1", "BF") + all.slope("Q2", "BF"), all.gradient()[0][place(all, "npn.bf")], 1e-15);
        double[] alone = new Sensitivity("VCC#branch").with(close).after(Parameters.of("npn.bf", "temp")).run(MIRROR).gradient()[0];
        assertEquals(all.gradient()[0][place(all, "npn.bf")], new Sensitivity("c").with(close).after(Parameters.of("npn.bf")).run(MIRROR).gradient()[0][0], 1e-12);
        assertEquals(0, gradient[0][2], 0);                                    // both devices have paths of their own, and nothing is left for the card
        assertEquals(alone[1], gradient[1][3], 0);
        double warm = new OperatingPoint().with(close.at(300.25)).run(MIRROR).voltage("c");
        double cold = new OperatingPoint().with(close.at(300.05)).run(MIRROR).voltage("c");
        assertEquals((warm - cold) / 0.2, gradient[0][3], 1e-6 * Math.abs(gradient[0][3]));
        assertEquals(300.15, both.parameters().get(3).value());
        assertEquals(both.values()[0], all.output(), 0);
    }

    private static int place(SensitivityResult result, String name) {
        return result.parameters().stream().map(Parameter::name).toList().indexOf(name);
    }

    /** XCJC of 1 is the end of its range, and differentiated from below; ISE is 0, has nothing below it, and is refused where it is asked for. */
    @Test
    void numbersAtTheEndOfTheirRange() {
        assertTrue(new Sensitivity("c").run(MIRROR).parameters().stream().anyMatch(parameter -> parameter.name().equals("Q1.xcjc")));
        assertTrue(assertThrows(CircuitException.class, () -> new Sensitivity("c").after(Parameters.of("q1.ise")).run(MIRROR)).getMessage().contains("q1.ise"));
        assertTrue(assertThrows(CircuitException.class, () -> new Sensitivity("c").after(Parameters.of("q1.vaf")).run(MIRROR)).getMessage().contains("q1.vaf"));
        assertThrows(IllegalArgumentException.class, () -> new Sensitivity(new Output[0]));
    }

    private static double solved(Circuit circuit, Component changed, Settings settings) {
        return new OperatingPoint().with(settings).run(circuit.with(changed)).voltage("out");
    }
}
