package org.superpose.simulator.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.budget.ErrorBudget;
import org.superpose.simulator.budget.ErrorShare;
import org.superpose.simulator.budget.LayerBudget;
import org.superpose.simulator.electronic.CellDesign;
import org.superpose.simulator.electronic.CharacterisationFile;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.input.InputException;

/** Laws of an experiment that computes one chip by its devices. */
class DeviceComparisonTest {
    private static final int IMAGES = 5;

    private static Experiment experiment(int threads) {
        return Experiment.of(Blobs.network(), Blobs.split(45), ElectronicHardware.defaults()).evaluation(new Effort(2, 1, 10)).noiseBudget(new Effort(1, 1, 2)).threads(threads);
    }

    @Test
    void allFidelitiesStandSideBySideOnTheSameImages() throws InterruptedException {
        ExperimentResult result = experiment(2).devices(DeviceEffort.of(IMAGES)).run();
        DeviceComparison devices = result.comparison().devices().orElseThrow();
        assertEquals(IMAGES, devices.images());
        assertEquals(IMAGES, devices.solutions().solved());
        assertEquals(List.of(Fidelity.NETLIST, Fidelity.NETLIST), devices.layers());
        for (Fidelity fidelity : Fidelity.values()) {
            assertTrue(devices.correct().get(fidelity) >= 0 && devices.correct().get(fidelity) <= IMAGES);
        }
        for (int l = 0; l < 2; l++) {
            assertTrue(devices.distance(l, Fidelity.EXACT, Fidelity.IDEAL).largest() < 1e-12, "the ideal level is exact to rounding");
            FidelityDistance far = devices.distance(l, Fidelity.EXACT, Fidelity.NETLIST);
            assertTrue(far.rms() > 1e-5 && far.rms() < far.largest() && far.largest() < 0.1, far.toString());
            // the triangle of exact, cell and netlist
            assertTrue(far.rms() <= devices.distance(l, Fidelity.EXACT, Fidelity.CELL).rms() + devices.distance(l, Fidelity.CELL, Fidelity.NETLIST).rms() + 1e-15);
        }
        assertEquals(devices.distances(), experiment(1).devices(DeviceEffort.of(IMAGES)).run().comparison().devices().orElseThrow().distances(), "same bits on one thread");
    }

    /** Where the cell level is the same chip as the netlist, errors are divided among their sources: on any number of threads alike, all of it, and every task is told. */
    @Test
    void errorsOfTheChipAreAccountedFor(@TempDir Path folder) throws Exception {
        ElectronicHardware hardware = ElectronicHardware.defaults().withMultiplier(new Multiplier(Multiplier.Kind.NETLIST, 20e-6, 75e3, 120, true, 0.8, 1, 0.005, 0, 0.5, 0, null, null));
        CharacterisationFile.write(folder, CellDesign.characterisation(hardware, 2).run(CellDesign.draws(0)), List.of());
        Experiment same = Experiment.of(Blobs.network(), Blobs.split(45), hardware.withMultiplier(hardware.multiplier().characterisedBy(folder.resolve(CharacterisationFile.NAME)))).evaluation(new Effort(1, 1, 5)).noiseBudget(new Effort(1, 1, 2));
        int[] told = new int[2];
        DeviceComparison two = same.threads(2).devices(DeviceEffort.of(IMAGES)).run((done, total) -> {
            told[0] = done;
            told[1] = total;
        }).comparison().devices().orElseThrow();
        assertEquals(told[1], told[0]);
        assertEquals(List.of(0, 1), two.budget().layers().stream().map(LayerBudget::layer).toList());
        for (LayerBudget layer : two.budget().layers()) {
            assertEquals(IMAGES, layer.images());
            assertEquals(1, layer.shares().stream().mapToDouble(layer::part).sum(), 1e-12);
            double noise = layer.shares().stream().filter(share -> share.kind() == ErrorShare.Kind.NOISE).mapToDouble(ErrorShare::meanSquare).sum();
            if (layer.layer() == 0) {                            // its inputs are the chain's, so that its error is the distance that is told beside it
                double far = two.distance(0, Fidelity.EXACT, Fidelity.NETLIST).rms();
                assertEquals(far * far, layer.total() - noise, 1e-12 * far);
            }
            assertEquals(0, layer.share("resistors of cells").orElseThrow().meanSquare(), "resistors that match");
        }
        DeviceComparison one = same.threads(1).devices(DeviceEffort.of(IMAGES)).run().comparison().devices().orElseThrow();
        assertEquals(two.budget().toString(), one.budget().toString());
        DeviceEffort without = new DeviceEffort(List.of(), 0, IMAGES, List.of(), false, false, NoiseEffort.NONE);
        assertEquals(ErrorBudget.NONE, same.devices(without).run().comparison().devices().orElseThrow().budget());
    }

    @Test
    void nothingIsComputedByDevicesUnlessAskedFor() throws InterruptedException {
        assertFalse(experiment(1).run().comparison().devices().isPresent());
        assertEquals(0, experiment(1).devices(DeviceEffort.of(IMAGES)).quick().devices().images());
    }

    @Test
    void machinesWithoutNetlistsSaySo() {
        Experiment light = Experiment.of(Blobs.network(), Blobs.split(45), OpticalHardware.defaults()).devices(DeviceEffort.of(1));
        assertTrue(assertThrows(InputException.class, light::run).getMessage().contains("none of the machines has netlists"));
    }

    /** An experiment that would take years: what its devices cannot do is said before. */
    @Test
    @Timeout(120)
    void whatDevicesCannotDoIsRefusedBeforeAnythingIsMeasured() {
        ElectronicHardware everyLayer = ElectronicHardware.defaults().withPlacement(ElectronicHardware.Placement.EVERY_LAYER);
        Experiment endless = Experiment.of(Blobs.network(), Blobs.split(45), everyLayer).evaluation(new Effort(100_000, 10_000, Effort.ALL)).threads(1);
        String parted = assertThrows(InputException.class, () -> endless.devices(DeviceEffort.of(1).withSettling()).run()).getMessage();
        assertTrue(parted.startsWith("fidelity: machine electronic on split") && parted.contains("settling needs all layers as one circuit"), parted);
        String silent = assertThrows(InputException.class, () -> Experiment.of(Blobs.network(), Blobs.split(45), ElectronicHardware.defaults().withMultiplier(Multiplier.defaults().as(Multiplier.Kind.GILBERT))).evaluation(new Effort(100_000, 10_000, Effort.ALL)).devices(DeviceEffort.of(1).withNoise(NoiseEffort.NONE.switchedOn())).run()).getMessage();
        assertTrue(silent.contains("noise needs all layers as one circuit, characterised from their netlists; write multiplier.kind: netlist"), silent);
        DeviceEffort three = new DeviceEffort(List.of(Fidelity.CELL, Fidelity.CELL, Fidelity.NETLIST), 0, 1, List.of(), false, true, NoiseEffort.NONE);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> endless.devices(three)).getMessage().contains("fidelity names 3 layers, but the network"));
        assertThrows(IllegalArgumentException.class, () -> new DeviceEffort(List.of(Fidelity.CELL), 0, 1, List.of(), false, true, NoiseEffort.NONE));
    }
}
