package org.superpose.circuits.varistor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.VoltageSource;

class VaristorTest extends DeviceLaws {
    @Override
    protected List<? extends Component> devices() {
        return List.of(new Varistor("RV1", "a", "b", 20, 12, 1e-9), new Varistor("RV2", "b", "0", 5, 3, 0), new Varistor("RV3", "a", "0", 10, 1, 1e-12));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        return new double[] {random.nextDouble(-10, 10), random.nextDouble(-10, 10)};
    }

    /** A surge of 300 V behind 10 Ω: the voltage across the varistor is where both laws agree. */
    @Test
    void varistorClampsASurge() {
        Circuit circuit = Circuit.of("surge", VoltageSource.dc("V1", "in", "0", 300), new Resistor("R1", "in", "out", 10), new Varistor("RV1", "out", "0", 50, 30, 0));
        double v = new OperatingPoint().run(circuit).voltage("out");
        assertEquals((300 - v) / 10, Math.pow(v / 50, 30), 1e-6);
        assertTrue(v < 60);
    }

    /** The page on adding a device shows code that is tested. */
    @Test
    void pageShowsThisCode() throws IOException {
        String page = Files.readString(Path.of("../docs/add-a-device.md"), StandardCharsets.UTF_8);
        StringBuilder tested = new StringBuilder();
        for (String file : List.of("test/java/org/superpose/circuits/varistor/Varistor.java", "test/java/org/superpose/circuits/varistor/VaristorBank.java", "test/java/org/superpose/circuits/varistor/VaristorTest.java",
                "main/java/org/superpose/circuits/spice/Elements.java", "main/java/org/superpose/circuits/spice/Models.java", "main/java/org/superpose/circuits/spice/ComponentCards.java")) {
            tested.append(plain(Files.readString(Path.of("src", file), StandardCharsets.UTF_8))).append('\n');
        }
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        int found = 0;
        while (blocks.find()) {
            found++;
            String block = plain(blocks.group(1)).strip();
            assertTrue(tested.indexOf(block) >= 0, () -> "this code of the page is in no source:\n" + block);
        }
        assertTrue(found >= 5, "found " + found + " blocks");
    }

    /** Without indentation. */
    private static String plain(String code) {
        StringBuilder plain = new StringBuilder();
        code.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> plain.append(line).append('\n'));
        return plain.toString();
    }
}
