package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.EkvModel;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Parameters that are changed as a bank's dependence says are those of the changed component: currents, charges, their derivatives and noise are the same. */
class DependenceTest {
    /** Some products and quotients, each rounded once. */
    private static final double ROUNDING = 1e-12;

    static Stream<Component> components() {
        BipolarModel bipolar = BipolarModel.npn("q").with("IS", 1e-16).with("BF", 90).with("BR", 3).with("VAF", 60).with("VAR", 8).with("IKF", 5e-3).with("IKR", 2e-3).with("ISE", 1e-15).with("NE", 1.6).with("ISC", 2e-15).with("NC", 1.7)
                .with("ISS", 1e-17).with("RB", 100).with("RBM", 40).with("RE", 2).with("RC", 20).with("CJE", 4e-14).with("CJC", 3e-14).with("XCJC", 0.7).with("CJS", 6e-14).with("MJS", 0.4).with("TF", 2e-11).with("XTF", 2).with("VTF", 3).with("ITF", 4e-3)
                .with("TR", 1e-9).with("KF", 1e-15).with("XTB", 1.2);
        DiodeModel diode = DiodeModel.of("d").with("IS", 1e-14).with("N", 1.1).with("RS", 3).with("CJO", 1e-12).with("TT", 1e-9).with("ISR", 1e-12).with("IKF", 1e-2).with("JSW", 1e-13).with("CJSW", 1e-13).with("KF", 1e-15);
        return Stream.of(new Resistor("r", "a", "b", 1e3, 1e-3, 1e-6), VoltageSource.dc("v", "a", "b", 2), CurrentSource.dc("i", "a", "b", 1e-3), new ProgrammableConductance("g", "a", "b", 1e-4, 0.3, 1e-12),
                new BipolarTransistor("q", "c", "b", "e", "s", bipolar, Placement.PLAIN.withArea(1.5).withMultiplier(2)), new BipolarTransistor("p", "c", "b", "e", "s", bipolar.with("IRB", 1e-4), Placement.PLAIN),
                new Diode("d", "a", "b", diode, Placement.PLAIN.withArea(2)),
                new Mosfet("m", "d", "g", "s", "b", MosfetModel.nmos("n").with("VTO", 0.6).with("KP", 1e-4).with("GAMMA", 0.5).with("LAMBDA", 0.05).with("TOX", 2e-8), MosfetGeometry.of(2e-5, 2e-6), Placement.PLAIN),
                new Mosfet("m3", "d", "g", "s", "b", MosfetModel.pmos("p").with("LEVEL", 3).with("VTO", -0.6).with("KP", 4e-5).with("GAMMA", 0.5).with("TOX", 2e-8).with("ETA", 0.1).with("THETA", 0.05), MosfetGeometry.of(2e-5, 2e-6), Placement.PLAIN),
                new EkvTransistor("e", "d", "g", "s", "b", EkvModel.pmos("ep").with("VTO", -0.55).with("KP", 4e-5).with("GAMMA", 0.6).with("PHI", 0.8), MosfetGeometry.of(2e-5, 2e-6), Placement.PLAIN));
    }

    private static Evaluation loaded(DeviceBank bank, Environment environment, SplittableRandom random) {
        Evaluation e = new Evaluation(bank, environment);
        e.limiting = false;
        e.junctionConductance = 1e-12;
        for (double[] unknown : e.unknown) {
            unknown[0] = random.nextDouble(-0.6, 0.6);
        }
        bank.load(e);
        return e;
    }

    private static void same(String what, double[][] expected, double[][] actual) {
        double scale = 0;
        for (double[] row : expected) {
            scale = Math.max(scale, Math.abs(row[0]));
        }
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k][0], actual[k][0], ROUNDING * (Math.abs(expected[k][0]) + 1e-3 * scale), what + " " + k);
        }
    }

    private static double[][] noise(DeviceBank bank, Evaluation e, int kind) {
        double[][][] densities = new double[3][bank.noiseSources().length][1];
        bank.noise(e, densities[0], densities[1], densities[2]);
        return densities[kind];
    }

    @ParameterizedTest
    @MethodSource("components")
    void parametersFollowANumberAsTheBankSays(Component component) {
        DeviceBank bank = component.family().bank(List.of(component), new DeviceLaws.Numbers());
        Set<String> found = new TreeSet<>();
        for (ComponentNumber number : ComponentNumber.of(component)) {
            String name = number.path().get(number.path().size() - 1);
            Dependence dependence = bank.dependence(name);
            if (dependence == null || !dependence.startsAt(number.value())) {
                continue;
            }
            found.add(name);
            double other = dependence.straight() ? number.value() + 0.07 : 1.3 * number.value();
            Component changed = number.with(other);
            DeviceBank anew = changed.family().bank(List.of(changed), new DeviceLaws.Numbers());
            for (double temperature : new double[] {300.15, 350}) {
                Environment environment = Environment.standard().at(temperature);
                for (int trial = 0; trial < 20; trial++) {
                    Evaluation expected = loaded(anew, environment, new SplittableRandom(trial));
                    Evaluation actual = new Evaluation(bank, environment);
                    dependence.change(actual.parameter, 0, number.value(), other);
                    double[][] parameter = actual.parameter;
                    actual = loaded(bank, environment, new SplittableRandom(trial));
                    for (int row = 0; row < parameter.length; row++) {
                        actual.parameter[row][0] = parameter[row][0];
                    }
                    bank.load(actual);
                    String what = component.name() + "." + name + " at " + temperature + " K: ";
                    same(what + "current", expected.current, actual.current);
                    same(what + "charge", expected.charge, actual.charge);
                    same(what + "conductance", expected.conductance, actual.conductance);
                    same(what + "capacitance", expected.capacitance, actual.capacitance);
                    same(what + "white noise", noise(anew, expected, 0), noise(bank, actual, 0));
                    same(what + "flicker noise", noise(anew, expected, 1), noise(bank, actual, 1));
                }
            }
        }
        assertTrue(!found.isEmpty(), component.name() + " has no number of which the bank knows");
    }

    @Test
    void valuesKeepTheirSignWhereTheLawNeedsIt() {
        Dependence inverse = Dependence.proportional().inverse(0);
        assertTrue(inverse.allows(-5, -6) && !inverse.allows(5, -6) && !inverse.allows(5, 0) && !inverse.allows(5, Double.NaN) && !inverse.startsAt(0));
        Dependence linear = Dependence.linear(0);
        assertTrue(linear.allows(5, -6) && linear.allows(5, 0) && !linear.allows(5, Double.POSITIVE_INFINITY) && !linear.startsAt(0));
        assertTrue(Dependence.shifted(1, 0).startsAt(0));
    }
}
