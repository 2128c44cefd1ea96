package org.superpose.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.cell.VoltageSummer;
import org.superpose.simulator.hardware.Trim;

class FanInStudyTest {
    @TempDir
    private Path folder;

    /** A voltage summer's offset grows with its noise gain, and its bandwidth falls with that, but for the feedback capacitor and what the op-amp's input adds. */
    @Test
    void aSmallStudyFollowsTheLawsAndIsDrawn() throws IOException, InterruptedException {
        Map<String, Map<Integer, FanInStudy.Point>> results = FanInStudy.results(16);
        assertEquals(5, results.size());
        Map<Integer, FanInStudy.Point> voltage = results.get("voltage summer");
        double ratio = noiseGain(16) / noiseGain(8);
        assertEquals(ratio, voltage.get(16).offset() / voltage.get(8).offset(), 0.05 * ratio);
        assertTrue(voltage.get(16).bandwidth() < voltage.get(8).bandwidth());
        assertEquals(voltage.get(8), results.get("tree of voltage summers of 8").get(8), "a tree of eight is one summer");
        assertEquals(3 * voltage.get(16).power(), results.get("tree of voltage summers of 8").get(16).power(), 1e-4 * voltage.get(16).power());

        Path digits = Path.of("digits");                          // tests of this module run in its folder
        FanInStudy.figure(results, FanInStudy.losses(digits, 8, 1, Trim.none()), FanInStudy.losses(digits, 8, 1, Trim.defaults())).write(folder);
        for (String file : new String[] {"fan-in.png", "fan-in.svg", "fan-in_1.csv", "fan-in_6.csv"}) {
            assertTrue(Files.size(folder.resolve(file)) > 100, file);
        }
    }

    private static double noiseGain(int n) {
        return VoltageSummer.of(n, 1 / 12.9e-6, 10e3 * Math.sqrt(64.0 / n), 0).law(OperationalAmplifierLevel.FIGURES.law()).noiseGain();
    }
}
