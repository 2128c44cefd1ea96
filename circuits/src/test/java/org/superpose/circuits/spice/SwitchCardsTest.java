package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.CurrentControlledSwitch;
import org.superpose.circuits.passive.SwitchModel;
import org.superpose.circuits.passive.VoltageControlledSwitch;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;

/** Switches and initial conditions, as the dialects write them. */
class SwitchCardsTest {
    private static final String REST = "\nV1 c 0 1\nR1 a 0 1k\nR2 b 0 1k\n.op\n.end\n";

    private static Component component(String name, String cards) {
        return new SpiceReader().read("deck", "title\n" + cards + REST).circuit().component(name);
    }

    private static SwitchModel model(String card) {
        return ((VoltageControlledSwitch) component("s1", "S1 a b c 0 m\n.model m " + card)).model();
    }

    @Test
    void dialectsSayTheSameOfASwitch() {
        assertEquals(new SwitchModel("m", 0, 0, 1, 1e12, false), model("sw"));
        assertEquals(new SwitchModel("m", 1.5, 0.5, 10, 1e6, false), model("SW(VT=1 VH=0.5 RON=10 ROFF=1Meg)"));
        assertEquals(new SwitchModel("m", 1, 0, 1, 1e6, true), model("vswitch"));
        assertEquals(new SwitchModel("m", 3, 2, 5, 1e6, true), model("vswitch von=3 voff=2 ron=5"));
        assertEquals(new SwitchModel("m", 1.5, 0.5, 1, 1e12, true), model("sw(vt=1 vh=-0.5)"));
        assertEquals(new SwitchModel("m", 1, 1, 1, 1e12, false), model("vswitch(vt=1)"));
        CurrentControlledSwitch w = (CurrentControlledSwitch) component("w1", "W1 a b V1 m on\n.model m csw it=2m ih=1m");
        assertEquals("v1", w.control());
        assertTrue(w.closed());
        assertEquals(new SwitchModel("m", 3e-3, 1e-3, 1, 1e12, false), w.model());
        assertEquals(new SwitchModel("m", 1e-3, 0, 1, 1e6, true), ((CurrentControlledSwitch) component("w1", "W1 a b V1 m\n.model m iswitch")).model());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "S1 a b c 0 m|.model m csw|VSWITCH", "W1 a b v1 m|.model m sw|ISWITCH", "S1 a b c 0 m|.model m sw(vt=1 von=2)|threshold", "S1 a b c 0 m|.model m sw(ron=0)|positive", "S1 a b c 0 m|.model m vswitch(von=1 voff=1)|different",
        "S1 a b c 0 m maybe|.model m sw|not understood", "S1 a b c 0|.model m sw|model", "W1 a b v9 m|.model m csw|v9", "D1 a b d ic=1,2|.model d d|at most 1"})
    void mistakesAreSaid(String element, String model, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> component("s1", element + "\n" + model)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void initialConditionsOfSemiconductorsAreRead() {
        assertEquals(List.of(-3.0), ((Diode) component("d1", "D1 a b d ic=-3\n.model d d")).placement().initial());
        assertEquals(List.of(0.6, 2.0), ((BipolarTransistor) component("q1", "Q1 a b 0 q off ic=0.6,2\n.model q npn")).placement().initial());
        assertEquals(List.of(0.6, 2.0), ((BipolarTransistor) component("q1", "Q1 a b 0 q ic=0.6 2\n.model q npn")).placement().initial());
    }
}
