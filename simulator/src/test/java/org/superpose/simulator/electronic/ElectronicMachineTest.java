package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.cell.GilbertCell;
import org.superpose.circuits.circuit.Physics;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Predictor;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.hardware.ActivationCircuit;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.mapping.LayerRange;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

class ElectronicMachineTest {
    private static final ElectronicHardware DEFAULTS = ElectronicHardware.defaults();

    static Stream<ElectronicHardware> hardware() {
        return Stream.of(DEFAULTS, DEFAULTS.withPlacement(ElectronicHardware.Placement.EVERY_LAYER),
                DEFAULTS.withCell(Multiplier.ohmic(), WeightStorage.ConductancePair.pcm().atAge(86400)),
                DEFAULTS.withCell(Multiplier.ohmic(), WeightStorage.Resistor.defaults()), DEFAULTS.withWeights(WeightStorage.Capacitor.defaults()),
                DEFAULTS.withWeights(WeightStorage.Potentiometer.defaults()), DEFAULTS.withWeights(WeightStorage.Resistor.defaults()),
                DEFAULTS.withWeights(WeightStorage.ConductancePair.pcm().withStuck(0.01)),
                DEFAULTS.withSummer(Summer.defaults().withTopology(Summer.Topology.DIFFERENCE)),
                DEFAULTS.withMultiplier(Multiplier.defaults().withPredistortion(false)), DEFAULTS.withActivation(ActivationCircuit.Diode.defaults()),
                DEFAULTS.withActivation(ActivationCircuit.MosfetClamp.defaults()));
    }

    /** Volts, weight fractions, unit currents and feedback resistors cancel: what is left is rounding. */
    @ParameterizedTest
    @MethodSource("hardware")
    void idealMachineEqualsTheExactNetwork(ElectronicHardware hardware) {
        Network network = TestNetworks.network(3, 17, 9, 5);
        double[][] x = TestNetworks.inputs(4, 40, 17);
        List<LayerTrace> traces = ElectronicMachine.of(network, x, hardware).ideal().run(x, 0, 0);
        double[][] signal = x;
        for (int l = 0; l < traces.size(); l++) {
            DenseLayer layer = network.layers().get(l);
            for (int b = 0; b < x.length; b++) {
                for (int o = 0; o < layer.outputs(); o++) {
                    double z = layer.bias()[o];
                    double magnitude = StrictMath.abs(z);
                    for (int i = 0; i < layer.inputs(); i++) {
                        z += layer.weights()[o][i] * signal[b][i];
                        magnitude += StrictMath.abs(layer.weights()[o][i] * signal[b][i]);
                    }
                    assertEquals(z, traces.get(l).preActivation()[b][o], 1e-12 * magnitude);
                    assertEquals(layer.activation().apply(traces.get(l).preActivation()[b][o]), traces.get(l).output()[b][o], 1e-12 * magnitude);
                }
            }
            signal = traces.get(l).output();
        }
    }

    /** An undegenerated cell is a product of two tanh, in closed form; with predistortion the weight's tanh falls out, without it bends the weight. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tanhLawGivesTheClosedFormDeviation(boolean predistortion) {
        Network network = TestNetworks.network(5, 11, 6);
        double[][] x = TestNetworks.inputs(6, 30, 11);
        double range = 0.05;                                               // [V], about 2 VT: strongly bent
        ElectronicHardware hardware = TestNetworks.cellsAlone().withNoise(NoiseControl.none())
                .withMultiplier(Multiplier.defaults().withDegeneration(0).withPredistortion(predistortion))
                .withConverters(new ElectronicHardware.Dac(0, range, 0), new ElectronicHardware.Adc(0, 1));
        ElectronicMachine machine = ElectronicMachine.of(network, x, hardware);
        LayerRange plan = machine.plan().layers().get(0);
        double twoVt = 2 * Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
        double artanh = 0.5 * StrictMath.log(1.8 / 0.2);                   // of the weight limit 0.8
        LayerTrace trace = machine.chip(RandomStreams.of(1)).run(x, 0, 0).get(0);
        DenseLayer layer = network.layers().get(0);
        for (int b = 0; b < x.length; b++) {
            for (int o = 0; o < layer.outputs(); o++) {
                double z = layer.bias()[o];
                double magnitude = StrictMath.abs(z);
                for (int i = 0; i < layer.inputs(); i++) {
                    double w = layer.weights()[o][i] / plan.weight();
                    double bentWeight = predistortion ? w : StrictMath.tanh(w * artanh) / 0.8;
                    double bentInput = twoVt / range * StrictMath.tanh(x[b][i] * range / plan.input() / twoVt) * plan.input();
                    z += plan.weight() * bentWeight * bentInput;
                    magnitude += plan.weight();
                }
                // the basis adds up to 2e-14 of full scale for each cell, in the series of the panels and again in the coefficient
                assertEquals(z, trace.preActivation()[b][o], 1e-12 * magnitude);
            }
        }
    }

    /** The degenerated cell's law, solved for each cell, against the compiled layer of rank 1. */
    @Test
    void matchedChipReproducesTheCellsLaw() {
        Network network = TestNetworks.network(7, 13, 8);
        double[][] x = TestNetworks.inputs(8, 25, 13);
        ElectronicMachine machine = ElectronicMachine.of(network, x, TestNetworks.cellsAlone().withNoise(NoiseControl.none()));
        LayerRange plan = machine.plan().layers().get(0);
        GilbertCell cell = GilbertCell.matched(20e-6, 75e3, 120, Physics.ROOM_TEMPERATURE);
        double twoVt = 2 * Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
        LayerTrace trace = machine.chip(RandomStreams.of(1)).run(x, 0, 0).get(0);
        DenseLayer layer = network.layers().get(0);
        for (int b = 0; b < x.length; b++) {
            for (int o = 0; o < layer.outputs(); o++) {
                double z = layer.bias()[o];
                for (int i = 0; i < layer.inputs(); i++) {
                    double t = 0.8 * layer.weights()[o][i] / plan.weight();
                    double port = twoVt * 0.5 * StrictMath.log((1 + t) / (1 - t));
                    z += cell.current(x[b][i] / plan.input(), port) * plan.input() * plan.weight() / (cell.transconductance() * 0.8);
                }
                assertEquals(z, trace.preActivation()[b][o], 1e-12 * layer.inputs() * plan.weight());
            }
        }
        assertEquals(1, rank(machine, "rank of the signal"));
    }

    /** A layer of one cell, so that the whole way from the draw to the output can be followed. */
    @Test
    void mismatchedChipReproducesItsCellsLaw() {
        Network network = new Network(List.of(new DenseLayer(new double[][] {{2}}, new double[] {0}, Activation.IDENTITY)));
        double[][] x = TestNetworks.inputs(8, 50, 1);
        x[0][0] = 1;                                                       // fixes the input scale at 1 V
        Summer d = Summer.defaults();                                      // without fold current the column adds no mismatch of its own
        Summer bare = new Summer(d.topology(), d.lines(), Double.POSITIVE_INFINITY, d.gainBandwidth(), 0, 0, 0, d.rail(), d.supply(), d.loadDrop(), 0, d.foldDrop(),
                d.resistance(), d.wires());
        ElectronicHardware hardware = TestNetworks.cellsAlone().withSummer(bare).withNoise(NoiseControl.all().withOnly("saturation current mismatch"));
        ElectronicMachine machine = ElectronicMachine.of(network, x, hardware);
        LayerDesign design = new LayerDesign(hardware, network.layers().get(0), machine.plan().layers().get(0), true, true, 1);
        for (int chip = 0; chip < 20; chip++) {
            RandomStreams streams = RandomStreams.of(7).chip(chip);
            GilbertArray cells = new GilbertArray(design);
            CurrentCells.Law cell = cells.example(streams);
            assertNotEquals(cells.nominal().current(0.5, 0.02), cell.current(0.5, 0.02));
            double[][] z = machine.chip(streams).run(x, 0, 0).get(0).preActivation();
            for (int b = 0; b < x.length; b++) {
                double law = 2 * cell.current(x[b][0], design.portVoltage()) / design.unit();
                assertEquals(law, z[b][0], 2 * 3e-5);                      // of full scale 2, the basis on cells that it has not seen
            }
        }
    }

    private static double rank(ElectronicMachine machine, String what) {
        return machine.facts().stream().filter(f -> f.name().equals("layer 1: " + what)).mapToDouble(Fact::value).findFirst().orElseThrow();
    }

    /** Shot noise of every cell drawn by itself, against one folded draw for each output: mean and variance agree within four standard errors. */
    @Test
    void foldedShotNoiseHasTheMomentsOfCellByCellDraws() {
        int n = 20_000;
        Network network = TestNetworks.network(9, 5, 2);
        double[] sample = {0.9, -0.7, 0.4, 0.1, -1};
        double[][] calibration = {sample};
        ElectronicHardware hardware = TestNetworks.cellsAlone().withNoise(NoiseControl.all().withOnly("shot noise"));
        ElectronicMachine machine = ElectronicMachine.of(network, calibration, hardware);
        double[][] copies = new double[n][];
        Arrays.fill(copies, sample);
        double[][] folded = machine.chip(RandomStreams.of(2)).run(copies, 0, 0).get(0).preActivation();

        LayerRange plan = machine.plan().layers().get(0);
        GilbertCell cell = GilbertCell.matched(20e-6, 75e3, 120, Physics.ROOM_TEMPERATURE);
        double twoVt = 2 * Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
        double perAmpere = plan.input() * plan.weight() / (cell.transconductance() * 0.8);
        double bandwidth = StrictMath.PI / 2 * 1e6;
        DenseLayer layer = network.layers().get(0);
        for (int o = 0; o < 2; o++) {
            RandomStream draw = RandomStreams.of(3).numbered(o).stream();
            double[] mean = new double[5];
            double[] sigma = new double[5];
            for (int i = 0; i < 5; i++) {
                double t = 0.8 * layer.weights()[o][i] / plan.weight();
                double port = twoVt * 0.5 * StrictMath.log((1 + t) / (1 - t));
                double volts = sample[i] / plan.input();
                mean[i] = cell.current(volts, port);
                sigma[i] = StrictMath.sqrt(cell.noise(volts, port, 0, 0, 1).shot() * bandwidth);
            }
            double[] brute = new double[n];
            double[] own = new double[n];
            for (int k = 0; k < n; k++) {
                double current = 0;
                for (int i = 0; i < 5; i++) {
                    current += mean[i] + sigma[i] * draw.normal();
                }
                brute[k] = layer.bias()[o] + perAmpere * current;
                own[k] = folded[k][o];
            }
            assertMomentsAgree(brute, own);
        }
    }

    /** Conductances that fluctuate at each read, drawn device by device. */
    @Test
    void foldedReadNoiseHasTheMomentsOfDeviceByDeviceDraws() {
        int n = 20_000;
        Network network = TestNetworks.network(10, 4, 1);
        double[] sample = {0.8, -0.3, 0.5, 1};
        WeightStorage.ConductancePair pcm = WeightStorage.ConductancePair.pcm();
        ElectronicHardware hardware = TestNetworks.cellsAlone().withCell(Multiplier.ohmic(), pcm).withNoise(NoiseControl.all().withOnly("read noise"));
        ElectronicMachine machine = ElectronicMachine.of(network, new double[][] {sample}, hardware);
        double[][] copies = new double[n][];
        Arrays.fill(copies, sample);
        double[][] folded = machine.chip(RandomStreams.of(2)).run(copies, 0, 0).get(0).preActivation();
        double weight = machine.plan().layers().get(0).weight();
        DenseLayer layer = network.layers().get(0);
        RandomStream draw = RandomStreams.of(3).stream();
        double band = StrictMath.sqrt(StrictMath.log((20 + 250e-9) / (2 * 250e-9)));
        double[] brute = new double[n];
        double[] own = new double[n];
        for (int k = 0; k < n; k++) {
            double z = layer.bias()[0];
            for (int i = 0; i < 4; i++) {
                double w = layer.weights()[0][i] / weight;
                for (int sign = 1; sign >= -1; sign -= 2) {
                    double g = StrictMath.max(0, sign * w);
                    double sigma = g == 0 ? 0 : g * StrictMath.min(0.0088 * StrictMath.pow(g, -0.65), 0.2) * band;
                    z += sign * weight * sample[i] * (g + sigma * draw.normal());
                }
            }
            brute[k] = z;
            own[k] = folded[k][0];
        }
        assertMomentsAgree(brute, own);
    }

    private static void assertMomentsAgree(double[] a, double[] b) {
        int n = a.length;
        double meanA = Arrays.stream(a).sum() / n;
        double meanB = Arrays.stream(b).sum() / n;
        double varianceA = Arrays.stream(a).map(v -> (v - meanA) * (v - meanA)).sum() / (n - 1);
        double varianceB = Arrays.stream(b).map(v -> (v - meanB) * (v - meanB)).sum() / (n - 1);
        assertTrue(varianceA > 0);
        assertEquals(meanA, meanB, 4 * StrictMath.sqrt((varianceA + varianceB) / n));
        assertEquals(varianceA, varianceB, 4 * varianceA * StrictMath.sqrt(2 * 2.0 / (n - 1)));          // of two sample variances of normal draws
    }

    @Test
    void bitsDoNotDependOnBatchSizeOrThreads() {
        Network network = TestNetworks.network(11, 20, 15, 6);
        double[][] x = TestNetworks.inputs(12, 500, 20);
        ElectronicMachine machine = ElectronicMachine.of(network, x, DEFAULTS);
        double[][] whole = machine.chip(RandomStreams.of(7).chip(3)).run(x, 1, 0).get(1).output();
        for (int batch : new int[] {1, 7, 500}) {
            AnalogNetwork chip = machine.chip(RandomStreams.of(7).chip(3));
            List<double[][]> parts = IntStream.range(0, (x.length + batch - 1) / batch).parallel().mapToObj(p -> {
                double[][] rows = Arrays.copyOfRange(x, p * batch, StrictMath.min(x.length, (p + 1) * batch));
                return chip.run(rows, 1, (long) p * batch).get(1).output();
            }).toList();
            int row = 0;
            for (double[][] part : parts) {
                for (double[] output : part) {
                    assertArrayEquals(whole[row++], output);
                }
            }
            assertEquals(x.length, row);
        }
    }

    /** The error of an untrimmed, mismatched chip shrinks in proportion to its noise scale, down to the deterministic error. */
    @Test
    void errorVanishesWithTheNoise() {
        Network network = TestNetworks.network(13, 16, 8, 4);
        double[][] x = TestNetworks.inputs(14, 60, 16);
        ElectronicMachine machine = ElectronicMachine.of(network, x, TestNetworks.cellsAlone());
        double[][] silent = machine.with(NoiseControl.none()).chip(RandomStreams.of(7)).logits(x);
        double before = Double.NaN;
        for (double scale : new double[] {1e-2, 1e-3, 1e-4}) {
            double[][] noisy = machine.with(new NoiseControl(scale, null)).chip(RandomStreams.of(7)).logits(x);
            double rms = distance(silent, noisy);
            if (!Double.isNaN(before)) {
                assertEquals(0.1, rms / before, 0.02);                     // linear in the scale up to the knee of the rectifiers
            }
            before = rms;
        }
        int[] silentClasses = Predictor.classes(silent);
        assertArrayEquals(silentClasses, Predictor.classes(machine.with(new NoiseControl(1e-9, null)).chip(RandomStreams.of(8)).logits(x)));
    }

    private static double distance(double[][] a, double[][] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            for (int o = 0; o < a[k].length; o++) {
                sum += (a[k][o] - b[k][o]) * (a[k][o] - b[k][o]);
            }
        }
        return StrictMath.sqrt(sum / (a.length * a[0].length));
    }

    /** Trim leaves of the offsets what its settings and its own noise resolve: the reference design's 18–66 mV become a few millivolts. */
    @Test
    void trimRemovesOffsetAndGainErrors() {
        Network network = TestNetworks.network(15, 64, 10);
        double[][] x = TestNetworks.inputs(16, 200, 64);
        double[] rms = new double[2];
        for (int trimmed = 0; trimmed < 2; trimmed++) {
            ElectronicMachine machine = ElectronicMachine.of(network, x, DEFAULTS.withTrim(trimmed == 1 ? Trim.defaults() : Trim.none()));
            double[][] ideal = machine.ideal().logits(x);
            double volts = 1 / machine.plan().layers().get(0).output();
            for (int chip = 0; chip < 10; chip++) {
                double error = volts * distance(ideal, machine.chip(RandomStreams.of(7).chip(chip)).logits(x));
                rms[trimmed] += error * error / 10;
            }
        }
        double untrimmed = StrictMath.sqrt(rms[0]);
        double trimmed = StrictMath.sqrt(rms[1]);
        assertTrue(untrimmed > 15e-3, "untrimmed " + untrimmed);
        assertTrue(trimmed < 10e-3 && trimmed < untrimmed / 5, "trimmed " + trimmed + " of " + untrimmed);
    }

    /** One of each multiplier and store: the circuits around them have no sources of their own. */
    static Stream<ElectronicHardware> stores() {
        return hardware().limit(8).filter(hardware -> hardware.placement() == ElectronicHardware.Placement.ENDS);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void everySourceMovesTheOutputByItselfAndNoneIsMissing(ElectronicHardware hardware) {
        Network network = TestNetworks.network(17, 12, 8, 4);
        double[][] x = TestNetworks.inputs(18, 40, 12);
        ElectronicHardware warm = hardware.withTemperature(320).withTrim(Trim.none()).withConverters(new ElectronicHardware.Dac(16, 1, 0),
                new ElectronicHardware.Adc(0, 1)).withPlacement(ElectronicHardware.Placement.EVERY_LAYER);
        ElectronicMachine machine = ElectronicMachine.of(network, x, warm);
        double[][] silent = machine.with(NoiseControl.none()).chip(RandomStreams.of(7)).logits(x);
        List<String> names = new ArrayList<>();
        for (NoiseSource source : machine.sources()) {
            names.add(source.name());
            double moved = distance(silent, machine.with(NoiseControl.all().withOnly(source.name())).chip(RandomStreams.of(7)).logits(x));
            boolean still = source.name().equals("stuck-at") && ((WeightStorage.ConductancePair) hardware.weights()).stuck() == 0
                    || source.name().equals("drift") && ((WeightStorage.ConductancePair) hardware.weights()).age() == 20;
            assertEquals(!still, moved > 0, source.name());
        }
        assertEquals(names.size(), names.stream().distinct().count());
        String message = assertThrows(IllegalArgumentException.class, () -> machine.with(NoiseControl.all().withOnly("no such source"))).getMessage();
        assertTrue(names.stream().allMatch(message::contains), message);
    }

    /** Whatever the scale, outputs are finite and stay between the rails. */
    @ParameterizedTest
    @MethodSource("stores")
    void absurdNoiseGivesFiniteOutputsWithinTheRails(ElectronicHardware hardware) {
        Network network = TestNetworks.network(19, 10, 8, 4);
        double[][] x = TestNetworks.inputs(20, 20, 10);
        for (double scale : new double[] {30, 1e6}) {
            ElectronicMachine machine = ElectronicMachine.of(network, x, hardware.withTemperature(350).withNoise(new NoiseControl(scale, null)));
            double[][] z = machine.chip(RandomStreams.of(7)).run(x, 0, 0).get(1).preActivation();
            double limit = 4.1 * machine.plan().layers().get(1).output() * (1 + 1e-12);
            for (double[] row : z) {
                for (double value : row) {
                    assertTrue(StrictMath.abs(value) <= limit, value + " at " + scale);
                }
            }
        }
    }

    /** A converter of b bits errs evenly within half a step: rms step/√12. */
    @Test
    void converterErrsByAStepOverRootTwelve() {
        Network network = TestNetworks.network(21, 10, 8);
        double[][] x = TestNetworks.inputs(22, 400, 10);
        ElectronicHardware fine = TestNetworks.cellsAlone().withNoise(NoiseControl.none());
        double[][] smooth = ElectronicMachine.of(network, x, fine).chip(RandomStreams.of(1)).logits(x);
        ElectronicMachine coarse = ElectronicMachine.of(network, x, fine.withConverters(fine.dac(), new ElectronicHardware.Adc(6, 1)));
        double step = 2.0 / 62 * coarse.plan().layers().get(0).output();
        // 3200 errors; the standard error of their mean square is √(4/5)/√3200 = 1.6 %, of the rms half of that
        assertEquals(step / StrictMath.sqrt(12), distance(smooth, coarse.chip(RandomStreams.of(1)).logits(x)), 0.032 * step / StrictMath.sqrt(12));
    }

    @Test
    void transferCurvesShowCellSummerAndRectifier() {
        Network network = TestNetworks.network(23, 6, 4, 3);
        double[][] x = TestNetworks.inputs(24, 10, 6);
        for (ElectronicHardware hardware : hardware().toList()) {
            List<TransferCurve> curves = ElectronicMachine.of(network, x, hardware).transferCurves();
            assertTrue(curves.size() >= 4);
            for (TransferCurve curve : curves) {
                for (TransferCurve.Series series : curve.series()) {
                    assertTrue(Arrays.stream(series.y()).allMatch(Double::isFinite), curve.title() + ", " + series.name());
                }
            }
        }
    }
}
