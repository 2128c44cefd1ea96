package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.solve.ConvergenceException;

/** Dot cards: .if, .step, .measure, .tf, .save and .probe of currents. */
class CardsTest {
    private static Deck read(String... lines) {
        return new SpiceReader().read("deck", "title\n" + String.join("\n", lines) + "\n");
    }

    private static ResultTable first(String... lines) {
        return read(lines).analyses().get(0).run().get(0);
    }

    private static double measured(ResultTable table, String name) {
        return table.measured().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow().value().orElseThrow(() -> new AssertionError(table.measured().toString()));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 0.25", "3, 0.2", "4, 0.1"})
    void theFirstArmThatHoldsIsTaken(int choice, double expected) {
        ResultTable table = first(".param n=" + choice, "V1 in 0 1", "R1 in out 1k", ".if (n==1)", "R2 out 0 1k", ".elseif (n<=3)", ".if (n==2)", "R2 out 0 {1k/3}", ".else", "R2 out 0 250", ".endif", ".else", "R2 out 0 {1k/9}", ".endif", ".op");
        assertEquals(expected, table.real("v(out)")[0], 1e-9);
    }

    /** Each instance has its own; models too. */
    @Test
    void conditionsOfSubcircuitsDependOnTheInstance() {
        ResultTable table = first(".subckt s a b k=0", ".if (k)", "R1 a b rm 1k", ".model rm r(r=2)", ".else", "R1 a b rm 1k", ".model rm r(r=3)", ".endif", ".ends", "V1 in 0 5", "X1 in m s k=1", "X2 m 0 s", ".op");
        assertEquals(3, table.real("v(m)")[0], 1e-9);
    }

    /** A sweep of the temperature takes devices along that are warmer than the circuit, and leaves those with a temperature of their own. */
    @Test
    void devicesThatAreWarmerFollowASweepOfTheTemperature() {
        ResultTable table = first(".model d d(is=1e-14)", "I1 0 a 1m", "D1 a 0 d dtemp=20", "I2 0 b 1m", "D2 b 0 d", "I3 0 c 1m", "D3 c 0 d temp=40", ".dc temp 0 60 20");
        double[] warmer = table.real("v(a)");
        double[] plain = table.real("v(b)");
        for (int p = 0; p < 3; p++) {
            assertEquals(plain[p + 1], warmer[p], 1e-9);
            assertEquals(plain[2], table.real("v(c)")[p], 1e-9);
        }
    }

    @Test
    void cardsOfArmsThatAreNotTakenDoNotCount() {
        Deck deck = read(".param fast=0", "V1 in 0 dc 1 ac 1", "R1 in 0 1k", ".if (fast)", ".ac dec 1 1 10", ".options reltol=2", ".else", ".op", ".endif");
        assertEquals(List.of("op"), deck.analyses().stream().map(DeckAnalysis::kind).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {".if (1)|not closed", ".endif|without an .if", ".else|without an .if", ".if (x==1)~R7 a 0 1~.endif|not defined", ".if|expression is missing", ".step param zz 1 2 1|no parameter", ".step r9 1 2 1|no element", ".step v1 1 2|write a sweep", ".step v1 1 5 -1|does not lead", ".step param p 1 1e6 1|more than",
        ".step v1 list 1 2~.step v1 list 3 4|twice", ".measure|write a measure", ".measure op x foo v(a)|no measure", ".meas tran x find v(zz) at=1|no v(zz)", ".meas tran x trig v(a)=1|trig and targ", ".meas tran x when v(a)|needs a level", ".meas op x find i(zz)|no i(zz)", ".tf v(a)|write a transfer", ".tf v(a) rok|no voltage or current source", ".tf v(a) v9|no element",
        ".if (1)~.param q=1~.endif|cannot stand within .if", ".if (1)~.subckt q a~.ends~.endif|cannot stand within .if", ".if (1)~.else~.else~.endif|behind the .else", ".print op ix(rok)|cannot be shown", ".print op ic(rok)|no ic(rok)"})
    void mistakesAreTold(String lines, String words) {
        SpiceException e = assertThrows(SpiceException.class, () -> read(".param p=1", "V1 a 0 1", "Rok a 0 1k", ".op", lines.replace('~', '\n')));
        assertTrue(e.getMessage().startsWith("deck:") && e.getMessage().contains(words), e.getMessage());
    }

    @Test
    void unknownOptionsAreToldWithTheNearestName() {
        assertTrue(read("V1 a 0 1", "R1 a 0 1", ".op", ".options reltoll=1e-4 itl1=7").warnings().toString().contains("reltoll is not known and left out; did you mean reltol?"));
    }

    /** v = V R2/(R1 + R2). */
    @Test
    void everyPointOfStepIsRunTheFirstCardFastest() {
        ResultTable table = first(".param r=1k", "V1 in 0 dc 1", "R1 in out {r}", "R2 out 0 1k", ".op", ".step param r list 1k 3k", ".step v1 1 3 1");
        assertEquals(List.of("r", "v1", "v(in)", "v(out)", "i(v1)"), table.names());
        assertArrayEquals(new double[] {1e3, 3e3, 1e3, 3e3, 1e3, 3e3}, table.real("r"));
        assertArrayEquals(new double[] {1, 1, 2, 2, 3, 3}, table.real("v1"));
        assertArrayEquals(new double[] {0.5, 0.25, 1, 0.5, 1.5, 0.75}, table.real("v(out)"), 1e-9);
        assertEquals(2, table.swept());
    }

    /** Points on several threads, each from the circuit of the deck: to the last bit the results of decks that say these values. */
    @Test
    void aPointOfStepIsTheDeckWithItsValues() {
        String[] lines = {"V1 in 0 dc 0.7 ac 1", "R1 in a 100", "D1 a 0 dm", "C1 a 0 1n", ".model dm d(is=1e-14 rs=10 cjo=1p tt=1n)", ".ac dec 2 1k 1meg", ".op", ".step v1 list 0.5 0.6 0.7 0.8 0.9 1", ".step r1 list 50 100 200"};
        List<DeckAnalysis> stepped = read(lines).analyses();
        for (int analysis = 0; analysis < 2; analysis++) {
            ResultTable all = stepped.get(analysis).run().get(0);
            int row = 0;
            for (String r : List.of("50", "100", "200")) {
                for (String v : List.of("0.5", "0.6", "0.7", "0.8", "0.9", "1")) {
                    ResultTable one = read(lines[0].replace("0.7", v), lines[1].replace("100", r), lines[2], lines[3], lines[4], lines[5], lines[6]).analyses().get(analysis).run().get(0);
                    for (int k = 0; k < one.size(); k++, row++) {
                        assertEquals(Double.parseDouble(v), all.real("v1")[row]);
                        assertEquals(one.real("v(a)")[k], all.real("v(a)")[row]);
                        assertEquals(one.imaginary("v(a)")[k], all.imaginary("v(a)")[row]);
                    }
                }
            }
            assertEquals(row, all.size());
        }
    }

    /** A diode that does not leak takes no current backwards. */
    @Test
    void aPointWithoutASolutionIsReportedInItsPlace() {
        String[] lines = {"I1 a 0 1m", "D1 a 0 dd", ".model dd d(is=1e-14)", ".options gmin=0", ".op", ".measure op level find v(a)", ".step i1 list -1m 1m -2m"};
        ResultTable table = first(lines);
        assertArrayEquals(new double[] {-1e-3, 1e-3, -2e-3}, table.real("i1"));
        assertTrue(table.real("v(a)")[0] > 0.5 && table.real("v(a)")[2] > table.real("v(a)")[0]);
        assertTrue(Double.isNaN(table.real("v(a)")[1]));
        assertEquals(1, table.failures().size());
        assertTrue(table.failures().get(0).startsWith("i1 = 0.001: ") && table.failures().get(0).contains("no operating point"), table.failures()::toString);
        assertEquals(List.of(true, false, true), table.measured().stream().map(measured -> measured.value().isPresent()).toList());
        lines[6] = ".step i1 list 1m 2m";
        assertThrows(ConvergenceException.class, () -> first(lines));
    }

    @Test
    void sweepsAreRunForEveryPointBehindEachOther() {
        ResultTable table = first(".param r=1k", "V1 in 0 dc 1", "R1 in out {r}", "R2 out 0 1k", ".dc v1 0 2 1", ".step param r list 1k 3k", ".meas dc top max v(out)");
        assertEquals(List.of("v-sweep", "r", "v(in)", "v(out)", "i(v1)"), table.names());
        assertArrayEquals(new double[] {0, 1, 2, 0, 1, 2}, table.real("v-sweep"), 1e-15);
        assertArrayEquals(new double[] {0, 0.5, 1, 0, 0.25, 0.5}, table.real("v(out)"), 1e-9);
        assertEquals(Map.of("r", 3e3), table.measured().get(1).at());
        assertEquals(0.5, table.measured().get(1).value().getAsDouble(), 1e-9);
    }

    /** R(T) = R (1 + TC1 (T − 27 °C)). */
    @Test
    void temperaturesAndModelsAreStepped() {
        assertArrayEquals(new double[] {1e-3, 1e-3 / 1.1}, first("V1 a 0 1", "R1 a 0 1k tc1=1m", ".temp 27 127", ".op", ".save i(r1)").real("i(r1)"), 1e-12);
        assertArrayEquals(new double[] {1e-3, 1e-3 / 1.1}, first("V1 a 0 1", "R1 a 0 1k tc1=1m", ".step temp list 27 127", ".op", ".save i(r1)").real("i(r1)"), 1e-12);
        assertArrayEquals(new double[] {0.5e-3, 0.25e-3}, first("V1 a 0 1", "R1 a 0 rm 1k", ".model rm r(r=1)", ".step r rm(r) list 2 4", ".op", ".save i(r1)").real("i(r1)"), 1e-12);
    }

    @Test
    void parametersAndSourcesAreSweptTogether() {
        ResultTable table = first(".param r=1k s=1k", "V1 in 0 dc 1", "R1 in out {r}", "R2 out 0 {s}", ".dc v1 1 2 1 param r 1k 3k 2k param s 1k 3k 2k", ".save v(out)");
        assertArrayEquals(new double[] {0.5, 1, 0.25, 0.5, 0.75, 1.5, 0.5, 1}, table.real("v(out)"), 1e-9);
    }

    @Test
    void formulasAreShownAndWhatIsNotThereIsTold() {
        Deck deck = read("V1 a 0 3", "R1 a b 1k", "R2 b 0 2k", ".op", ".print op {v(a,b)*i(r1)} par('abs(-v(b))') p(r1)", ".print dc nonsense", ".dc v1 0 1 1");
        ResultTable shown = deck.printed(deck.analyses().get(0).run().get(0)).get(0);
        assertEquals(1e-3, shown.real(0)[0], 1e-12);
        assertEquals(2, shown.real(1)[0], 1e-9);
        assertEquals(1e-3, shown.real(2)[0], 1e-12);
        ResultTable dc = deck.analyses().get(1).run().get(0);
        assertTrue(assertThrows(SpiceException.class, () -> deck.printed(dc)).getMessage().contains("there is no nonsense"));
        assertTrue(assertThrows(SpiceException.class, () -> first("V1 a 0 sin(0 1 1k)", "R1 a 0 1", ".tran 10u 2m", ".four 1k nonsense")).getMessage().startsWith("deck:5:10: there is no nonsense"));
    }

    @Test
    void parametersMayBeDefinedBehindTheirUseAndGlobalNodesAreOneEverywhere() {
        assertEquals(1, first("V1 sup 0 {v}", ".param v={2*half}", "X1 m s", "X2 m s r={1k*half}", ".subckt s a r=1k", "R1 sup a {r}", "R2 a 0 {rr}", ".param rr={r}", ".ends", ".global sup", ".param half=1", ".op").real("v(m)")[0], 1e-9);
    }

    @Test
    void controlRunsEachCommandOnce() {
        assertEquals(List.of("op", "dc"), read("V1 a 0 1", "R1 a 0 1", ".control", "op", "dc v1 0 1 1", ".endc").analyses().stream().map(DeckAnalysis::kind).toList());
    }

    @Test
    void currentsOfAllElementsCanBeAskedFor() {
        String[] circuit = {"V1 c 0 5", "VB b 0 0.65", "Q1 c b e qn", "R1 e 0 1", "M1 c b s 0 mn w=10u l=1u", "R2 s 0 1", "D1 b 0 dm", "X1 c 0 s", ".subckt s a b", "R1 a b 1k", ".ends", ".model qn npn", ".model mn nmos(vto=0.3)", ".model dm d", ".op"};
        String[] deck = Arrays.copyOf(circuit, circuit.length + 1);
        deck[circuit.length] = ".save i(r1) ic(q1) @q1[ib] @q1[ie] @q1[is] id(m1) @m1[is] i(d1) @d1[id] i(x1.r1) @r.x1.r1[i] p(r1) @v1[p] i(v1)";
        ResultTable table = first(deck);
        assertEquals(List.of("i(r1)", "ic(q1)", "i(@q1[ib])", "i(@q1[ie])", "i(@q1[is])", "id(m1)", "i(@m1[is])", "i(d1)", "i(@d1[id])", "i(r.x1.r1)", "i(@r.x1.r1[i])", "p(r1)", "@v1[p]", "i(v1)"), table.names());
        double emitter = table.real("i(r1)")[0];
        assertTrue(emitter > 1e-6);
        assertEquals(emitter, table.real("ic(q1)")[0] + table.real("i(@q1[ib])")[0] + table.real("i(@q1[is])")[0], 1e-12);
        assertEquals(-emitter, table.real("i(@q1[ie])")[0], 1e-12);
        assertEquals(table.real("id(m1)")[0], -table.real("i(@m1[is])")[0], 1e-10);
        assertEquals(table.real("i(d1)")[0], table.real("i(@d1[id])")[0], 0);
        assertEquals(5e-3, table.real("i(r.x1.r1)")[0], 1e-12);
        assertEquals(emitter * emitter, table.real("p(r1)")[0], 1e-9 * emitter * emitter);
        assertEquals(5 * table.real("i(v1)")[0], table.real("@v1[p]")[0], 1e-12);
        deck[circuit.length] = ".probe alli";
        ResultTable all = first(deck);
        assertTrue(all.names().containsAll(List.of("v(c)", "i(v1)", "i(@q1[is])", "i(@m1[ib])", "i(@r.x1.r1[i])")), all.names()::toString);
        deck[circuit.length] = ".probe i(r1)";
        assertTrue(first(deck).names().containsAll(List.of("v(c)", "i(v1)", "i(r1)")));
        deck[circuit.length] = ".print op i(r1) ic(q1) v(c,b)";
        Deck printed = read(deck);
        assertEquals(4.35, printed.printed(printed.analyses().get(0).run().get(0)).get(0).real("v(c,b)")[0], 1e-9);
    }

    /** i = C dv/dt of a ramp; phasor jωC. */
    @Test
    void currentsOfCapacitorsAreThoseThatChargeThem() {
        Deck deck = read("V1 a 0 dc 0 ac 2 pwl(0 0 1u 1 2u 1)", "C1 a 0 1n", "R1 a 0 1meg", ".tran 10n 2u", ".ac lin 1 1k 1k", ".save @c1[i] i(c1)");
        ResultTable tran = deck.analyses().get(0).run().get(0);
        double[] t = tran.real("time");
        for (int p = 2; p < t.length; p++) {
            assertEquals(t[p] < 1e-6 * (1 + 1e-9) ? 1e-3 : 0, tran.real("i(c1)")[p], 1e-9, "at " + t[p]);
        }
        ResultTable ac = deck.analyses().get(1).run().get(0);
        assertEquals(2 * 2 * Math.PI * 1e3 * 1e-9, ac.imaginary("i(@c1[i])")[0], 1e-15);
    }

    @Test
    void transientsKeepOnlyWhatIsPrintedAndMeasuredWhereThatIsAsked() {
        String text = "title\nV1 a 0 pulse(0 1 0 1n 1n 1u 2u)\nR1 a b 1k\nC1 b c 1n\nR2 c 0 1k\n.tran 10n 2u\n.op\n.meas tran top max v(c)\n.four 500k v(a)\n";
        SpiceReader lean = new SpiceReader().keepingWhatIsPrinted();
        Deck deck = lean.read("deck", text + ".print tran v(b)\n");
        ResultTable table = deck.analyses().get(0).run().get(0);
        assertEquals(Set.of("time", "v(a)", "v(b)", "v(c)"), Set.copyOf(table.names()));
        ResultTable all = new SpiceReader().read("deck", text + ".print tran v(b)\n").analyses().get(0).run().get(0);
        assertTrue(all.names().contains("i(v1)"), all.names().toString());
        assertArrayEquals(all.real("v(b)"), table.real("v(b)"), 0);
        assertEquals(measured(all, "top"), measured(table, "top"));
        assertTrue(deck.analyses().get(1).run().get(0).names().contains("i(v1)"), "an operating point has one row only");
        assertTrue(lean.read("deck", text + ".plot tran v(b)\n").analyses().get(0).run().get(0).names().contains("i(v1)"), "nothing is printed as rows");
        assertEquals(all.names(), lean.read("deck", text + ".print tran v(b)\n.save all\n").analyses().get(0).run().get(0).names(), "what is saved is kept");
    }

    /** Divider of 1k and 3k; seen from the source 4k, from the output 750 Ω. */
    @Test
    void transferFunctionOfADivider() {
        Deck deck = read("V1 in 0 1", "R1 in out 1k", "R2 out m 2k", "R3 m g 1k", "VM g 0 0", ".tf v(out) v1", ".tf v(out,m) v1", ".tf i(vm) v1");
        ResultTable table = deck.analyses().get(0).run().get(0);
        assertEquals(List.of("transfer_function", "output_impedance_at_v(out)", "v1#input_impedance"), table.names());
        assertEquals(0.75, table.real(0)[0], 1e-12);
        assertEquals(750, table.real(1)[0], 1e-9);
        assertEquals(4000, table.real(2)[0], 1e-9);
        assertEquals(0.5, deck.analyses().get(1).run().get(0).real(0)[0], 1e-12);
        assertEquals(1000, deck.analyses().get(1).run().get(0).real(1)[0], 1e-9);
        ResultTable current = deck.analyses().get(2).run().get(0);
        assertEquals(0.25e-3, current.real(0)[0], 1e-15);
        assertEquals(4000, current.real(1)[0], 1e-9);
    }

    /** Of the two states of a flip-flop a sweep keeps to the one that is named. */
    @Test
    void nodesetChoosesTheBranchOfASweep() {
        for (String[] start : new String[][] {{"a", "b"}, {"b", "a"}}) {
            ResultTable table = first("VCC c 0 5", "RA c a 1k", "RB c b 1k", "RX a xb 10k", "RY b xa 10k", "QA a xa 0 q", "QB b xb 0 q", ".model q npn(bf=100)", ".nodeset v(" + start[0] + ")=5 v(" + start[1] + ")=0.1", ".dc vcc 5 4 -0.5");
            assertTrue(table.real("v(" + start[0] + ")")[2] > 3 && table.real("v(" + start[1] + ")")[2] < 0.3, () -> "not " + start[0]);
        }
    }

    /** RC: 10 % to 90 % in RC ln 9; both dialects. */
    @Test
    void measuresOfATransient() {
        ResultTable table = first("V1 in 0 pulse(0 1 0 1p 1p 1 2)", "R1 in out 1k", "C1 out 0 1n", ".tran 10n 8u 0 10n", ".meas tran t1 trig v(out) val=0.1 rise=1 targ v(out) val=0.9 rise=1", ".measure tran t2 TRIG V(out)=0.1 RISE=1 TARG V(out)='1-0.1' CROSS=LAST", ".meas tran tau when v(out)='1-exp(-1)'",
                ".meas tran again find v(out) at={tau}", ".meas tran half param='tau/2'", ".meas tran ratio param half/tau", ".meas tran q integ i(c1) from=0 to=8u", ".meas tran mean avg par('v(in)-v(out)') from=1n to=8u", ".meas top max v(out)", ".meas tran e integ V(in,out)*I(R1) from 0 to 8u", ".meas tran s deriv v(out) at=1u",
                ".meas tran never when v(out)=2", ".meas tran after param='never+1'", ".meas tran delay trig at=1u targ v(out) val=0.9 td=1u", ".meas tran both when v(in,out)=v(out)", ".meas tran bad find v(out) at=9u");
        double tau = 1e-6;
        assertEquals(tau * Math.log(9), measured(table, "t1"), 1e-3 * tau);
        assertEquals(measured(table, "t1"), measured(table, "t2"), 1e-15);
        assertEquals(tau, measured(table, "tau"), 1e-3 * tau);
        assertEquals(1 - Math.exp(-1), measured(table, "again"), 1e-12);
        assertEquals(0.5, measured(table, "ratio"), 1e-12);
        assertEquals(1e-9, measured(table, "q"), 1e-3 * 1e-9);
        assertEquals(tau / 8e-6, measured(table, "mean"), 2e-3 * tau / 8e-6);
        assertEquals(1, measured(table, "top"), 1e-3);
        assertEquals(0.5e-9, measured(table, "e"), 2e-3 * 0.5e-9);                  // ½ C V²
        assertEquals(Math.exp(-1) / tau, measured(table, "s"), 2e-3 / tau);
        assertEquals(tau * Math.log(10) - 1e-6, measured(table, "delay"), 1e-3 * tau);
        assertEquals(tau * Math.log(2), measured(table, "both"), 1e-3 * tau);
        Map<String, String> failed = new TreeMap<>();
        table.measured().stream().filter(m -> m.value().isEmpty()).forEach(m -> failed.put(m.name(), m.failure()));
        assertEquals(Set.of("never", "after", "bad"), failed.keySet());
        assertTrue(failed.get("never").contains("never crosses 2") && failed.get("after").contains("never") && failed.get("bad").contains("outside"), failed::toString);
        assertEquals("s", table.measured().get(0).unit());
        assertEquals("A s", table.measured().get(6).unit());
    }

    @Test
    void measuresOfOtherAnalyses() {
        Deck deck = read("V1 in 0 dc 2 ac 1", "R1 in out 1k", "C1 out 0 1n", ".op", ".ac dec 50 1k 10meg", ".noise v(out) v1 dec 10 1 10", ".dc v1 0 2 0.5 r1 1k 2k 1k", ".meas op x find v(out)", ".meas op y param='v(out)*i(v1)+3'", ".meas ac bw when vdb(out)={-10*log10(2)} fall=1", ".meas ac lag find vp(out) at=bw", ".meas ac m find mag(v(out)) at='bw'", ".meas ac quot min par('vm(out)/vm(in)')",
                ".meas ac gain max db(V(out))", ".meas noise n find onoise_spectrum at=3", ".meas dc half when v(out)=1.25", ".meas dc steep deriv i(r1) at=1");
        ResultTable op = deck.analyses().get(0).run().get(0);
        assertEquals(2, measured(op, "x"), 1e-9);
        assertEquals(3, measured(op, "y"), 1e-9);
        ResultTable ac = deck.analyses().get(1).run().get(0);
        double corner = 1 / (2 * Math.PI * 1e-6);
        assertEquals(corner, measured(ac, "bw"), 6e-4 * corner);                   // 1.3e-2 · (10/50)²
        assertEquals(-Math.PI / 4, measured(ac, "lag"), 1e-3);
        assertEquals(Math.sqrt(0.5), measured(ac, "m"), 1e-3);
        assertEquals(corner / 1e7, measured(ac, "quot"), 1e-3 * corner / 1e7);
        assertEquals(0, measured(ac, "gain"), 1e-3);
        assertEquals("V/√Hz", deck.analyses().get(2).run().get(0).measured().get(0).unit());
        List<Measured> dc = deck.analyses().get(3).run().get(0).measured();
        assertEquals(List.of(Map.of("r1", 1e3), Map.of("r1", 1e3), Map.of("r1", 2e3), Map.of("r1", 2e3)), dc.stream().map(Measured::at).toList());
        assertEquals(1.25, dc.get(2).value().getAsDouble(), 1e-9);
        assertEquals(0, dc.get(3).value().getAsDouble(), 1e-15);
    }
}
