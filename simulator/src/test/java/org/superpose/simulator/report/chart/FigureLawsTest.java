package org.superpose.simulator.report.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What every figure keeps, whatever panel it holds. A new kind of panel joins {@link #panels()}. */
class FigureLawsTest {
    private static final String TITLE = "Curves & <bars> of \"Größe\"";
    private static final double[] X = IntStream.range(0, 40).mapToDouble(i -> 0.1 * i).toArray();
    private static final double[] Y = Arrays.stream(X).map(StrictMath::sin).toArray();

    static Map<String, Panel> panels() {
        double[] low = Arrays.stream(Y).map(y -> y - 0.3).toArray();
        double[] high = Arrays.stream(Y).map(y -> y + 0.3).toArray();
        double[] power = Arrays.stream(X).map(x -> StrictMath.pow(10, x - 6)).toArray();
        double[] many = IntStream.range(0, ScatterPanel.MOST_DOTS + 1).mapToDouble(i -> StrictMath.sin(i)).toArray();
        double[][] image = {{1, 2, 3}, {40, 500, 6000}};
        Axis across = Axis.linear("x", "mm").from(-1.5, 1.5);
        Axis up = Axis.linear("y", "mm").from(-1, 1);
        Map<String, Panel> panels = new TreeMap<>();
        panels.put("lines", new LinePanel("layer 1", Axis.linear("time", "s"), Axis.linear("current", "A"),
                List.of(Series.of("a", Series.Style.LINE_AND_POINTS, X, Y).between(low, high), Series.of("b", Series.Style.DOTTED, X, power), Series.level("chance", 0.1))));
        panels.put("lines on logarithms", new LinePanel("", Axis.logarithmic("power", "W"), Axis.logarithmic("noise", "V²/Hz"), List.of(Series.of("a", Series.Style.DASHED, power, power))));
        panels.put("dots", new ScatterPanel("layer 1", Axis.linear("exact", ""), Axis.linear("analog", ""), X, Y));
        panels.put("density", new ScatterPanel("layer 1", Axis.linear("exact", ""), Axis.linear("analog", ""), many, many));
        panels.put("histogram", new HistogramPanel("layer 1", Axis.linear("error", "V"), Y));
        panels.put("stack", BarPanel.stacked("", "layer", Axis.linear("part", "%"), List.of("layer 1", "layer 2"), List.of("gain", "offset", "rest"), new double[][] {{70, -10, 40}, {30, 60, 10}}));
        panels.put("bars", new BarPanel("", "source", Axis.logarithmic("error", "%"), List.of("shot, noise", "\"thermal\""), List.of("layer 1", "layer 2"), new double[][] {{1e-3, 2}, {0, Double.NaN}}));
        panels.put("matrix", new MatrixPanel("", "digital", "analog", List.of("0", "1"), new long[][] {{5, 1}, {0, 7}}));
        panels.put("field", ImagePanel.field("focus", across, up, Axis.linear("irradiance", "W/m²"), image));
        panels.put("field on decades", ImagePanel.field("focus", across, up, Axis.logarithmic("irradiance", "W/m²").from(1, 6000), image));
        panels.put("angles", ImagePanel.angle("focus", across, up, "phase", new double[][] {{-1, 0, 1}, {Double.NaN, 0.5, -0.5}}));
        panels.put("no angle at all", ImagePanel.angle("dark", across, up, "phase", new double[][] {{Double.NaN, Double.NaN}}));
        panels.put("lines that touch zero", new LinePanel("", Axis.linear("x", "m"), Axis.logarithmic("irradiance", "W/m²").from(1, 1000), List.of(Series.of("a", Series.Style.LINE, X, Arrays.stream(X).map(x -> x < 2 ? 0 : 100).toArray()))));
        panels.put("pixels", ImagePanel.pixels("digit", Axis.linear("x", ""), image));
        return panels;
    }

    /** A figure and what became of it, so that each is drawn once for all tests. */
    private record Drawn(String what, Figure figure, byte[] png, String svg) {
        static Drawn of(String what, Panel... panels) {
            Figure figure = new Figure("one", TITLE, "What to see.", 2, List.of(panels));
            return new Drawn(what, figure, figure.png(), figure.svg());
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static final List<Drawn> DRAWN = new ArrayList<>();

    @BeforeAll
    static void drawEach() {
        panels().forEach((name, panel) -> DRAWN.add(Drawn.of(name, panel)));
        DRAWN.add(Drawn.of("three panels", panels().get("lines"), panels().get("field"), panels().get("bars")));
    }

    @AfterAll
    static void forget() {
        DRAWN.clear();
    }

    static Stream<Drawn> figures() {
        return DRAWN.stream();
    }

    private static Figure of(String panel) {
        return Figure.of("one", TITLE, "What to see.", panels().get(panel));
    }

    private static Document document(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<CSVRecord> records(Table table) throws IOException {
        try (CSVParser parser = CSVParser.parse(table.csv(), CSVFormat.DEFAULT)) {
            return parser.getRecords();
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void pngIsAPictureOfTheStatedSize(Drawn drawn) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawn.png()));
        assertEquals(Figure.WIDTH, image.getWidth());
        assertEquals(drawn.figure().height(), image.getHeight());
        int[] belowTitle = image.getRGB(0, 80, image.getWidth(), image.getHeight() - 80, null, 0, image.getWidth());
        long inked = Arrays.stream(belowTitle).filter(rgb -> (rgb & 0xFFFFFF) != 0xFFFFFF).count();
        assertTrue(inked > 0.005 * belowTitle.length, "frame, ticks and labels alone ink more than half a percent, got " + inked + " of " + belowTitle.length);
    }

    /** Each pixel of the smaller picture is about the mean of what it covers of the larger one: what is in one place there is in that place here. */
    @ParameterizedTest
    @MethodSource("figures")
    void aSmallerPictureShowsTheSame(Drawn drawn) throws IOException {
        BufferedImage full = ImageIO.read(new ByteArrayInputStream(drawn.png()));
        BufferedImage half = drawn.figure().image(Figure.WIDTH / 2);
        assertEquals(Figure.WIDTH / 2, half.getWidth());
        assertEquals((full.getHeight() + 1) / 2, half.getHeight());
        int block = 80;                                                                // half of it in the smaller picture; letters are set anew there, so only means over many are compared
        for (int y = 0; y + block <= full.getHeight(); y += block) {
            for (int x = 0; x + block <= full.getWidth(); x += block) {
                assertEquals(darkness(full, x, y, block), darkness(half, x / 2, y / 2, block / 2), 0.1, "at " + x + ", " + y);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void svgIsWellFormedAndHoldsItsTextAsText(Drawn drawn) throws Exception {
        Document document = document(drawn.svg());
        assertEquals("0 0 " + Figure.WIDTH + " " + drawn.figure().height(), document.getDocumentElement().getAttribute("viewBox"));
        NodeList texts = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", "text");
        List<String> words = IntStream.range(0, texts.getLength()).mapToObj(i -> texts.item(i).getTextContent()).toList();
        assertTrue(words.contains(TITLE), words.toString());
        assertFalse(drawn.svg().replaceAll("xmlns(:\\w+)?=\"[^\"]*\"", "").contains("http"), "nothing is loaded from elsewhere");
    }

    /** 0 white, 1 black: mean over a square. */
    private static double darkness(BufferedImage image, int left, int top, int side) {
        int[] rgb = image.getRGB(left, top, side, side, null, 0, side);
        return Arrays.stream(rgb).mapToDouble(c -> 1 - ((c >> 16 & 255) + (c >> 8 & 255) + (c & 255)) / 765.0).average().orElseThrow();
    }

    /** A curve without a name has no place in the legend: one that is nowhere on the panel either changes nothing. */
    @Test
    void curvesWithoutNamesAreNotInTheLegend() {
        Series named = Series.of("named", Series.Style.LINE, X, Y);
        Series unnamed = Series.of("", Series.Style.LINE, X, X);
        Series nowhere = Series.of("", Series.Style.LINE, X, IntStream.range(0, X.length).mapToDouble(i -> Double.NaN).toArray());
        assertArrayEquals(lines(unnamed).png(), lines(unnamed, nowhere).png());
        assertArrayEquals(lines(named, unnamed).png(), lines(named, unnamed, nowhere).png());
        assertFalse(lines(named).svg().contains("named"), "the name of the only curve is not written");
        assertTrue(lines(named, unnamed).svg().contains("named"));
    }

    private static Figure lines(Series... curves) {
        return Figure.of("one", TITLE, "What to see.", new LinePanel("", Axis.linear("x", ""), Axis.linear("y", ""), List.of(curves)));
    }

    @Test
    void pictureOfNoWidthIsRefused() {
        Figure figure = Figure.of("one", TITLE, "What to see.", panels().get("pixels"));
        for (int width : new int[] {0, -1, Figure.WIDTH + 1}) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> figure.image(width)).getMessage().contains("1 to 1600"));
        }
    }

    /** No clock, no random name, no counter over the life of the program, no default locale. */
    @ParameterizedTest
    @MethodSource("figures")
    void aFigureIsTheSameAgainAndInAnyLocale(Drawn drawn) {
        Figure figure = drawn.figure();
        String csv = figure.panels().stream().map(panel -> panel.data().csv()).collect(Collectors.joining());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(drawn.svg(), figure.svg());
            assertArrayEquals(drawn.png(), figure.png());
            assertEquals(csv, figure.panels().stream().map(panel -> panel.data().csv()).collect(Collectors.joining()));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyCellOfACsvReadsBackAsItWas() throws IOException {
        for (Panel panel : panels().values()) {
            Table table = panel.data();
            List<CSVRecord> records = records(table);
            assertEquals(table.columns(), records.get(0).toList());
            assertEquals(table.rows().size(), records.size() - 1);
            for (int r = 0; r < table.rows().size(); r++) {
                for (int c = 0; c < table.columns().size(); c++) {
                    Object cell = table.rows().get(r).get(c);
                    String text = records.get(r + 1).get(c);
                    if (cell instanceof Double d) {
                        assertEquals(d, text.isEmpty() ? Double.NaN : Double.parseDouble(text));
                    } else if (cell instanceof Float f) {
                        assertEquals(f, Float.parseFloat(text));
                    } else {
                        assertEquals(cell.toString(), text);
                    }
                }
            }
        }
    }

    @Test
    void csvHoldsWhatIsDrawn() {
        List<List<Object>> lines = panels().get("lines").data().rows();
        assertEquals(2 * X.length + 1, lines.size());
        assertEquals(List.of("a", X[7], Y[7], Y[7] - 0.3, Y[7] + 0.3), lines.get(7));
        assertEquals(List.of(X[7], Y[7]), panels().get("dots").data().rows().get(7));
        assertEquals(List.of("1", "1", 7L), panels().get("matrix").data().rows().get(3));
        Table field = panels().get("field").data();
        assertEquals(List.of("y [mm], right of it irradiance [W/m²] at x [mm]", "-1.0", "0.0", "1.0"), field.columns());
        assertEquals(List.of(List.of(-0.5f, 1f, 2f, 3f), List.of(0.5f, 40f, 500f, 6000f)), field.rows());
        assertEquals(List.of(List.of(0f, 1f, 2f, 3f), List.of(1f, 40f, 500f, 6000f)), panels().get("pixels").data().rows());
        double inside = panels().get("histogram").data().rows().stream().mapToDouble(row -> ((double) row.get(1) - (double) row.get(0)) * (double) row.get(2)).sum();
        assertEquals(1, inside, 1e-12, "densities times widths: no value of this sine lies beyond five deviations");
    }

    @Test
    void writesThePictureItReturnsAndNothingElse(@TempDir Path folder) throws IOException {
        byte[] png = of("field").write(folder);
        new Figure("both", "", "", 2, List.of(panels().get("dots"), panels().get("bars"))).write(folder);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("both.png", "both.svg", "both_1.csv", "both_2.csv", "one.csv", "one.png", "one.svg"), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertArrayEquals(png, Files.readAllBytes(folder.resolve("one.png")));
        assertEquals(of("field").svg(), Files.readString(folder.resolve("one.svg"), StandardCharsets.UTF_8));
    }

    /** A picture keeps its proportions, so a wide one makes a low figure. */
    @Test
    void heightFollowsTheShapeOfAnImage() {
        Axis across = Axis.linear("x", "mm").from(-4, 4);
        Figure wide = Figure.of("wide", "", "", ImagePanel.field("", across, Axis.linear("y", "mm").from(-1, 1), Axis.linear("v", ""), new double[][] {{1, 2}}));
        Figure square = Figure.of("square", "", "", ImagePanel.field("", across, Axis.linear("y", "mm").from(-4, 4), Axis.linear("v", ""), new double[][] {{1, 2}}));
        assertTrue(wide.height() < 600 && square.height() > 900, wide.height() + " and " + square.height());
    }

    @Test
    void ticksOfPixelsAreWholeNumbersAndFewEnoughToRead() throws Exception {
        NodeList texts = document(of("pixels").svg()).getElementsByTagNameNS("http://www.w3.org/2000/svg", "text");
        List<String> words = IntStream.range(0, texts.getLength()).mapToObj(i -> texts.item(i).getTextContent()).toList();
        assertTrue(words.containsAll(List.of("0", "1", "2", "row", "column")), words.toString());
        assertFalse(words.contains("0.5"), words.toString());
    }

    @Test
    void aLogarithmicAxisOfFewDecadesTellsMoreThanTheirPowers() throws Exception {
        double[] few = {1, 50};
        double[] many = {1, 1e6};
        List<String> labels = List.of("1", "2", "5", "10", "20", "50");
        assertEquals(labels, numbers(few, many).subList(0, labels.size()));
        assertEquals(labels, numbers(many, few).stream().skip(numbers(many, few).size() - labels.size()).toList());
        assertFalse(numbers(many, many).contains("2"));
    }

    private static List<String> numbers(double[] x, double[] y) throws Exception {
        NodeList texts = document(new Figure("f", "", "", 1, List.of(new LinePanel("", Axis.logarithmic("x", ""), Axis.logarithmic("y", ""), List.of(Series.of("a", Series.Style.LINE, x, y))))).svg())
                .getElementsByTagNameNS("http://www.w3.org/2000/svg", "text");
        return IntStream.range(0, texts.getLength()).mapToObj(i -> texts.item(i).getTextContent().strip()).filter(text -> !text.isEmpty() && Character.isDigit(text.charAt(0))).toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "0.05, 0.05", "-12.5, −12.5", "10000, 10000", "100000, 10⁵", "2e-7, 2·10⁻⁷", "0.30000000000000004, 0.3"})
    void ticksAreShortAndTheSameEverywhere(double value, String text) {
        assertEquals(text, Ticks.text(value));
    }

    /** Six tenths minus six steps of a tenth is 1.1e-16 in binary. */
    @Test
    void theRoundingOfASumOfStepsIsNoTick() {
        assertEquals("0", new Ticks(0.1).format(1.1e-16));
        assertEquals("1.1·10⁻¹⁶", new Ticks(1e-16).format(1.1e-16));
    }

    @Test
    void wrongInputIsRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> Axis.linear("x", "").from(1, 1));
        assertThrows(IllegalArgumentException.class, () -> Axis.logarithmic("x", "").from(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Series.of("a", Series.Style.LINE, X, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> new LinePanel("", Axis.linear("x", ""), Axis.linear("y", ""), List.of(Series.level("only", 1))));
        assertThrows(IllegalArgumentException.class, () -> new HistogramPanel("", Axis.linear("x", ""), new double[] {1, 1}));
        assertThrows(IllegalArgumentException.class, () -> new ScatterPanel("", Axis.linear("x", ""), Axis.linear("y", ""), new double[] {Double.NaN}, new double[] {Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> new MatrixPanel("", "a", "b", List.of("0", "1"), new long[][] {{1}}));
        for (String name : List.of("", "A", "../up", "a--b", "a/b", "a.b")) {
            assertThrows(IllegalArgumentException.class, () -> Figure.of(name, "", "", panels().get("dots")), name);
        }
    }
}
