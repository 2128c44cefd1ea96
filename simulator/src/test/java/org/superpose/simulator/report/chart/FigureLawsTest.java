package org.superpose.simulator.report.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** What every panel keeps to, and the numbers of each. */
class FigureLawsTest {
    private static final double[] X = {-0.03, 1e-7, 0.125, 0.3333333333333333};
    private static final double[] Y = {12.5, 30.1, 96.4, 1234.5678};

    static Stream<Panel> panels() {
        double[] many = IntStream.range(0, ScatterPanel.MOST_DOTS + 500).mapToDouble(i -> Math.sin(i) * i).toArray();
        return Stream.of(
                new LinePanel("lines & <bands>", Axis.linear("voltage", "V"), Axis.logarithmic("power", "W"),
                        List.of(Series.of("curve", Series.Style.LINE_AND_POINTS, X, Y).between(new double[] {10, 20, 90, 1000}, new double[] {15, 40, 99, 2000}), Series.level("level", 50))),
                new ScatterPanel("dots", Axis.linear("digital", ""), Axis.linear("analog", ""), X, Y),
                new ScatterPanel("density", Axis.linear("digital", ""), Axis.linear("analog", ""), many, many),
                new HistogramPanel("errors", Axis.linear("error", "V"), many),
                new BarPanel("bars", "source", Axis.logarithmic("rms", "%"), List.of("shot \"noise\"", "none"), List.of("layer 1", "layer 2"), new double[][] {{1e-3, 2.5}, {0, 0.1}}),
                new MatrixPanel("matrix", "digital", "analog", List.of("0", "1"), new long[][] {{40, 1}, {2, 57}}),
                ImagePanel.field("field", Axis.linear("x", "m").from(-1e-3, 1e-3), Axis.linear("y", "m").from(0, 1e-3), Axis.linear("irradiance", "W/m²"), new double[][] {{0, 1, 2}, {3, 4, 5}}),
                ImagePanel.pixels("pixels", Axis.linear("ink", ""), new double[][] {{0, 16}, {8, 4}}));
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPictureIsDrawnInSeveralColours(Panel panel) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure(panel).png()));
        assertEquals(Figure.WIDTH, image.getWidth());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        long ink = Arrays.stream(pixels).filter(p -> (p & 0xFFFFFF) != 0xFFFFFF).count();
        assertTrue(ink > pixels.length / 200, "only " + ink + " of " + pixels.length + " pixels are not white");      // frame and text alone take 1 %
        assertTrue(Arrays.stream(pixels).distinct().limit(5).count() == 5);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void svgIsXmlWithTextAsTextAndNeedsNoOtherFile(Panel panel) throws Exception {
        String svg = figure(panel).svg();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertEquals("svg", document.getDocumentElement().getLocalName() == null ? document.getDocumentElement().getTagName() : document.getDocumentElement().getLocalName());
        String words = IntStream.range(0, document.getElementsByTagName("text").getLength()).mapToObj(i -> document.getElementsByTagName("text").item(i).getTextContent())
                .collect(Collectors.joining("\n"));
        assertTrue(words.contains("A < B & \"C\""), words);
        for (int i = 0; i < document.getElementsByTagName("image").getLength(); i++) {
            String source = document.getElementsByTagName("image").item(i).getAttributes().getNamedItem("xlink:href").getNodeValue();
            assertTrue(source.startsWith("data:image/png;base64,"), source.substring(0, Math.min(40, source.length())));
        }
        assertFalse(svg.contains("<!DOCTYPE"));
    }

    @ParameterizedTest
    @MethodSource("panels")
    void bytesDoNotDependOnTheDefaultLocale(Panel panel) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            Figure figure = figure(panel);
            byte[] png = figure.png();
            String svg = figure.svg();
            String csv = panel.data().csv();
            Locale.setDefault(Locale.GERMANY);
            assertArrayEquals(png, figure.png());
            assertEquals(svg, figure.svg());
            assertEquals(csv, panel.data().csv());
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("panels")
    void csvReadsBackAsThePlottedNumbers(Panel panel) throws IOException {
        Table table = panel.data();
        try (CSVParser parser = CSVParser.parse(table.csv(), CSVFormat.DEFAULT)) {
            List<CSVRecord> records = parser.getRecords();
            assertEquals(table.columns(), records.get(0).toList());
            assertEquals(table.rows().size(), records.size() - 1);
            for (int i = 0; i < table.rows().size(); i++) {
                for (int j = 0; j < table.columns().size(); j++) {
                    Object plotted = table.rows().get(i).get(j);
                    String read = records.get(i + 1).get(j);
                    if (plotted instanceof Double d) {
                        assertEquals(d, read.isEmpty() ? Double.NaN : Double.parseDouble(read));
                    } else {
                        assertEquals(plotted.toString(), read);
                    }
                }
            }
        }
    }

    @Test
    void linesHoldTheirOwnNumbersInTheUnitsOfTheHeader() {
        Table table = new LinePanel("", Axis.linear("voltage", "V"), Axis.linear("accuracy", "%"), List.of(Series.of("a", Series.Style.LINE, X, Y))).data();
        assertEquals(List.of("series", "voltage [V]", "accuracy [%]"), table.columns());
        for (int i = 0; i < X.length; i++) {
            assertEquals(List.of("a", X[i], Y[i]), table.rows().get(i));
        }
    }

    @Test
    void aHistogramSumsToTheShareWithinItsRange() {
        double[] values = IntStream.range(0, 1000).mapToDouble(i -> i % 10).toArray();
        double sum = new HistogramPanel("", Axis.linear("v", ""), values).data().rows().stream()
                .mapToDouble(row -> ((double) row.get(1) - (double) row.get(0)) * (double) row.get(2)).sum();
        assertEquals(1, sum, 1e-12);                         // all values lie within five deviations; rounding of 61 terms
    }

    @Test
    void aFigureWritesOneCsvForEachPanel(@TempDir Path folder) throws IOException {
        List<Panel> two = panels().limit(2).toList();
        new Figure("two-panels", "title", "caption", 2, two).write(folder);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(Set.of("two-panels.png", "two-panels.svg", "two-panels-a.csv", "two-panels-b.csv"),
                    files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertEquals(two.get(1).data().csv(), Files.readString(folder.resolve("two-panels-b.csv")));
    }

    @Test
    void tickLabelsAreShortAndPlain() {
        assertEquals(List.of("0", "0.3", "−1200", "10⁻⁴", "2·10⁶", "−1.5·10⁻⁷"),
                Stream.of(0.0, 0.30000000000000004, -1200.0, 1e-4, 2e6, -1.5e-7).map(Ticks::text).toList());
    }

    @Test
    void aLogarithmicAxisRefusesWhatIsNotPositive() {
        Panel panel = new LinePanel("", Axis.logarithmic("scale", ""), Axis.linear("y", ""), List.of(Series.of("a", Series.Style.LINE, new double[] {0, 1}, new double[] {1, 2})));
        String message = assertThrows(IllegalArgumentException.class, () -> figure(panel).png()).getMessage();
        assertTrue(message.contains("scale") && message.contains("not positive"), message);
    }

    private static Figure figure(Panel panel) {
        return Figure.of("figure", "A < B & \"C\"", "caption", panel);
    }
}
