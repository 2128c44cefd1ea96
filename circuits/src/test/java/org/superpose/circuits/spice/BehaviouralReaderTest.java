package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.BehaviouralCapacitor;
import org.superpose.circuits.source.BehaviouralVoltageSource;
import org.superpose.circuits.source.Formula;
import org.superpose.circuits.source.Function;
import org.superpose.circuits.source.VoltageSource;

/** Formulas of the circuit as dialects write them. Around them stand 3 V at a, -2 V at b, 1 kΩ from a to ground whose current v1 carries, and a load of 1 kΩ at o. */
class BehaviouralReaderTest {
    private static Deck read(String... lines) {
        return new SpiceReader().read("deck", "title\n" + String.join("\n", lines) + "\n");
    }

    private static double output(String... lines) {
        String deck = "title\n" + String.join("\n", lines) + "\nV1 a 0 3\nV2 b 0 -2\nRa a 0 1k\nRo o 0 1k\n.op\n";
        return new SpiceReader().read("deck", deck).analyses().get(0).run().get(0).real("v(o)")[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"B1 o 0 V=v(a)*v(b)", "B1 o 0 V={v(a)*v(b)}", "b1 o 0 v = 'V(A) * V(B)'", "B1 o 0 V = v(a) * v( b , 0 )", "B1 0 o I=v(a)*v(b)/1k", "B1 0 o I = {v(a)*v(b)*1m}", "B1 0 o I=v(a)*v(b)*0.25m m=4", "E1 o 0 VALUE={v(a)*v(b)}",
        "E1 o 0 VALUE = {V(a)*V(b)}", "E1 o 0 value {v(a)*v(b)}", "E1 o 0 vol='v(a)*v(b)'", "G1 0 o cur='v(a)*v(b)/1k'", "G1 0 o VALUE={v(a)*v(b)/1k}", "H1 o 0 VALUE={v(a)*v(b)}", "F1 0 o VALUE={v(a)*v(b)/1k}", "B1 o 0 V=-1k*i(v1)*-2",
        "B1 o 0 V={v(a,b)-11}", "E1 o 0 TABLE {v(a)} = (0,0) (1,-1) (4,-8.5) (5,100)", "E1 o 0 TABLE {v(a)} (0,0) (1,-1) (4,-8.5)", "E1 o 0 table {v(a)} = (0 0 1 -1 4 -8.5)", "E1 o 0 TABLE={v(a)} (0,0), (1,-1), (4,-8.5)",
        "E1 o 0 a 0 table=(0,0 1,-1 4,-8.5)", "E1 o 0 TABLE {v(a)-9} = (-5,-6) (5,6)", "B1 o 0 V=table(v(a),0,0,1,-1,4,-8.5)", "B1 o 0 V=pwl(v(a),0,0,1,-2)", "B1 o 0 V=v(a)>v(b) ? -6 : 6", "B1 o 0 V=if(v(a)<v(b),6,-6)",
        "B1 o 0 V={limit(v(a)*10, -6, 6)*-1}", "B1 o 0 V=pow(v(a),2)*v(b)/3", "B1 o 0 V=-(v(a)**2)-v(a)^1 + 6", "B1 o 0 V=-v(a)^3/4.5", "B1 o 0 V=v(b)^3*0.75", "B1 o 0 V=v(a)*v(b) + (time > 0)*5", "B1 o 0 V=-(temper-21)"})
    void everySpellingGivesTheProduct(String element) {
        assertEquals(-6, output(element), 1e-9);
    }

    @Test
    void parametersAndFunctionsOfTheDeckAreSeen() {
        assertEquals(-6, output(".param k=2", ".func twice(x) {k*x}", ".func gain(x, y) = {twice(x)*y/k}", "B1 o 0 V=gain(v(a), v(b))"), 1e-9);
        assertEquals(4, output(".func out() {v(b)^2}", "B1 o 0 V={out()}"), 1e-9);
    }

    @Test
    void namesAreThoseOfTheInstance() {
        assertEquals(-6, output(".subckt mul x y o params: k=1", "Vs x xx 0", "Rx xx 0 1k", "B1 o 0 V={k*v(xx)*v(y) + 0*i(Vs)}", "B2 p 0 V=1k*i(vs)", "Rp p 0 1", ".ends", "X1 a b o mul"), 1e-9);
        assertEquals(3, output(".subckt in x", "Vs x y 0", "Ry y 0 1k", ".ends", "X1 a in", "B1 o 0 V=(v(x1.y)+1k*i(v.x1.vs))/2"), 1e-9);
        assertEquals(3, output(".subckt in x", "Vs x y 0", "Ry y 0 1k", ".ends", "X1 a in", "B1 o 0 V=1k*i(x1.vs)"), 1e-9);
    }

    @Test
    void temperatureCanBeSweptWhereOnlyFormulasUseIt() {
        ResultTable table = read("B1 o 0 V=temper*1m + v(a)*0", "V1 a 0 1", "Ra a 0 1", "Ro o 0 1k", ".dc temp -25 75 50").analyses().get(0).run().get(0);
        double[] o = table.real("v(o)");
        for (int p = 0; p < 3; p++) {
            assertEquals((-25 + 50 * p) * 1e-3, o[p], 1e-12);
        }
    }

    @Test
    void timeRunsInTransients() {
        double[] o = read("B1 o 0 V=sin(6.283185307179586*1k*time)", "Ro o 0 1k", ".tran 1u 0.25m").analyses().get(0).run().get(0).real("v(o)");
        assertEquals(0, o[0]);
        assertEquals(1, o[o.length - 1], 1e-9);
    }

    @Test
    void resistorsAndCapacitorsFollowFormulasOnlyWhereTheseFollowTheCircuit() {
        Circuit circuit = read(".param r=5", "V1 a 0 2", "R1 a 0 {1k*r}", "R2 a 0 R='1k*(1+v(a))' noisy=0", "C1 a 0 {1n*r} ic=1", "C2 a 0 C={1n*(1+v(a))} ic=1", "C3 a 0 Q=1n*x+2n*x**2 m=2 ic=3", "C4 a 0 Q={1n*v(a)}", "R5 a 0 {1k*temper}", ".op").circuit();
        assertInstanceOf(Resistor.class, circuit.component("r1"));
        assertInstanceOf(Resistor.class, circuit.component("r5"));
        assertEquals("1000.0*(1.0+v(a))", ((org.superpose.circuits.source.BehaviouralResistor) circuit.component("r2")).resistance().toString());
        assertInstanceOf(Capacitor.class, circuit.component("c1"));
        BehaviouralCapacitor second = (BehaviouralCapacitor) circuit.component("c2");
        assertEquals(BehaviouralCapacitor.Stores.CAPACITANCE, second.stores());
        assertEquals(1, second.initialVoltage());
        BehaviouralCapacitor third = (BehaviouralCapacitor) circuit.component("c3");
        assertEquals(BehaviouralCapacitor.Stores.CHARGE, third.stores());
        assertEquals("(1.0E-9*v(a)+2.0E-9*v(a)^2.0)*2.0", third.law().toString());
        assertEquals(BehaviouralCapacitor.Stores.CHARGE, ((BehaviouralCapacitor) circuit.component("c4")).stores());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"B1 o 0 V=hertz*v(a)|deck:2:10|hertz", "B1 o 0 V=ddt(v(a))|deck:2:10|capacitor of 1 F", "B1 o 0 V=sdt(v(a))|deck:2:10|capacitor of 1 F", "B1 o 0 V=delay(v(a),1u)|deck:2:10|inductors and capacitors", "E1 o 0 LAPLACE {v(a)} {1/(1+s)}|deck:2:1|LAPLACE",
        "E1 o 0 FREQ {v(a)} = (1,0,0)|deck:2:1|FREQ", "E1 o 0 CHEBYSHEV {v(a)} = LP 1k|deck:2:1|CHEBYSHEV", "B1 o 0 V=v(a) I=1|deck:2:1|not both", "B1 o 0|deck:2:1|write a source as", "B1 o 0 v(a)|deck:2:8|name=value", "B1 o 0 V=v(a) delay=1n|deck:2:1|delay", "B1 o 0 V=v(a,b,c)|deck:2:10|v(node)",
        "B1 o 0 V=v()|deck:2:10|v(node)", "B1 o 0 V=i(v1,v2)|deck:2:10|i(source)", "B1 o 0 V=v(a|deck:2:12|missing", "B1 o 0 V=table(v(a),0,1,0,2)|deck:2:10|must rise", "B1 o 0 V=table(v(a),0,1,1)|deck:2:10|pairs", "B1 o 0 V=table(v(a),0,v(a))|deck:2:10|numbers",
        "B1 o 0 V=ln(0)*v(a)|deck:2:1|not finite", "B1 o 0 V=nosuch*v(a)|deck:2:10|not defined", "B1 o 0 V=rand(1)|deck:2:10|not built", "B1 o 0 V=i(v9)|deck:2:1|there is no v9", "E1 o 0 TABLE {v(a)} = (0,0) (1)|deck:2:1|pairs", "E1 o 0 TABLE v(a) = (0,0)|deck:2:8|write a table", "E1 o 0 VALUE v(a)|deck:2:14|missing",
        "R1 o 0 {v(a)} tc1=1m|deck:2:1|temper", ".param p={v(a)}*2 q=p|deck:4:6|parameter cannot depend"})
    void mistakesAreToldWithPlaceAndMend(String line, String place, String words) {
        SpiceException e = assertThrows(SpiceException.class, () -> read(line, "V1 a 0 1", line.startsWith(".param") ? "Ro o 0 {q}" : "Ro o 0 1k", ".op"));
        assertTrue(e.getMessage().contains(words) && (line.startsWith(".param") || e.getMessage().startsWith(place + ":")), e.getMessage());
    }

    @Test
    void theCurrentOfAResistorIsRefusedWithTheMend() {
        Deck deck = read("V1 a 0 1", "R1 a 0 1k", "B1 o 0 V=i(r1)", "Ro o 0 1k", ".op");
        String message = assertThrows(SpiceException.class, () -> deck.analyses().get(0).run()).getMessage();
        assertTrue(message.contains("r1") && message.contains("put a 0 V source in series"), message);
    }

    /** What a formula writes is read as the same formula: same values, bit by bit, in a circuit that is biased at random. */
    @Test
    void writtenFormulasReadBackWithTheSameValues() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 300; trial++) {
            Formula formula = random(random, 5);
            VoltageSource[] bias = new VoltageSource[3];
            for (int k = 0; k < 3; k++) {
                bias[k] = VoltageSource.dc("v" + k, "n" + k, "0", Math.rint(random.nextDouble(-30, 30)) / 8);
            }
            Resistor load = new Resistor("r1", "n0", "0", 1);
            Circuit ours = Circuit.of("t", bias[0], bias[1], bias[2], load, new BehaviouralVoltageSource("b1", "o", "0", formula));
            StringBuilder deck = new StringBuilder("t\n");
            for (VoltageSource source : bias) {
                deck.append(source.name()).append(' ').append(source.positive()).append(" 0 ").append(source.dc()).append('\n');
            }
            Circuit again = new SpiceReader().read("t", deck + "r1 n0 0 1\nb1 o 0 v=" + formula + "\n.op\n").circuit();
            assertEquals(new OperatingPoint().run(ours).voltage("o"), new OperatingPoint().run(again).voltage("o"), 0, formula::toString);
        }
    }

    private static Formula random(SplittableRandom random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> Formula.voltage("n1");
                case 1 -> Formula.voltage("n0", "n2");
                case 2 -> Formula.current("v0");
                case 3 -> Formula.temperature().over(30);
                case 4 -> Formula.time();
                default -> Formula.constant(Math.rint(random.nextDouble(-4, 4) * 4) / 4);
            };
        }
        if (random.nextInt(8) == 0) {
            return Formula.table(random(random, depth - 1), new double[] {-1, 0.5, 2}, new double[] {3, -1, 4.5});
        }
        Function function = Function.values()[random.nextInt(Function.values().length)];
        Formula[] operands = new Formula[function.arguments()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = random(random, depth - 1);
        }
        if (function == Function.POWER) {
            operands[1] = Formula.constant(new double[] {-2, 0, 1, 2, 3}[random.nextInt(5)]);
        }
        Formula result = function.of(operands);
        return result.isConstant() && !Double.isFinite(result.number()) ? Formula.constant(1) : result;
    }

    /** Lengths and depths that nobody writes by hand end in an answer or in a message. */
    @Test
    void workIsBounded() {
        assertEquals(1e5, ((Resistor) read("R1 a 0 {1" + "+1".repeat(99_999) + "}", ".op").circuit().component("r1")).resistance());
        assertThrows(SpiceException.class, () -> read("B1 a 0 V=v(a)" + "+v(a)".repeat(100_000), ".op"));
        StringBuilder nest = new StringBuilder(".func f0(x) {x}\n");
        for (int i = 1; i <= 400; i++) {
            nest.append(String.format(Locale.ROOT, ".func f%d(x) {%sf%d(x)%s}%n", i, "(1+".repeat(40), i - 1, ")".repeat(40)));
        }
        assertThrows(SpiceException.class, () -> read(nest.toString(), "R1 a 0 {f400(1)}", ".op"));
        StringBuilder twice = new StringBuilder(".func f0(x) {x}\n");
        for (int i = 1; i <= 60; i++) {
            twice.append(String.format(Locale.ROOT, ".func f%d(x) {f%d(x)+f%d(x)}%n", i, i - 1, i - 1));
        }
        assertThrows(SpiceException.class, () -> read(twice.toString(), "B1 a 0 V=f60(v(a))", ".op"));
        assertThrows(SpiceException.class, () -> read(".func f(x) {x>0 ? f(x-1) : 0}", "B1 a 0 V=f(v(a))", "R1 a 0 1", ".op"));
        assertEquals(List.of(), read(".func f(n) {n>0 ? n*f(n-1) : 1}", "B1 a 0 V=v(a)*0+f(5)", "R1 a 0 1", ".op").warnings());
    }
}
