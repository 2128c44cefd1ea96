package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.OwnCell;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.reference.DigitalReference;

class LayerNetlistTest {
    private static final Network NETWORK = TestNetworks.network(5, 8, 8, 3);
    private static final double[][] INPUTS = TestNetworks.inputs(6, 40, 8);
    /** Infinitely fine converters, so that what is left is the circuit's. */
    private static final ElectronicHardware FINE = TestNetworks.cellsAlone().withTrim(new Trim(true, false, 0, 100e-6, 0.1, 2));

    private static ElectronicMachine machine(ElectronicHardware hardware) {
        return ElectronicMachine.of(NETWORK, INPUTS, hardware);
    }

    private static double[] outputs(LayerNetlist netlist, double[] input) {
        OperatingPointResult point = new OperatingPoint().run(netlist.circuit(input));
        return netlist.outputs().stream().mapToDouble(point::voltage).toArray();
    }

    /** The layers one by one and behind each other; 1 % of the full scale of 1 V covers the transistors' curvature in weight and input, rectifiers that are off (2 mV), and what the largest layer's gain makes of them. */
    @Test
    void transistorsComputeWhatTheNetworkDoes() {
        ElectronicMachine machine = machine(FINE);
        DigitalReference exact = new DigitalReference(NETWORK);
        double[] x = INPUTS[0];
        double[] hidden = exact.runLayer(0, new double[][] {x}).output()[0];
        double[] logits = exact.logits(new double[][] {x})[0];
        assertClose(hidden, outputs(machine.netlist(0), x), machine.netlist(0).outputVolts());
        assertClose(logits, outputs(machine.netlist(1), hidden), machine.netlist(1).outputVolts());
        assertClose(logits, outputs(machine.netlist(), x), machine.netlist().outputVolts());
        assertTrue(Arrays.stream(hidden).anyMatch(h -> h == 0) && Arrays.stream(hidden).anyMatch(h -> h > 0), "some rectifiers are off, some on");
    }

    private static void assertClose(double[] exact, double[] volts, double voltsPerUnit) {
        assertEquals(exact.length, volts.length);
        for (int o = 0; o < exact.length; o++) {
            assertEquals(voltsPerUnit * exact[o], volts[o], 0.01, "output " + (o + 1));
        }
    }

    /** Inputs are ideal sources and every column has a tail line of its own, so the others change nothing. */
    @Test
    void aColumnAloneGivesWhatItGivesInItsLayer() {
        LayerNetlist layer = machine(FINE).netlist(1);
        double[] hidden = new DigitalReference(NETWORK).runLayer(0, INPUTS).output()[1];
        double[] all = outputs(layer, hidden);
        LayerNetlist third = layer.column(2);
        assertEquals(List.of("y3"), third.outputs());
        assertEquals(all[2], outputs(third, hidden)[0], 1e-7);
    }

    /** A chip is drawn by the names of its parts: the same seed gives the same one, and what is trimmed is near the design again. */
    @Test
    void specimensDifferByTheirSeedAndAreTrimmed() {
        ElectronicHardware spread = FINE.withMultiplier(Multiplier.defaults().withMismatch(0.01, 0.003));
        LayerNetlist design = machine(spread).netlist(0);
        double[] zero = new double[8];
        double[] nominal = outputs(design, zero);
        double[] chip = outputs(design.specimen(RandomStreams.of(1).chip(0)), zero);
        assertEquals(design.specimen(RandomStreams.of(1).chip(0)).circuit(zero).components(), design.specimen(RandomStreams.of(1).chip(0)).circuit(zero).components());
        assertNotEquals(design.specimen(RandomStreams.of(1).chip(0)).circuit(zero).components(), design.specimen(RandomStreams.of(1).chip(1)).circuit(zero).components());
        double[] untrimmed = outputs(machine(spread.withTrim(Trim.none())).netlist(0).specimen(RandomStreams.of(1).chip(0)), zero);
        // op-amp and rectifier keep offsets of some mV; without trim, the fold's resistors make tens of them
        assertTrue(deviation(nominal, chip) < 0.012 && deviation(nominal, untrimmed) > 0.02, deviation(nominal, chip) + " V trimmed, " + deviation(nominal, untrimmed) + " V untrimmed");
    }

    /** What a part's error is follows from chip, layer, column and its name alone, and cells' errors are those that the cell level asks for, in whatever order. */
    @Test
    void partsDrawByTheirNames() {
        ElectronicHardware spread = FINE.withMultiplier(Multiplier.defaults().withMismatch(0.01, 0.003));
        RandomStreams chip = RandomStreams.of(1).chip(4);
        List<String> ofCell = CellDesign.parts(spread);
        PartDraws draws = new PartDraws(chip, chip.layer(0), ofCell);
        double fold = draws.column(1).applyAsDouble("xreadout.xf.rp");
        double transistor = draws.cell(1, 2)[ofCell.indexOf("xc.q4")];
        assertEquals(transistor, draws.column(1).applyAsDouble("xc3.q4"));
        assertNotEquals(transistor, draws.cell(2, 1)[ofCell.indexOf("xc.q4")]);
        LayerNetlist design = machine(spread).netlist(0);
        Circuit nominal = design.circuit(new double[8]);
        Circuit specimen = design.specimen(chip).circuit(new double[8]);
        String column = "xlayer1.xcolumn2.";
        assertEquals(Math.exp(0.01 * transistor), ((BipolarTransistor) specimen.component(column + "xc3.q4")).placement().area(), 1e-12);
        assertEquals(Math.exp(0.003 * fold), ((Resistor) specimen.component(column + "xreadout.xf.rp")).resistance() / ((Resistor) nominal.component(column + "xreadout.xf.rp")).resistance(), 1e-12);
    }

    private static double deviation(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    @Test
    void theBillOfMaterialsCountsEveryPart() {
        LayerNetlist layer = machine(ElectronicHardware.defaults()).netlist(0);
        Circuit circuit = layer.circuit(INPUTS[0]);
        int quantity = 0;
        Map<String, Integer> of = new TreeMap<>();
        List<String> lines = layer.parts().csv().lines().toList();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertEquals(lines.get(0).split(",").length, cells.length, line);
            quantity += Integer.parseInt(cells[9]);
            of.merge(cells[0] + "." + cells[1], Integer.parseInt(cells[9]), Integer::sum);
        }
        assertEquals(circuit.components().size(), quantity);
        // 64 weights; of 8 columns each with three op-amps: transimpedance, rectifier, follower
        assertEquals(List.of(64, 64, 8, 24), List.of(of.get("gcell.q7"), of.get("weight.v1"), of.get("tailbias.r1"), of.get("opamp.cc")));
        assertTrue(lines.contains("gcell,r1,resistor,7.5E+4,,ohm,E96,7.5E+4,0.000,64"), String.join("\n", lines));
    }

    /** The codes that the microcontroller writes are those whose voltages stand in the circuit. */
    @Test
    void codesAreThoseOfTheCircuit() {
        LayerNetlist layer = machine(ElectronicHardware.defaults()).netlist(0);
        Circuit circuit = layer.circuit(INPUTS[0]);
        WeightTable table = layer.tables().get(0);
        int weights = 0;
        Set<String> settings = new HashSet<>();
        for (String line : table.csv().lines().toList()) {
            String[] cells = line.split(",", -1);
            if (cells[1].equals("weights")) {
                String path = "xlayer1.xcolumn" + cells[2] + ".xw" + cells[3];
                double volts = ((VoltageSource) circuit.component(path + ".v1")).dc() - ((VoltageSource) circuit.component(path + ".v2")).dc();
                assertEquals(volts, Double.parseDouble(cells[6]), 1e-15);
                assertEquals(2 * 0.025865 * 1.0986 / 127 * Integer.parseInt(cells[5]), volts, 1e-5);          // 2 VT artanh 0.8 is code 127
                settings.add(cells[5]);
                weights++;
            }
        }
        assertEquals(64, weights);
        assertTrue(settings.contains("127") || settings.contains("-127"), "the largest weight is full scale");
        Matcher array = Pattern.compile("static const int8_t layer1_weights\\[8\\]\\[8\\] = \\{\\n(.*?)\\n\\};", Pattern.DOTALL).matcher(table.c());
        assertTrue(array.find(), table.c());
        assertEquals(settings, new HashSet<>(Arrays.asList(array.group(1).replaceAll("[{}\\s]", "").replaceAll(",$", "").split(","))));
        assertFalse(table.c().contains("refresh_order"));
    }

    /** Rows are refreshed in turn, the first input's last; each within a period. */
    @Test
    void capacitorsAreRefreshedRowByRow() {
        WeightTable table = machine(ElectronicHardware.defaults().withWeights(WeightStorage.Capacitor.defaults())).netlist(0).tables().get(0);
        assertTrue(table.c().contains("layer1_refresh_order[8] = {7, 6, 5, 4, 3, 2, 1, 0};"), table.c());
        assertTrue(table.c().contains("#define LAYER1_REFRESH_ROW_NS 1250000L"), table.c());
        assertTrue(table.csv().lines().filter(line -> line.startsWith("layer1,weights,1,1,")).allMatch(line -> line.endsWith(",0.00875")), table.csv());
    }

    /** Stores without codes are listed by their values. */
    @Test
    void conductancesAreListedInSiemens() {
        WeightStorage.ConductancePair pair = WeightStorage.ConductancePair.pcm();
        String c = machine(ElectronicHardware.defaults().withWeights(pair)).netlist(0).tables().get(0).c();
        assertTrue(c.contains("static const float layer1_positive[8][8]") && c.contains("static const float layer1_negative[8][8]"), c);
    }

    @Test
    void whatHasNoNetlistIsRefused() {
        assertTrue(refusal(ColumnKinds.own(false, false).withSummer(Summer.defaults().withTopology(Summer.Topology.TRANSIMPEDANCE)), 0.3).contains("summer.topology: difference"));
        assertTrue(refusal(ColumnKinds.own(true, false), 4).contains("within ±3.5 V"));
        assertTrue(refusal(ElectronicHardware.defaults().withMultiplier(new Multiplier(Multiplier.Kind.GILBERT, 20e-6, 75e3, Double.POSITIVE_INFINITY, true, 0.8, 1.5, 0.01, 0.003, 0.5, 0.02, null, null)), 0).contains("multiplier.beta"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> machine(ElectronicHardware.defaults().withPlacement(ElectronicHardware.Placement.EVERY_LAYER)).netlist()).getMessage().contains("converters: ends"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> machine(ElectronicHardware.defaults()).netlist(1).column(3)).getMessage().contains("there is no column 4; the layer has 3"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> machine(ElectronicHardware.defaults()).netlist(1).circuit(new double[3])).getMessage().contains("8 inputs, got 3"));
    }

    /** @param lines level of the lines of a cell of the user's own [V] */
    private static String refusal(ElectronicHardware hardware, double lines) {
        OwnCell own = hardware.multiplier().own();
        ElectronicHardware other = own == null ? hardware : hardware.withMultiplier(hardware.multiplier().withOwn(ColumnKinds.withLines(own, lines)));
        return assertThrows(IllegalArgumentException.class, () -> ColumnKinds.layer(other, 4, 2)).getMessage();
    }

    /** What is not stored has no resistor, what is stored has the one that the table lists, and a column has no port that it does not use. */
    @Test
    void conductancesAreTheResistorsOfTheTable() {
        LayerNetlist layer = ColumnKinds.layer(ColumnKinds.resistors(), 8, 8);
        Circuit circuit = layer.circuit(INPUTS[0]);
        int resistors = 0;
        for (String line : layer.tables().get(0).csv().lines().toList()) {
            String[] cells = line.split(",", -1);
            if (cells[1].equals("weights") && Double.parseDouble(cells[5]) != 0) {
                double ohms = Double.parseDouble(cells[5]);
                String part = "xlayer1.xcolumn" + cells[2] + (ohms > 0 ? ".rp" : ".rn") + cells[3];
                assertEquals(Math.abs(ohms), ((Resistor) circuit.component(part)).resistance(), 1e-9 * Math.abs(ohms));
                assertEquals("", cells[6]);
                resistors++;
            }
        }
        assertEquals(resistors, circuit.components().stream().filter(part -> part.name().matches(".*xcolumn\\d+\\.r[pn]\\d+")).count());
        assertTrue(resistors > 40 && resistors <= 64, resistors + " of 64 weights are worth a resistor");
    }

    /** Each cell of the user's own stands for a weight, with all its transistors in the bill of materials; what drives its ports is one for each input. */
    @Test
    void ownCellsAreInTheBillOfMaterials() {
        List<String> lines = ColumnKinds.layer(ColumnKinds.own(true, false), 5, 3).parts().csv().lines().toList();
        assertTrue(lines.contains("own_cell4,m1,nmos nch 0.000002/0.00002 m,1,,parallel,,,,15"), String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("portdriver,ri1,resistor,1E+4,") && line.endsWith(",5")), String.join("\n", lines));
    }
}
