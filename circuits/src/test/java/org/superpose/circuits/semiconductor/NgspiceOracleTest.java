package org.superpose.circuits.semiconductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

/**
 * Single devices at forced terminal voltages against ngspice 39, with its own k and q and gmin = 1e-12 S: terminal currents, and capacitances from the imaginary part of the currents at 1 kHz.
 * Skipped where ngspice is absent, unless the system property {@code superpose.oracles} is {@code required}.
 */
class NgspiceOracleTest {
    private static final double FREQUENCY = 1e3;
    /** What a rounded voltage of some volts across a resistance of some tenths of an ohm makes, and gmin over the 0.1 V by which ngspice now and then stops early [A]. */
    private static final double ROUNDING = 2e-13;

    @TempDir
    private Path folder;

    /**
     * A device at several biases.
     *
     * @param line       the device in SPICE, with nodes t1, t2 …
     * @param card       the parameters of the model m
     * @param device     the same in Java, with the same nodes
     * @param biases     voltages of the terminals t1, t2 …
     * @param small      whether small-signal capacitances are comparable: not where SPICE leaves out the derivative of a base resistance
     */
    private record Case(String title, String line, String card, Component device, double celsius, double[][] biases, boolean small) {
        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    static void ngspiceIsThere() throws InterruptedException {
        boolean present;
        try {
            present = new ProcessBuilder("ngspice", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            present = false;
        }
        if ("required".equals(System.getProperty("superpose.oracles"))) {
            assertTrue(present, "ngspice is required (superpose.oracles=required) but cannot be run; install it");
        }
        Assumptions.assumeTrue(present, "ngspice is not installed");
    }

    private static <M extends DeviceModel<M>> M card(M model, String card) {
        M m = model;
        for (String entry : card.trim().split("\\s+")) {
            if (!entry.isEmpty()) {
                String[] parts = entry.split("=");
                double value = Double.parseDouble(parts[1]);
                m = m.with(parts[0], parts[0].equalsIgnoreCase("TNOM") ? value + 273.15 : value);
            }
        }
        return m;
    }

    private static double[][] sweep(double from, double to, int points) {
        double[][] biases = new double[points][];
        for (int k = 0; k < points; k++) {
            biases[k] = new double[] {from + (to - from) * k / (points - 1), 0};
        }
        return biases;
    }

    /** Area only: ngspice 39 applies M of a diode anew at each change of a source. */
    static List<Case> diodes() {
        String signal = "IS=2.5e-9 N=1.75 RS=0.6 TT=4e-9 CJO=4e-12 VJ=0.6 M=0.4 XTI=2.5 EG=1.05";
        String zener = "IS=1e-14 BV=5.1 IBV=5e-3 CJO=1e-10 FC=0.3 VJ=0.8 TNOM=50";
        String leaky = "IS=3e-6 N=1.05 BV=30 IBV=1e-4 CJO=1e-10 EG=0.69 XTI=2";
        String knees = "IS=1e-14 IKF=2e-3 IKR=1e-3 BV=4 IBV=1e-4 NBV=2.5 TCV=1e-3 RS=5 TRS1=2e-3 TRS2=1e-5 TT=1e-9 TTT1=1e-3 CJO=1e-12 TM1=1e-4";
        String recombining = "IS=1e-15 ISR=1e-11 NR=1.8 VJ=0.8 M=0.4 IKF=1e-2 CJO=2e-12";
        String sidewall = "IS=1e-14 JSW=1e-9 NS=1.5 CJO=1e-12 CJSW=2e-7 PHP=0.7 MJSW=0.3 FCS=0.4 TT=1e-9 IKF=1e-3";
        List<Case> cases = new ArrayList<>();
        for (double celsius : new double[] {27, 77, -40}) {
            cases.add(diode("diode with knees at " + celsius, knees, celsius, Placement.PLAIN.withArea(2), sweep(-4.3, 0.9, 53)));
            // below −3 VT ngspice 39 lets the current of recombination vanish at once; that of generation does not
            cases.add(diode("recombining diode at " + celsius, recombining, celsius, Placement.PLAIN.withArea(2), sweep(-0.05, 0.9, 39)));
            cases.add(diode("diode with a sidewall at " + celsius, sidewall, celsius, Placement.PLAIN.withArea(2), sweep(-3, 0.9, 40)));
            cases.add(diode("bare diode at " + celsius, "IS=1e-14 CJO=1e-12", celsius, Placement.PLAIN, sweep(-3, 0.8, 39)));
            cases.add(diode("signal diode at " + celsius, signal, celsius, Placement.PLAIN, sweep(-3, 1, 41)));
            cases.add(diode("zener diode at " + celsius, zener, celsius, Placement.PLAIN.withArea(2.5), sweep(0.8, -5.2, 61)));
            cases.add(diode("Schottky diode at " + celsius, leaky, celsius, Placement.PLAIN, sweep(-30.2, 0.5, 64)));
        }
        return cases;
    }

    private static Case diode(String title, String card, double celsius, Placement placement, double[][] biases) {
        return new Case(title, String.format(Locale.ROOT, "d1 t1 t2 m area=%s m=%s pj=2e-5", placement.area(), placement.multiplier()), "d(" + card + ")",
                new Diode("D1", "t1", "t2", card(DiodeModel.of("m"), card), 2e-5, placement), celsius, biases, true);
    }

    /** Parallel devices by M only: ngspice 39 applies the area of a transistor twice to its base-collector saturation current. */
    static List<Case> transistors() {
        String gummel = "IS=6.7e-15 BF=200 NF=1.01 VAF=74 IKF=0.07 ISE=6.7e-15 NE=1.26 BR=0.74 NR=0.99 VAR=20 IKR=0.05 ISC=1e-14 NC=2 RE=0.3 RC=1 CJE=4.5e-12 VJE=0.75 MJE=0.26 TF=3e-10 XTF=2 VTF=4 ITF=0.4 "
                + "CJC=3.6e-12 VJC=0.7 MJC=0.31 XCJC=0.7 TR=2e-7 CJS=2e-12 VJS=0.6 MJS=0.4 XTB=1.5 EG=1.12 XTI=3.2";
        List<Case> cases = new ArrayList<>();
        for (boolean npn : new boolean[] {true, false}) {
            String type = npn ? "npn" : "pnp";
            cases.add(transistor("bare " + type, npn, "IS=1e-16 BF=120 VAF=80 CJE=1e-12 CJC=0.5e-12 CJS=1e-12", 27, Placement.PLAIN, true));
            for (double celsius : new double[] {27, 77, -40}) {
                cases.add(transistor(type + " with constant base resistance at " + celsius, npn, gummel + " RB=80", celsius, Placement.PLAIN, true));
            }
            for (double celsius : new double[] {27, 77}) {
                // currents only: the AC of ngspice 39 leaves out the conductance of the substrate's junction
                cases.add(transistor(type + " with substrate junction, NKF and warm resistances at " + celsius, npn, gummel + " RB=80 RBM=80 ISS=2e-15 NS=1.2 NKF=0.7 TRC1=2e-3 TRC2=1e-5 TRE1=1e-3 TRB1=1e-3 TRM1=1e-3", celsius, Placement.PLAIN, false));
            }
            cases.add(transistor(type + " with M 3", npn, gummel + " RB=80 TNOM=50", 27, Placement.PLAIN.withMultiplier(3), true));
            cases.add(transistor(type + " with base resistance by charge", npn, gummel + " RB=100 RBM=10", 27, Placement.PLAIN, false));
            cases.add(transistor(type + " with base resistance by current", npn, gummel + " RB=100 RBM=10 IRB=1e-4", 27, Placement.PLAIN, false));
            cases.add(transistor(type + " of the other geometry", npn, gummel + " SUBS=" + (npn ? -1 : 1), 27, Placement.PLAIN, true));
        }
        return cases;
    }

    private static Case transistor(String title, boolean npn, String card, double celsius, Placement placement, boolean small) {
        double s = npn ? 1 : -1;
        List<double[]> biases = new ArrayList<>();
        for (double vb : new double[] {-1, 0, 0.4, 0.55, 0.65, 0.75, 0.9}) {
            for (double vc : new double[] {-0.6, 0, 0.1, 0.4, 3, 10}) {
                biases.add(new double[] {s * vc, s * vb, 0, card.contains("ISS") ? s * 0.1 : -1.5});
            }
        }
        BipolarModel model = card(npn ? BipolarModel.npn("m") : BipolarModel.pnp("m"), card);
        return new Case(title, String.format(Locale.ROOT, "q1 t1 t2 t3 t4 m area=%s m=%s", placement.area(), placement.multiplier()), (npn ? "npn(" : "pnp(") + card + ")",
                new BipolarTransistor("Q1", "t1", "t2", "t3", "t4", model, placement), celsius, biases.toArray(double[][]::new), small);
    }

    static List<Case> fieldEffectTransistors() {
        List<Case> cases = new ArrayList<>();
        String junction = "VTO=-2.5 BETA=1e-3 LAMBDA=0.01 RD=10 RS=20 CGS=4e-12 CGD=2e-12 PB=0.8 IS=3e-14";
        String first = "KP=5e-5 GAMMA=0.5 PHI=0.65 LAMBDA=0.03 TOX=3e-8 CGSO=2e-10 CGDO=3e-10 CGBO=1e-10 CJ=2e-4 CJSW=3e-10 MJSW=0.3 RD=5 RS=10 JS=1e-5";
        String process = "TOX=3e-8 NSUB=1e16 NSS=1e10 TPG=1 LD=1e-7 U0=500 CBD=1e-14 CBS=2e-14 RSH=20";
        String third = "LEVEL=3 TOX=2.5e-8 NSUB=3e16 XJ=2e-7 LD=1e-7 U0=550 THETA=0.08 ETA=0.03 KAPPA=0.3 DELTA=0.8 CGSO=2e-10 CJ=2e-4 CJSW=3e-10";
        for (boolean n : new boolean[] {true, false}) {
            for (double celsius : new double[] {27, 77}) {
                String at = (n ? " n at " : " p at ") + celsius;
                cases.add(junction("JFET" + at, n, junction, celsius));
                cases.add(junction("JFET with a doping profile" + at, n, junction + " B=0.7 TCV=2e-3 BEX=-0.6 XTI=2.5 EG=1.2", celsius));
                cases.add(junction("JFET with a steeper profile" + at, n, junction + " B=1.4 VTOTC=-2.5e-3 BETATCE=-0.5", celsius));
                cases.add(mosfet("bare MOS" + at, n, "", celsius));
                cases.add(mosfet("MOS 1" + at, n, first + (n ? " VTO=0.8" : " VTO=-0.8"), celsius));
                cases.add(mosfet("MOS 1 by process" + at, n, process, celsius));
                cases.add(mosfet("MOS 3" + at, n, third + (n ? " VTO=0.75" : " VTO=-0.75") + " VMAX=1.5e5 NFS=5e11", celsius));
                cases.add(mosfet("MOS 3 without velocity saturation" + at, n, third, celsius));
                cases.add(mosfet("bare MOS 3" + at, n, "LEVEL=3", celsius));
            }
        }
        return cases;
    }

    private static Case junction(String title, boolean n, String card, double celsius) {
        double s = n ? 1 : -1;
        List<double[]> biases = new ArrayList<>();
        for (double vg : new double[] {-4, -2, -1, 0, 0.4}) {
            for (double vd : new double[] {-2, -0.3, 0, 0.2, 1.5, 6}) {
                biases.add(new double[] {s * vd, s * vg, 0});
            }
        }
        JunctionFieldEffectModel model = card(n ? JunctionFieldEffectModel.nChannel("m") : JunctionFieldEffectModel.pChannel("m"), card);
        return new Case(title, "j1 t1 t2 t3 m", (n ? "njf(" : "pjf(") + card + ")", new JunctionFieldEffectTransistor("J1", "t1", "t2", "t3", model), celsius, biases.toArray(double[][]::new), true);
    }

    private static Case mosfet(String title, boolean n, String card, double celsius) {
        double s = n ? 1 : -1;
        List<double[]> biases = new ArrayList<>();
        for (double vg : new double[] {-2, -0.3, 0.3, 0.7, 0.9, 2, 5}) {
            for (double vd : new double[] {-1.5, -0.2, 0.01, 0.3, 1, 5}) {
                biases.add(new double[] {s * vd, s * vg, 0, s * -2.1});
            }
            biases.add(new double[] {s * 1.2, s * vg, 0, s * (card.contains("RS") ? -0.3 : 0.3)});        // SPICE's ∂id/∂vbs is off in forward bias, which resistances carry into the capacitances
        }
        MosfetModel model = card(n ? MosfetModel.nmos("m") : MosfetModel.pmos("m"), card);
        MosfetGeometry geometry = MosfetGeometry.of(10e-6, 2e-6).withAreas(30e-12, 40e-12).withPerimeters(20e-6, 25e-6);
        return new Case(title, "m1 t1 t2 t3 t4 m w=10u l=2u ad=30p as=40p pd=20u ps=25u", (n ? "nmos(" : "pmos(") + card + ")", new Mosfet("M1", "t1", "t2", "t3", "t4", model, geometry), celsius,
                biases.toArray(double[][]::new), true);
    }

    @ParameterizedTest
    @MethodSource("fieldEffectTransistors")
    void fieldEffectTransistorsAgreeWithNgspice(Case c) throws Exception {
        compare(c);
    }

    /** One stage with each kind of device: operating point and noise density, to 1e-6; the densities also follow from resistors, shot, channel and flicker laws with the same constants. */
    @Test
    void noiseAgreesWithNgspice() throws Exception {
        String bipolar = "IS=1e-15 BF=150 VAF=80 RB=200 RE=1 RC=5 KF=1e-14 AF=1.1 CJE=2e-12 CJC=1e-12 TF=0.3e-9";
        String mos = "VTO=0.8 KP=5e-5 LAMBDA=0.02 TOX=3e-8 KF=1e-27 GAMMA=0.4 RD=20 RS=10";
        String junction = "VTO=-2 BETA=1e-3 LAMBDA=0.01 RD=10 RS=20 KF=1e-16";
        String diode = "IS=1e-14 RS=2 KF=1e-15";
        Circuit circuit = Circuit.of("stages", VoltageSource.dc("VCC", "vcc", "0", 10), VoltageSource.dc("VIN", "in", "0", 0).withAc(1), VoltageSource.dc("VG", "g", "0", 2),
                new Resistor("R1", "vcc", "b", 100e3), new Resistor("R2", "b", "0", 22e3), new Capacitor("C1", "in", "b", 10e-6), new BipolarTransistor("Q1", "c", "b", "e", card(BipolarModel.npn("qm"), bipolar)),
                new Resistor("RC", "vcc", "c", 4.7e3), new Resistor("RE", "e", "0", 1e3), new Mosfet("M1", "md", "g", "0", "0", card(MosfetModel.nmos("mm"), mos), MosfetGeometry.of(20e-6, 2e-6)),
                new Resistor("RMD", "vcc", "md", 20e3), new JunctionFieldEffectTransistor("J1", "jd", "0", "js", card(JunctionFieldEffectModel.nChannel("jm"), junction)), new Resistor("RJD", "vcc", "jd", 1e3),
                new Resistor("RJS", "js", "0", 500), new Resistor("RD", "vcc", "da", 10e3), new Diode("D1", "da", "0", card(DiodeModel.of("dm"), diode)));
        String[] outputs = {"c", "md", "jd", "da"};
        StringBuilder deck = new StringBuilder("stages\n.options gmin=1e-12 reltol=1e-7 abstol=1e-16 vntol=1e-10\nvcc vcc 0 10\nvin in 0 dc 0 ac 1\nvg g 0 2\nr1 vcc b 100k\nr2 b 0 22k\nc1 in b 10u\nq1 c b e qm\nrc vcc c 4.7k\nre e 0 1k\n"
                + "m1 md g 0 0 mm w=20u l=2u\nrmd vcc md 20k\nj1 jd 0 js jm\nrjd vcc jd 1k\nrjs js 0 500\nrd vcc da 10k\nd1 da 0 dm\n.model qm npn(" + bipolar + ")\n.model mm nmos(" + mos + ")\n.model jm njf(" + junction
                + ")\n.model dm d(" + diode + ")\n.control\nset numdgt=15\nop\n");
        for (String output : outputs) {
            deck.append("print v(").append(output).append(")\n");
        }
        for (int k = 0; k < outputs.length; k++) {
            deck.append("noise v(").append(outputs[k]).append(") vin dec 1 10 1e5\nsetplot noise").append(2 * k + 1).append("\nprint onoise_spectrum\n");
        }
        List<Double> printed = new ArrayList<>();
        for (String line : run(deck + "quit\n.endc\n.end\n").split("\n")) {
            if (line.startsWith("v(")) {
                printed.add(Double.parseDouble(line.substring(line.indexOf('=') + 1).trim()));
            } else if (line.matches("\\d+\t.*")) {
                printed.add(Double.parseDouble(line.split("\t")[2]));
            }
        }
        Settings settings = Settings.standard().in(Environment.ngspice());
        OperatingPointResult point = new OperatingPoint().with(settings).run(circuit);
        for (int k = 0; k < outputs.length; k++) {
            assertEquals(printed.get(k), point.voltage(outputs[k]), 1e-6, "v(" + outputs[k] + ")");
            double[] density = new NoiseAnalysis(outputs[k], Sweep.of(10, 100, 1e3, 1e4, 1e5)).with(settings).run(circuit).density();
            for (int f = 0; f < density.length; f++) {
                double theirs = printed.get(outputs.length + k * density.length + f);
                assertEquals(theirs * theirs, density[f], 1e-6 * density[f], "noise at " + outputs[k] + ", frequency " + f);
            }
        }
    }

    /** Meyer's capacitances in time: a CMOS inverter, to 0.5 % of its swing of 5 V, of which both integrators' steps of 20 ps make most. */
    @Test
    void inverterSwitchesAsInNgspice() throws Exception {
        String common = " GAMMA=0.5 LAMBDA=0.03 TOX=3e-8 CGSO=2e-10 CGDO=2e-10 PHI=0.65";
        String n = "VTO=0.8 KP=5e-5" + common;
        String p = "VTO=-0.8 KP=2e-5" + common;
        Circuit circuit = Circuit.of("inverter", VoltageSource.dc("VDD", "vdd", "0", 5), VoltageSource.of("VIN", "in", "0", new Pulse(0, 5, 1e-9, 1e-9, 1e-9, 20e-9, 50e-9)),
                new Mosfet("M1", "out", "in", "0", "0", card(MosfetModel.nmos("mn"), n), MosfetGeometry.of(10e-6, 2e-6)), new Mosfet("M2", "out", "in", "vdd", "vdd", card(MosfetModel.pmos("mp"), p), MosfetGeometry.of(20e-6, 2e-6)),
                new Capacitor("CL", "out", "0", 50e-15));
        double[] times = {1.2e-9, 1.5e-9, 1.6e-9, 1.7e-9, 1.8e-9, 2e-9, 2.5e-9, 6e-9, 15e-9, 22.2e-9, 22.5e-9, 22.7e-9, 23e-9, 24e-9, 26e-9};
        StringBuilder deck = new StringBuilder("inverter\n.options reltol=1e-5\nvdd vdd 0 5\nvin in 0 pulse(0 5 1n 1n 1n 20n 50n)\nm1 out in 0 0 mn w=10u l=2u\nm2 out in vdd vdd mp w=20u l=2u\ncl out 0 50f\n.model mn nmos(" + n + ")\n.model mp pmos(" + p
                + ")\n.tran 0.02n 30n 0 0.02n\n.control\nrun\n");
        for (double time : times) {
            deck.append("meas tran x find v(out) at=").append(time).append("\n");
        }
        List<Double> theirs = new ArrayList<>();
        for (String line : run(deck + "quit\n.endc\n.end\n").split("\n")) {
            if (line.startsWith("x ")) {
                theirs.add(Double.parseDouble(line.substring(line.indexOf('=') + 1).trim()));
            }
        }
        TransientResult ours = new Transient(30e-9).with(Settings.standard().in(Environment.ngspice())).withLargestStep(0.02e-9).run(circuit);
        for (int k = 0; k < times.length; k++) {
            assertEquals(theirs.get(k), ours.voltage("out", times[k]), 0.025, "at " + times[k] + " s");
        }
    }

    @ParameterizedTest
    @MethodSource("diodes")
    void diodesAgreeWithNgspice(Case c) throws Exception {
        compare(c);
    }

    @ParameterizedTest
    @MethodSource("transistors")
    void transistorsAgreeWithNgspice(Case c) throws Exception {
        compare(c);
    }

    /** Currents to 2e-6 of the largest at that bias (ngspice is told reltol = 1e-7; its constants are ours), and capacitances to 2e-6 of the largest in the matrix; both above a floor that its own rounding sets. */
    private void compare(Case c) throws Exception {
        int terminals = c.biases()[0].length;
        double[][] ngspice = ngspice(c, terminals);
        double worstCurrent = 0;
        double worstCapacitance = 0;
        String whereCurrent = "";
        String whereCapacitance = "";
        int row = 0;
        for (double[] bias : c.biases()) {
            Solved ours = solve(c.device(), bias, Environment.ngspice().at(c.celsius() + 273.15));
            double scale = 1e-15;
            double[] theirs = ngspice[row++];
            for (double value : theirs) {
                scale = Math.max(scale, Math.abs(value));
            }
            for (int k = 0; k < terminals; k++) {
                double deviation = Math.max(0, Math.abs(theirs[k] + ours.current()[k]) - ROUNDING) / scale;
                if (deviation > worstCurrent) {
                    worstCurrent = deviation;
                    whereCurrent = "terminal " + (k + 1) + " at " + Arrays.toString(bias) + ": ngspice " + -theirs[k] + " A, here " + ours.current()[k] + " A";
                }
            }
            if (c.small()) {
                double largest = 1e-18;
                for (int column = 0; column < terminals; column++) {
                    for (int k = 0; k < terminals; k++) {
                        largest = Math.max(largest, Math.abs(ours.capacitance().getEntry(k, column)));
                    }
                }
                for (int column = 0; column < terminals; column++) {
                    for (int k = 0; k < terminals; k++) {
                        double there = -ngspice[row][k] / (2 * Math.PI * FREQUENCY);
                        double here = ours.capacitance().getEntry(k, column);
                        double deviation = Math.abs(there - here) / largest;
                        if (deviation > worstCapacitance) {
                            worstCapacitance = deviation;
                            whereCapacitance = "C[" + (k + 1) + "][" + (column + 1) + "] at " + Arrays.toString(bias) + ": ngspice " + there + " F, here " + here + " F";
                        }
                    }
                    row++;
                }
            }
        }
        assertTrue(worstCurrent < 2e-6, whereCurrent);
        assertTrue(worstCapacitance < 2e-6, whereCapacitance);
    }

    /** For each bias the currents of the sources at the terminals, then, where comparable, their imaginary parts with 1 V on each terminal in turn. */
    private double[][] ngspice(Case c, int terminals) throws Exception {
        StringBuilder deck = new StringBuilder("* " + c.title() + "\n" + c.line() + "\n.model m " + c.card() + "\n.options gmin=1e-12 reltol=1e-7 abstol=1e-18 vntol=1e-12 itl1=500 temp=" + c.celsius() + "\n");
        StringBuilder currents = new StringBuilder("print");
        StringBuilder imaginary = new StringBuilder("print");
        for (int k = 1; k <= terminals; k++) {
            deck.append("v").append(k).append(" t").append(k).append(" 0 dc 0 ac 0\n");
            currents.append(" i(v").append(k).append(")");
            imaginary.append(" imag(i(v").append(k).append("))");
        }
        deck.append(".control\nset numdgt=15\n");
        for (double[] bias : c.biases()) {
            for (int k = 1; k <= terminals; k++) {
                deck.append("alter v").append(k).append(" = ").append(bias[k - 1]).append("\n");
            }
            deck.append("op\n").append(currents).append("\n");
            for (int column = 1; c.small() && column <= terminals; column++) {
                deck.append("alter @v").append(column).append("[acmag]=1\nac lin 1 1k 1k\n").append(imaginary).append("\nalter @v").append(column).append("[acmag]=0\n");
            }
        }
        deck.append("quit\n.endc\n.end\n");
        String text = run(deck.toString());
        List<double[]> rows = new ArrayList<>();
        double[] values = new double[terminals];
        int filled = 0;
        for (String line : text.split("\n")) {
            if (line.matches("(imag\\()?i\\(v\\d+\\)+ = .*")) {
                values[filled++] = Double.parseDouble(line.substring(line.indexOf('=') + 1).trim());
                if (filled == terminals) {
                    rows.add(values);
                    values = new double[terminals];
                    filled = 0;
                }
            }
        }
        if (rows.size() != c.biases().length * (c.small() ? 1 + terminals : 1)) {
            fail("ngspice answered " + rows.size() + " rows of " + c.biases().length + " biases:\n" + text);
        }
        return rows.toArray(double[][]::new);
    }

    /** What ngspice prints for a deck. */
    private String run(String deck) throws Exception {
        Path file = folder.resolve("deck.cir");
        Files.writeString(file, deck, StandardCharsets.UTF_8);
        Path answer = folder.resolve("answer.txt");
        Process process = new ProcessBuilder("ngspice", "-b", file.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(answer.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("ngspice does not come to an end with\n" + deck);
        }
        return Files.readString(answer);
    }

    /**
     * A device with forced terminals, its inner nodes solved by Newton.
     *
     * @param current     into each terminal [A]
     * @param capacitance of each terminal by each terminal's voltage, at low frequency [F]
     */
    private record Solved(double[] current, RealMatrix capacitance) {
    }

    private static Solved solve(Component device, double[] bias, Environment environment) {
        DeviceLaws.Numbers numbers = new DeviceLaws.Numbers();
        int terminals = bias.length;
        for (int k = 1; k <= terminals; k++) {
            numbers.node("t" + k);
        }
        DeviceBank bank = device.family().bank(List.of(device), numbers);
        int[][] place = bank.unknowns();
        int total = numbers.count() - 1;                                      // without ground: terminals first, then inner nodes
        int inner = total - terminals;
        double[] x = new double[total + 1];
        System.arraycopy(bias, 0, x, 1, terminals);
        Evaluation e = new Evaluation(bank, environment);
        e.junctionConductance = 1e-12;
        for (int iteration = 0; iteration < 500; iteration++) {
            for (int k = 0; k < place.length; k++) {
                e.unknown[k][0] = x[place[k][0]];
            }
            e.starting = iteration == 0;
            e.limited = false;
            bank.load(e);
            RealMatrix g = assemble(e.conductance, bank.conductancePattern(), place, total);
            double[] f = new double[total];
            for (int k = 0; k < place.length; k++) {
                if (place[k][0] > 0) {
                    f[place[k][0] - 1] += e.current[k][0];
                }
            }
            double moved = 0;
            if (inner > 0) {
                double[] residual = Arrays.copyOfRange(f, terminals, total);
                double[] step = new LUDecomposition(g.getSubMatrix(terminals, total - 1, terminals, total - 1), 0).getSolver().solve(new Array2DRowRealMatrix(residual)).getColumn(0);
                for (int k = 0; k < inner; k++) {
                    x[terminals + 1 + k] -= step[k];
                    moved = Math.max(moved, Math.abs(step[k]));
                }
            }
            if (!e.limited && moved < 1e-13) {
                RealMatrix c = assemble(e.capacitance, bank.capacitancePattern(), place, total);
                return new Solved(Arrays.copyOf(f, terminals), reduce(g, c, terminals, total));
            }
        }
        return fail("no solution of " + device.name() + " at " + Arrays.toString(bias));
    }

    private static RealMatrix assemble(double[][] values, int[][] pattern, int[][] place, int total) {
        RealMatrix matrix = new Array2DRowRealMatrix(total, total);
        for (int s = 0; s < pattern.length; s++) {
            int row = place[pattern[s][0]][0] - 1;
            int column = place[pattern[s][1]][0] - 1;
            if (row >= 0 && column >= 0) {
                matrix.addToEntry(row, column, values[s][0]);
            }
        }
        return matrix;
    }

    /** The term in jω of the admittance between terminals, inner nodes eliminated: with W = Gii⁻¹ Git and V = Gti Gii⁻¹ it is Ctt − Cti W − V Cit + V Cii W. */
    private static RealMatrix reduce(RealMatrix g, RealMatrix c, int terminals, int total) {
        int t = terminals - 1;
        int last = total - 1;
        RealMatrix outer = c.getSubMatrix(0, t, 0, t);
        if (total == terminals) {
            return outer;
        }
        UnaryOperator<RealMatrix> inner = m -> m.getSubMatrix(terminals, last, terminals, last);
        RealMatrix inverse = new LUDecomposition(inner.apply(g), 0).getSolver().getInverse();
        RealMatrix w = inverse.multiply(g.getSubMatrix(terminals, last, 0, t));
        RealMatrix v = g.getSubMatrix(0, t, terminals, last).multiply(inverse);
        return outer.subtract(c.getSubMatrix(0, t, terminals, last).multiply(w)).subtract(v.multiply(c.getSubMatrix(terminals, last, 0, t))).add(v.multiply(inner.apply(c)).multiply(w));
    }
}
