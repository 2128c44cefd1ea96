package org.superpose.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.circuits.spice.NgspiceProcess;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.DeviceComparison;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Experiment;

/** The network of {@code own-network} on the cell of {@code own-cell}: read from YAML, characterised, computed. */
class OwnCellNetworkTest {
    @TempDir
    private Path folder;

    /** The hardware of one example and the data of the other in one folder. */
    private Experiment experiment(String engine, String mismatch, String fidelity) throws IOException {
        for (String file : List.of("spirals.csv", "spirals.safetensors", "train-rows.txt", "test-rows.txt")) {
            Path copy = folder.resolve(file);
            if (!Files.exists(copy)) {
                Files.copy(Path.of("own-network", file), copy);
            }
        }
        Files.writeString(folder.resolve("cell.cir"), Files.readString(Path.of("own-cell", "cell.cir")));
        String network = Files.readString(Path.of("own-network", "experiment.yaml"));
        String hardware = Files.readString(Path.of("own-cell", "experiment.yaml"));
        String cell = hardware.substring(hardware.indexOf("hardware:")).replace("      kind: own\n", "      kind: own\n      engine: " + engine + "\n").replaceAll("      (threshold|gain)Mismatch:.*\n", "");
        Path yaml = Files.writeString(folder.resolve(engine + ".yaml"), network.substring(0, network.indexOf("hardware:")) + cell.stripTrailing() + "\n" + mismatch + "    adc: {range: 0.25V}\n" + fidelity);
        Experiment read = Experiment.read(yaml);
        return new Experiment(read.name(), read.seed(), read.problems(), read.machines(), Effort.of(2), new Effort(1, 1, 20), List.of(), read.devices(), read.threads());
    }

    @Test
    void aNetworkRunsOnACellOfOnesOwn() throws IOException, InterruptedException {
        Comparison c = experiment("superpose", "      thresholdMismatch: 3mV\n      gainMismatch: 1%\n", "fidelity: {images: 3}\n").run().comparison("random", "electronic");
        assertEquals(1, c.reference().accuracy());
        assertTrue(c.accuracy().mean() > 0.95, c.accuracy().toString());
        DeviceComparison devices = c.devices().orElseThrow();
        assertEquals(3, devices.sameAs().get(Fidelity.CELL), "decisions of chip 0 at the cell level and by every transistor");
    }

    /** Every number of the cell comes from ngspice; what stands behind the cells has no netlist then, so that what is left are codes of 8 bits and the cell's own curvature. */
    @Test
    @Tag("slow")
    void aNetworkRunsOnACellThatNgspiceCharacterises() throws IOException, InterruptedException {
        boolean there;
        try {
            NgspiceProcess.run("t\nr1 1 0 1\nv1 1 0 1\n.op\n.end\n", 1);
            there = true;
        } catch (IllegalArgumentException e) {
            there = false;
        }
        if (!there && "required".equals(System.getProperty("superpose.oracles"))) {
            Assertions.fail("ngspice is not installed, but oracles are required");
        }
        Assumptions.assumeTrue(there, "ngspice is not installed");
        Comparison c = experiment("ngspice", "", "").run().comparison("random", "electronic");
        assertEquals(1, c.reference().accuracy());
        assertTrue(c.accuracy().mean() > 0.95, c.accuracy().toString());
        double error = c.noise().deterministic().ofLayers().get(0).value();
        assertTrue(error > 1e-4 && error < 0.02, "error of the first layer: " + error);
    }
}
