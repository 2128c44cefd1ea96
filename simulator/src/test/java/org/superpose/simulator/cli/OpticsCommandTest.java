package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpticsCommandTest {
    private static final String BENCH = """
            bench: tiny
            seed: 3
            grid: {samples: 64, step: 10um}
            light:
              - laser: {wavelength: 550nm, power: 1mW, rin: -140dB/Hz}
                gaussian: {waist: 100um}
            stages:
              - look: {name: input}
              - aperture: {diameter: 200um}
              - travel: {distance: 1mm}
              - look: {name: screen, decades: 3}
            detectors:
              - photodiode: {name: diode, diameter: 100um, time: 1us}
              - camera: {columns: 8, pitch: 20um, exposure: 1us, fullWell: 1e9}
            """;

    @TempDir
    private Path folder;
    private CommandLineFixture cli;

    @BeforeEach
    void prepare() throws IOException {
        cli = new CommandLineFixture(folder);
        cli.write("bench.yaml", BENCH);
    }

    private int optics(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "optics";
        arguments[1] = folder.resolve("bench.yaml").toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return cli.run(arguments);
    }

    private String readings(String... options) throws IOException {
        assertEquals(0, optics(options), cli::err);
        String out = cli.out();
        return out.substring(out.indexOf("detector "), out.indexOf("results:"));
    }

    @Test
    void benchLeavesPicturesCutsFieldsAndReadings() throws IOException {
        Path results = folder.resolve("results");
        assertEquals(0, optics("-o", results.toString()), cli::err);
        assertEquals("", cli.err());
        try (Stream<Path> files = Files.list(results)) {
            assertEquals(List.of("bench.yaml", "camera.png", "fields.npz", "input-cut-x.csv", "input-cut-x.png", "input-cut-x.svg", "input-cut-y.csv", "input-cut-y.png", "input-cut-y.svg",
                    "input-intensity.png", "input-phase.png", "results.json", "screen-cut-x.csv", "screen-cut-x.png", "screen-cut-x.svg", "screen-cut-y.csv", "screen-cut-y.png", "screen-cut-y.svg",
                    "screen-intensity.png", "screen-phase.png"), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals(BENCH, Files.readString(results.resolve("bench.yaml")));
        assertEquals(1600, ImageIO.read(results.resolve("screen-intensity.png").toFile()).getWidth());
        List<String> cut = Files.readAllLines(results.resolve("input-cut-x.csv"));
        assertEquals("series,x [m],irradiance [W/m²]", cut.get(0));
        assertEquals(65, cut.size());
        JsonNode json = new ObjectMapper().readTree(results.resolve("results.json").toFile());
        JsonNode certificate = json.get("certificates").get(0);
        assertEquals("stages[2].travel", certificate.get("stage").asText());
        assertEquals("angular-spectrum", certificate.get("method").asText());
        assertEquals(1e-3 * (1 - Math.exp(-2)), certificate.get("powerIn").asDouble(), 2e-5, "what a disc of one beam radius lets through; samples on its rim pass the square of their open part");
        assertEquals(3, json.get("seed").asInt());
        assertEquals("diode", json.get("readings").get(0).get("detector").asText());
        String out = cli.out();
        assertTrue(out.matches("(?s)stage +method +laser .*stages\\[2].travel +angular-spectrum +1 .*detector +quantity .*diode +current +A .*camera +brightest pixel .*results: .*"), out);
    }

    @Test
    void sameSeedGivesTheSameBitsAndAnotherSeedOtherReadings() throws IOException {
        cli.write("bench.yaml", BENCH.replace("  - look: {name: input}\n", ""));
        String first = readings("-o", folder.resolve("a").toString(), "--threads", "1");
        String again = readings("-o", folder.resolve("b").toString(), "--threads", "3");
        String other = readings("-o", folder.resolve("c").toString(), "--seed", "4");
        assertEquals(first, again);
        assertFalse(first.equals(other), first);
        for (String file : new String[] {"fields.npz", "results.json", "screen-phase.png", "camera.png"}) {
            assertArrayEquals(Files.readAllBytes(folder.resolve("a").resolve(file)), Files.readAllBytes(folder.resolve("b").resolve(file)), file);
        }
    }

    @Test
    void oneRowOfLightHasCutsOnly() throws IOException {
        cli.write("bench.yaml", BENCH.replace("samples: 64", "samples: 64, rows: 1").replaceAll("(?s)detectors:.*", ""));
        assertEquals(0, optics("-o", folder.resolve("out").toString()), cli::err);
        assertFalse(Files.exists(folder.resolve("out/screen-intensity.png")));
        assertTrue(Files.exists(folder.resolve("out/screen-cut-x.svg")));
    }

    static Stream<Arguments> mistakes() {
        TreeMap<String, String[]> cases = new TreeMap<>();
        cases.put("metres for nanometres", new String[] {"550nm", "550", "5:25: light[0].laser.wavelength: must be from 10 nm to 1 mm, got 550.0 m; for nanometres write 550nm"});
        cases.put("no number", new String[] {"power: 1mW", "power: .nan", "5:39: light[0].laser.power: must be finite: expected a power such as 1mW, got \".nan\""});
        cases.put("misspelt element", new String[] {"aperture:", "apperture:", "9:5: unknown key \"apperture\"; did you mean \"aperture\"?"});
        cases.put("misspelt key", new String[] {"diameter: 200um", "diametre: 200um", "9:15: stages[1].aperture.diameter: is missing; expected a value"});
        cases.put("unknown key", new String[] {"distance: 1mm", "distance: 1mm, distnace: 2mm", "10:29: unknown key \"distnace\"; did you mean \"distance\"?"});
        cases.put("grid too coarse for the lens", new String[] {"aperture: {diameter: 200um}", "lens: {focal: 1mm}",
            "9:11: stages[1].lens: lens of focal length 0.001000 x 0.001000 m: its phase turns by more than half a wave from sample to sample at its rim; take a grid of at least 745 x 745 samples, at most"
                    + " 8.594e-07 x 8.594e-07 m apart"});
        cases.put("tilt", new String[] {"aperture: {diameter: 200um}", "tilt: {x: 10deg}",
            "9:11: stages[1].tilt: tilt: it turns the phase by more than half a wave from sample to sample; take a grid of at least 405 x 64 samples, at most 1.584e-06 x 1.000e-05 m apart"});
        cases.put("gain above the passive limit", new String[] {"gaussian: {waist: 100um}", "beams: {columns: 2, pitch: 300um, waist: 100um, amplitudes: [1, 1]}",
            "6:12: light[0].beams: beam array: the squares of the amplitudes are shares of the laser's power and may add up to 1 at most, got 2.0; divide the amplitudes by 1.4142135623730951"});
        cases.put("active mask", new String[] {"aperture: {diameter: 200um}", "mask: {pitch: 100um, amplitudes: [[1, 1.5]]}",
            "9:38: stages[1].mask.amplitudes: a passive mask has |t| of 1 at most, got 1.5; divide all by the largest"});
        cases.put("mask of the wrong size", new String[] {"aperture: {diameter: 200um}", "mask: {pitch: 400um, amplitudes: [[1, 1]]}",
            "9:11: stages[1].mask: mask of 2 x 1 cells of 0.0004000 m: it must fit into the window, 0.0006400 x 0.0006400 m, with a sample in each cell; take a grid of at least 80 x 64 samples, at most"
                    + " 1.000e-05 x 1.000e-05 m apart"});
        cases.put("rows of different lengths", new String[] {"aperture: {diameter: 200um}", "mask: {pitch: 100um, amplitudes: [[1, 1], [1]]}",
            "9:38: stages[1].mask.amplitudes: all rows must be as long as the first, 2, but row 2 has 1"});
        cases.put("device of the wrong size", new String[] {"aperture: {diameter: 200um}", "dmd: {pitch: 10um, show: {rows: {mirrors: [[1, 0], [0, 1]]}}}",
            "9:47: stages[1].dmd.show.rows.mirrors: has 2 x 2 cells (columns x rows), but 64 x 64 are needed"});
        cases.put("pitch against grid", new String[] {"aperture: {diameter: 200um}", "dmd: {}",
            "9:10: stages[1].dmd: DMD with a pitch of 1.368e-05 m: it fills the grid and needs one sample or another whole number of them for each pixel, but the light stands on 64 x 64 samples, 1.000e-05 m"
                    + " apart; take a grid of at least 64 x 64 samples, at most 1.368e-05 x 1.368e-05 m apart"});
        cases.put("light that outgrows the window", new String[] {"travel: {distance: 1mm}", "travel: {distance: 500mm, method: angular-spectrum}",
            "10:13: stages[2].travel: angular spectrum over 0.5000 m: "});
        cases.put("huge grid", new String[] {"samples: 64", "samples: 100000", "3:17: grid.samples: 100000 x 100000 samples are more than 2^24"});
        cases.put("hugest grid", new String[] {"samples: 64", "samples: 1e999999999", "3:17: grid.samples: expected a whole number from 1 to 16777216"});
        cases.put("no step", new String[] {"step: 10um", "rows: 64", "3:7: grid.step: is missing"});
        cases.put("plane that is not there", new String[] {"name: diode,", "name: diode, at: skreen,", "13:35: detectors[0].photodiode.at: there is no plane \"skreen\"; did you mean \"screen\"?"});
        cases.put("path for a name", new String[] {"name: input", "name: ../../input", "8:18: stages[0].look.name: becomes a file name; expected small letters, digits and single hyphens"});
        cases.put("path for the bench", new String[] {"bench: tiny", "bench: ../tiny", "1:8: bench: expected a name of letters, digits"});
        cases.put("two planes of one name", new String[] {"name: input", "name: screen", "11:18: stages[3].look.name: there is a plane \"screen\" already"});
        cases.put("no light", new String[] {"light:\n", "light: []\nother:\n", "4:8: light: expected 1 to 64 lasers, got 0"});
        cases.put("two elements in one item", new String[] {"- aperture: {diameter: 200um}", "- {aperture: {diameter: 200um}, slit: {width: 1mm}}", "stands beside aperture; each stage is a list item of its own"});
        cases.put("detector without time", new String[] {", time: 1us", "", "13:17: detectors[0].photodiode.time: is missing; expected the time of integration, such as 1us, or the bandwidth"});
        cases.put("windows of two kinds", new String[] {"distance: 1mm}", "distance: 1mm, method: angular-spectrum, window: {samples: 8, width: 1mm}}", "stages[2].travel.window: the angular spectrum ends on the grid"});
        return cases.entrySet().stream().map(c -> Arguments.of(c.getKey(), c.getValue()[0], c.getValue()[1], c.getValue()[2]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistakeIsOneLineWithItsPlaceAndAMendAndLeavesNothing(String name, String right, String wrong, String said) throws IOException {
        assertTrue(BENCH.contains(right), name);
        cli.write("bench.yaml", BENCH.replace(right, wrong));
        String line = cli.refusal("optics", "bench.yaml");
        assertTrue(line.contains(said) && line.startsWith("superpose: bench.yaml:"), line);
    }

    @Test
    void whatAWindowIsTooCoarseForCannotGoOn() throws IOException {
        cli.write("bench.yaml", BENCH.replace("travel: {distance: 1mm}", "travel: {distance: 100mm, window: {samples: 64, width: 2mm}}\n  - travel: {distance: 1mm}"));
        String line = cli.refusal("optics", "bench.yaml");
        assertTrue(line.contains("bench.yaml:11:13: stages[3].travel: the window in front of this is too coarse for the phase of the light to go further; take a grid of at least 73 x 73 samples"), line);
    }

    /** What a device was told is a file that tells it the same again. */
    @ParameterizedTest
    @ValueSource(strings = {"dmd: {pitch: 10um, show: {lee: {carrier: [0.21, 0.13], field: {vortex: {charge: 1, waist: 150um}}}}}",
        "slm: {pitch: 20um, grey: {range: 7rad, gamma: 1.8}, show: {vortex: {charge: 2}}}"})
    void patternsCanBeLoadedAgain(String device) throws IOException {
        String kind = device.substring(0, 3);
        String bench = BENCH.replaceAll("(?s)detectors:.*", "").replace("  - look: {name: input}\n", "");
        cli.write("bench.yaml", bench.replace("aperture: {diameter: 200um}", device));
        assertEquals(0, optics("-o", folder.resolve("first").toString()), cli::err);
        Path pattern = folder.resolve("first/pattern-1-" + kind + ".png");
        assertEquals(kind.equals("dmd") ? 1 : 8, ImageIO.read(pattern.toFile()).getColorModel().getPixelSize());
        Files.copy(pattern, folder.resolve("pattern.png"));
        cli.write("bench.yaml", bench.replace("aperture: {diameter: 200um}", device.replaceAll("show:.*", "show: {file: {png: pattern.png}}}")));
        assertEquals(0, optics("-o", folder.resolve("second").toString()), cli::err);
        assertArrayEquals(Files.readAllBytes(folder.resolve("first/fields.npz")), Files.readAllBytes(folder.resolve("second/fields.npz")));
        cli.write("bench.yaml", bench.replace("aperture: {diameter: 200um}", device.replaceAll("show:.*", "show: {file: {png: ../pattern.png}}}")));
        assertTrue(cli.refusal("optics", "bench.yaml").contains("expected a file in the folder of this YAML file, named without \"..\""), cli::err);
        cli.write("bench.yaml", bench.replace("samples: 64", "samples: 32").replace("aperture: {diameter: 200um}", device.replaceAll("show:.*", "show: {file: {png: pattern.png}}}")));
        assertTrue(cli.refusal("optics", "bench.yaml").contains("save it again in the device's size"), cli::err);
    }

    @Test
    void threadsAreCounted() {
        assertEquals(2, optics("--threads", "0"));
        assertEquals("superpose: --threads must lie from 1 to 256, got 0", cli.err().strip());
    }
}
