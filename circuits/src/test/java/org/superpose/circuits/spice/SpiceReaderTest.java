package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.passive.Capacitor;

class SpiceReaderTest {
    private static final String NOISE = "(){}[]=,'\"+-*/^?:;$.\n\r\t 0123456789eEkmuMn\u00b5\ufeff<>&|!#@%xXrRqQvV";

    @TempDir
    private Path folder;

    private static Deck read(String... lines) {
        return new SpiceReader().read("deck", "title\n" + String.join("\n", lines) + "\n");
    }

    private static double voltage(Deck deck, String node) {
        return deck.analyses().get(0).run().get(0).real("v(" + node + ")")[0];
    }

    /** Comments of all kinds, continuation across comments, CRLF, case, a byte order mark. */
    @Test
    void linesAreReadAsDialectsWriteThem() {
        Deck deck = new SpiceReader().read("deck", "\ufeffThe title\r\n* comment\r\nV1 IN 0 ; ten\r\n* between\r\n\r\n+ DC $ volts\r\n   + 10\r\nR1 in Out 1K // upper\r\nr2 OUT gnd 1k $N/A\r\nR3 $N_0001 0 1k\r\nR4 out $N_0001 1t\r\n.OP\r\n.END\r\nnonsense\r\n");
        assertEquals("The title", deck.title());
        assertEquals(5, voltage(deck, "out"), 1e-6);
        assertEquals(List.of(), deck.warnings());
    }

    /** Instances that are copies of one expansion consist of what each would by itself: with pins tied together, on ground and global, subcircuits and models within, arguments, controls and couplings. */
    @Test
    void instancesThatAreAlikeAreExpandedAsIfEachWereAlone() {
        String body = "a b params: r=1k\n.model own d(is=2f rs=r)\n.subckt inner p q\nr1 p n {r}\nc1 n q 1p\n.ends\nxa a m inner\nxb m b inner\nxc a b inner\nq1 vdd m 0 n1\nd1 m b own\nvs m k 0\nf1 a 0 vs 2\nl1 a k 1u\nl2 k b 1u\nkk l1 l2 0.5\ne1 u 0 a b 3\nr1 u vdd {2*r}\n.ends\n";
        String begin = "t\n.global vdd\n.model n1 npn(is=1e-15)\nvdd vdd 0 5\nv1 in 0 1\nr9 out 0 1k\n";
        String[] instances = {"in 0", "in in", "0 out", "out in", "in out r=2k", "out 0 r=2k", "vdd in r=2k", "in own1 r=3k"};
        StringBuilder alike = new StringBuilder(begin).append(".subckt s ").append(body);
        StringBuilder apart = new StringBuilder(begin);
        for (int i = 0; i < instances.length; i++) {
            int arguments = instances[i].indexOf(" r=");
            String nodes = arguments < 0 ? instances[i] : instances[i].substring(0, arguments);
            String stated = arguments < 0 ? "" : instances[i].substring(arguments);
            alike.append("x").append(i).append(' ').append(nodes).append(" s").append(stated).append('\n');
            apart.append(".subckt s").append(i).append(' ').append(body).append("x").append(i).append(' ').append(nodes).append(" s").append(i).append(stated).append('\n');
        }
        assertEquals(new SpiceReader().read("deck", apart + ".op\n").circuit().components(), new SpiceReader().read("deck", alike + ".op\n").circuit().components());
    }

    /** Where instances are copies, a formula still refers to the nodes of its own one. */
    @Test
    void formulasReferToTheirOwnInstance() {
        Deck deck = read(".subckt twice a b", "b1 b 0 v={2*v(a)}", ".ends", "v1 i1 0 1", "v2 i2 0 2", "v3 i3 0 3", "x1 i1 o1 twice", "x2 i2 o2 twice", "x3 i3 o3 twice", "r1 o1 0 1k", "r2 o2 0 1k", "r3 o3 0 1k", ".op");
        for (int i = 1; i <= 3; i++) {
            assertEquals(2 * i, voltage(deck, "o" + i), 1e-9);
        }
    }

    /** A name that stands twice, and a current that nobody has, are named with their places, also within instances. */
    @Test
    void namesThatClashOrLackAreRefusedWhereTheyStand() {
        SpiceException twice = assertThrows(SpiceException.class, () -> read("R1 a 0 1k", "V1 a 0 1", "r1 a 0 2k", ".op"));
        assertTrue(twice.getMessage().startsWith("deck:4:1: r1 stands at deck:2:1 already"), twice.getMessage());
        SpiceException within = assertThrows(SpiceException.class, () -> read(".subckt s a", "R1 a 0 1k", "r1 a 0 2k", ".ends", "V1 a 0 1", "x1 a s", "x2 a s", "x3 a s", ".op"));
        assertTrue(within.getMessage().startsWith("deck:4:1: x1.r1 stands at deck:3:1 already"), within.getMessage());
        SpiceException lacking = assertThrows(SpiceException.class, () -> read("R1 a 0 1k", "V1 a 0 1", "F1 a 0 V2 3", ".op"));
        assertTrue(lacking.getMessage().startsWith("deck:4:1: f1: there is no v2, whose current it uses"), lacking.getMessage());
    }

    /** A Latin-1 micro sign is no UTF-8, and is read all the same. */
    @Test
    void latinOneMicroSignIsMicro() throws IOException {
        Path file = folder.resolve("deck.cir");
        Files.write(file, "t\nV1 a 0 1\nC1 a 0 10\u00b5F\n.op\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(10e-6, ((Capacitor) new SpiceReader().read(file).circuit().component("c1")).capacitance(), 1e-20);
    }

    @Test
    void nestedSubcircuitsTakeParametersFromOutside() {
        Deck deck = read(".param top=1k", ".subckt half a b params: r=1k f=2", ".subckt one p q r=5", "R1 p q {r*f}", ".ends one", ".param rr={r/f}", "X1 a m one r={rr}", "X2 m b one r={rr}", ".ends", "V1 in 0 8", "X9 in out half r={2*top}", "R9 out 0 4k", ".op");
        assertEquals(4, voltage(deck, "out"), 1e-9);                              // two of 2k/2 times 2
        assertEquals(6, voltage(deck, "x9.m"), 1e-9);
    }

    @Test
    void includesAndSectionsComeFromTheFolderOfTheDeck() throws IOException {
        Files.createDirectory(folder.resolve("models"));
        Files.writeString(folder.resolve("models/parts.lib"), "* a library\n.lib fast\n.param r=1k\n.endl fast\n.lib slow\n.param r=3k\n.include more.inc\n.endl slow\n");
        Files.writeString(folder.resolve("models/more.inc"), "R2 out 0 1k\n");
        Path deck = folder.resolve("deck.cir");
        Files.writeString(deck, "t\nV1 in 0 4\nR1 in out {r}\n.lib 'models/parts.lib' slow\n.op\n");
        assertEquals(1, voltage(new SpiceReader().read(deck), "out"), 1e-9);
    }

    @Test
    void filesOutsideTheFolderAreNotRead() throws IOException {
        Files.writeString(folder.resolve("secret.inc"), "R2 out 0 1k\n");
        Path deck = Files.createDirectory(folder.resolve("inner")).resolve("deck.cir");
        Files.writeString(deck, "t\n.include ../secret.inc\nR1 a 0 1k\n");
        assertTrue(assertThrows(SpiceException.class, () -> new SpiceReader().read(deck)).getMessage().contains("outside the folder"));
        Files.writeString(deck, "t\n.include deck.cir\nR1 a 0 1k\n");
        assertTrue(assertThrows(SpiceException.class, () -> new SpiceReader().read(deck)).getMessage().contains("deep"));
    }

    /** Neither by name nor by a link. */
    @Test
    void foldersThatAreAllowedAreNotLeft() throws IOException {
        Path library = Files.createDirectories(folder.resolve("library/sub")).getParent();
        Files.writeString(folder.resolve("secret.inc"), "R2 out 0 1k\n");
        Files.writeString(library.resolve("sub/r.inc"), "R2 out 0 1k\n.include same.inc\n");
        Files.writeString(library.resolve("sub/same.inc"), "R3 out 0 1k\n");
        Files.createSymbolicLink(library.resolve("link.inc"), folder.resolve("secret.inc"));
        Path deck = Files.createDirectory(folder.resolve("decks")).resolve("deck.cir");
        SpiceReader reader = new SpiceReader().withFolders(library);
        Files.writeString(deck, "t\nV1 in 0 3\nR1 in out 1k\n.include sub/r.inc\n.op\n");
        assertEquals(1, voltage(reader.read(deck), "out"), 1e-9);
        assertEquals(1, voltage(reader.read("deck", Files.readString(deck)), "out"), 1e-9);
        for (String name : new String[] {"../secret.inc", "sub/../../secret.inc", "link.inc", folder.resolve("secret.inc").toString()}) {
            Files.writeString(deck, "t\nV1 out 0 1\n.include " + name + "\n.op\n");
            assertTrue(assertThrows(SpiceException.class, () -> reader.read(deck)).getMessage().contains("outside the folder"), name);
        }
    }

    @Test
    void plainCommandsOfControlRunAndTheRestIsSkippedWithOneWarning() {
        Deck deck = read("V1 a 0 dc 1 ac 1", "R1 a b 1k", "C1 b 0 1n", ".control", "op", "print v(b)", "ac dec 5 1 1meg", "plot vdb(b)", "alter r1 = 2k", "op", ".endc", ".end");
        assertEquals(List.of("op", "ac"), deck.analyses().stream().map(DeckAnalysis::kind).toList());
        assertEquals(1, deck.warnings().size(), deck.warnings()::toString);
    }

    @Test
    void commandOfControlRunsOnce() {
        Deck deck = read("V1 a 0 1", "R1 a 0 1k", ".control", "op", "dc v1 0 1 1", "op", ".endc", ".end");
        assertEquals(List.of("op", "dc", "op"), deck.analyses().stream().map(DeckAnalysis::kind).toList());
    }

    @Test
    void deckWithoutAnalysisGivesItsOperatingPointAndAWarning() {
        Deck deck = read("V1 a 0 1", "R1 a 0 1k");
        assertEquals(-1e-3, deck.analyses().get(0).run().get(0).real("i(v1)")[0], 1e-12);
        assertEquals(1, deck.warnings().size());
    }

    @Test
    void savedColumnsAreTheOnlyOnes() {
        Deck deck = read("V1 a 0 1", "R1 a b 1k", "R2 b 0 1k", ".save v(b)", ".dc v1 0 1 0.25 r2 1k 2k 1k");
        ResultTable table = deck.analyses().get(0).run().get(0);
        assertEquals(List.of("v-sweep", "r2", "v(b)"), table.names());
        assertEquals(10, table.size());
        assertEquals(2.0 / 3, table.real("v(b)")[9], 1e-9);
    }

    @Test
    void parametersCanBeSwept() {
        ResultTable table = read(".param r=1k", "V1 a 0 1", "R1 a b {r}", "R2 b 0 1k", ".dc param r 1k 3k 1k").analyses().get(0).run().get(0);
        assertEquals(0.25, table.real("v(b)")[2], 1e-9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"R1 a 0|deck:2:1|resistance is missing", "R1 a 0 1..5k|deck:2:8|not a number", "R1 a 0 0|deck:2:1|0 V source", "R1 a 0 {x}|deck:2:9|not defined", "D1 a 0 nosuch|deck:2:8|not defined", "X1 a 0 nosuch|deck:2:8|not defined",
        "Z1 a 0 1|deck:2:1|not built", "? a 0 1|deck:2:1|no element", ".foo|deck:2:1|not known", "V1 a 0 pulse(0 1 0 -1)|deck:2:8|positive", ".subckt s a|deck:2:1|.ends",
        ".ends|deck:2:1|without", "+ 5|deck:2:1|continues nothing", "R1 a 0 {1|deck:2:8|not closed", ".include x|deck:2:10|cannot be included", "F1 a 0 v9 2|deck:2:1|there is no v9", ".ac dec 10 1k|deck:2:1|frequencies",
        ".dc v1 0 1|deck:2:1|write a sweep", ".tran 1u -5|deck:2:1|positive", ".ic v(zz)=1|deck:2:7|no node", ".noise v(a) r9 dec 1 1 2|deck:2:13|no element", ".options reltol=-1|deck:2:17|tolerance", "R1 a 0 1k foo=3|deck:2:15|not built"})
    void mistakesAreToldWithPlaceAndMend(String line, String place, String words) {
        SpiceException e = assertThrows(SpiceException.class, () -> read(line, "Rok a 0 1k", ".op"));
        assertTrue(e.getMessage().startsWith(place + ": ") && e.getMessage().contains(words), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
    }

    @Test
    void aBracketIsNoTypeOfAModel() {
        SpiceException e = assertThrows(SpiceException.class, () -> read(".model dn)", "D1 a 0 dn", "Rok a 0 1k", ".op"));
        assertTrue(e.getMessage().startsWith("deck:2:1: .model needs a name and a type"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"nmos(level=54), BSIM4", "nmos(level=8), BSIM3", "npn(level=4), VBIC", "njf(level=2), Parker", "nmos(level=2), Meyer", "nmos(level=5), BSIM2", "nmos(level=69), PSP", "nmos(level=10), BSIM-SOI", "nmos(level=73), HiSIM", "nmf(vto=-1), MESFET", "d(tlev=1), tlev", "npn(rco=10), rco", "opamp(gain=3), gain", "vdmos(vto=1), vdmos"})
    void modelsThatAreNotBuiltAreRefusedByName(String model, String words) {
        SpiceException e = assertThrows(SpiceException.class, () -> read("M1 a b 0 0 m", "Q1 a b 0 m", ".model m " + model, ".op"));
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    @Test
    void modelsThatNobodyUsesDoNoHarm() {
        assertEquals(-1e-3, read(".model m bsim(level=54)", "V1 a 0 1", "R1 a 0 1k", ".op").analyses().get(0).run().get(0).real("i(v1)")[0], 1e-12);
    }

    /** A resistance of 0 met on the way is a mistake of the deck, not of ours. */
    @Test
    void mistakesMetWhileRunningAreToldWithTheirPlace() {
        Deck deck = read("V1 a 0 1", "R1 a 0 1k", ".dc r1 -1k 1k 1k");
        assertTrue(assertThrows(SpiceException.class, () -> deck.analyses().get(0).run()).getMessage().startsWith("deck:4:1: r1: resistance"));
    }

    @Test
    void rawFilesHoldTheTable() throws IOException {
        ResultTable table = read("V1 a 0 1", "R1 a b 1k", "R2 b 0 1k", ".dc v1 0 1 0.5").analyses().get(0).run().get(0);
        ByteArrayOutputStream ascii = new ByteArrayOutputStream();
        RawFile.ASCII.write(ascii, "t", table);
        assertTrue(ascii.toString(StandardCharsets.UTF_8).contains("No. Variables: 4\nNo. Points: 3\nVariables:\n\t0\tv-sweep\tvoltage\n\t1\tv(a)\tvoltage\n"), ascii::toString);
        assertTrue(ascii.toString(StandardCharsets.UTF_8).contains("\n 1\t0.5\n\t0.5\n\t0.25\n"), ascii::toString);
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        RawFile.BINARY.write(binary, "t", table);
        String text = binary.toString(StandardCharsets.ISO_8859_1);
        assertEquals(3 * 4 * 8, text.length() - text.indexOf("Binary:\n") - "Binary:\n".length());
    }

    static Stream<String> hostile() {
        StringBuilder tower = new StringBuilder("t\nx0 a s19\n");
        for (int level = 1; level < 20; level++) {
            tower.append(".subckt s").append(level).append(" a\n").append(("x a s" + (level - 1) + "\n").replace("x ", "x1 ")).append("x2 a s").append(level - 1).append("\nx3 a s").append(level - 1).append("\n.ends\n");
        }
        String loop = "t\n.func f(x) {g(x)+g(x)}\n.func g(x) {f(x)+f(x)}\nr1 a 0 {f(1)}\n";
        StringBuilder doubling = new StringBuilder("t\n.param p0=1\n");
        for (int level = 1; level < 60; level++) {
            doubling.append(".param p").append(level).append("={p").append(level - 1).append("+p").append(level - 1).append("*p").append(level - 1).append("}\n");
        }
        return Stream.of(tower.append(".subckt s0 a\nr1 a 0 1\n.ends\n").toString(), loop, doubling + "r1 a 0 {p59}\n.end\nx", "t\nr1 a 0 {" + "(".repeat(200_000) + "1\n", "t\nx1 a s\n.subckt s a\nx1 a s\n.ends\n",
                "t\nr1 a 0 1\nv1 a 0 pwl(" + "1 ".repeat(400_001) + ")\n", "t\nr1 a 0 1\n.dc v1 0 1 1e-300\n", "t\nv1 a 0 1\nr1 a 0 1\n.ac dec 1000000 1 1e30\n");
    }

    /** A billion components, functions without end, parentheses without number: nothing hangs, and the memory of the run is not eaten up. */
    @ParameterizedTest
    @MethodSource("hostile")
    void decksOfHostileSizeAreRefusedQuickly(String deck) {
        assertTimeoutPreemptively(Duration.ofSeconds(300), () -> {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long begin = threads.getCurrentThreadCpuTime();                     // the machine may be busy with something else
            try {
                assertTrue(new SpiceReader().read("deck", deck).circuit().components().size() < 10);
            } catch (SpiceException e) {
                assertTrue(e.getMessage().startsWith("deck:"), e::getMessage);
            }
            assertTrue(threads.getCurrentThreadCpuTime() - begin < TimeUnit.SECONDS.toNanos(30), "half a minute of computing");
        });
    }

    /** Values whose mixed bits agree in the half that the hash of an instance takes: by going back through the mixing ({@code Elaboration.Alike}). */
    @Test
    void instancesWhoseHashesAllCollideAreReadAsQuicklyAsOthers() {
        int count = 60_000;
        StringBuilder deck = new StringBuilder("t\n.subckt s a r=1\nr1 a 0 {r}\n.ends\n");
        long undoFirst = inverse(0xBF58476D1CE4E5B9L);
        long undoSecond = inverse(0x94D049BB133111EBL);
        for (int made = 0, low = 0; made < count; low += 0x10001) {
            long mixed = (0x12345678L << 32 | low & 0xFFFFFFFFL) * undoSecond;
            double value = Double.longBitsToDouble((mixed ^ mixed >>> 32) * undoFirst - "r".hashCode() * 0x9E3779B97F4A7C15L);
            if (Math.abs(value) > 1e-9 && Math.abs(value) < 1e9) {
                deck.append('x').append(made++).append(" a s r=").append(value).append('\n');
            }
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        assertEquals(count, new SpiceReader().read("deck", deck.toString()).circuit().components().size());
        assertTrue(threads.getCurrentThreadCpuTime() - begin < TimeUnit.SECONDS.toNanos(30), "half a minute of computing");
    }

    /** Of an odd number modulo 2⁶⁴, by Newton's method. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    @Test
    void spoiltDecksEndInSpiceExceptionsOnly() throws IOException {
        int refused = 0;
        for (int trial = 0; trial < 1500; trial++) {
            refused += survives(trial) ? 0 : 1;
        }
        assertTrue(refused > 300, "only " + refused + " refused: the changes are too mild");
    }

    @Test
    @Tag("slow")
    void spoiltDecksEndInSpiceExceptionsOnlyForTenMinutes() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("superpose.fuzz.seconds", 600));
        for (int trial = 1500; System.nanoTime() < end; trial++) {
            survives(trial);
        }
    }

    /** A deck of the corpus with pieces cut, doubled, moved from another one and spoilt, all from the number of the trial: it is read, or the reader's own exception comes out. */
    private static boolean survives(int trial) throws IOException {
        List<String> corpus = corpus();
        Random random = new Random(trial);
        StringBuilder deck = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
        for (int change = random.nextInt(6); change >= 0; change--) {
            int at = random.nextInt(deck.length());
            int to = Math.min(deck.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> deck.delete(at, Math.min(to, deck.length() - 1));
                case 1 -> deck.insert(at, deck.substring(at, to).repeat(1 + random.nextInt(3)));
                case 2 -> deck.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
                case 3 -> {
                    String other = corpus.get(random.nextInt(corpus.size()));
                    int from = random.nextInt(other.length());
                    deck.insert(at, other, from, Math.min(other.length(), from + random.nextInt(60)));
                }
                default -> deck.setCharAt(at, NOISE.charAt(random.nextInt(NOISE.length())));
            }
        }
        try {
            new SpiceReader().read("deck", deck.toString());
            return true;
        } catch (SpiceException e) {
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("trial " + trial + ": " + e + " from\n" + deck, e);
        }
    }

    private static List<String> corpus() throws IOException {
        List<String> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/decks"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".cir")).sorted().toList()) {
                corpus.add(Files.readString(file));
            }
        }
        return corpus;
    }

    /** dv/dR1 = −V R2/(R1 + R2)², and a per cent of R1 of that; the gain of the controlled source and a model parameter have the names of the card. */
    @Test
    void sensitivitiesAreTables() {
        Deck deck = new SpiceReader().read("t", "t\nV1 in 0 10\nX1 in out d\nR9 out 0 1k\nD1 x 0 m\nG1 0 x out 0 1m\n.model m d(is=1e-14)\n.subckt d a b\nR1 a b 1k\n.ends\n.sens v(out)\n.sens v(x)\n");
        List<ResultTable> tables = deck.analyses().get(0).run();
        assertEquals(List.of("sens", "sens-percent"), tables.stream().map(ResultTable::kind).toList());
        assertEquals(-10e3 / 4e6, tables.get(0).real("r.x1.r1")[0], 1e-11);
        assertEquals(-10e3 / 4e6 * 10, tables.get(1).real("r.x1.r1")[0], 1e-10);
        assertEquals(0.5, tables.get(0).real("v1")[0], 1e-9);
        ResultTable diode = deck.analyses().get(1).run().get(0);
        assertTrue(diode.real("d1:is")[0] < 0 && diode.real("g1:p1")[0] > 0, diode.names().toString());
        Deck named = new SpiceReader().read("t", "t\nV1 ac 0 dc 1 ac 1\nR1 ac b 1k\nR2 b 0 1k\n.sens v(b, ac)\n.sens v(ac) ac lin 1 1k 1k\n");
        assertEquals(-0.5, named.analyses().get(0).run().get(0).real("v1")[0], 1e-9);
        assertEquals(1, named.analyses().get(1).run().get(0).real("v1_acmag")[0], 1e-9);
        assertThrows(SpiceException.class, () -> new SpiceReader().read("t", "t\nV1 a 0 1\nR1 a b 1\nR2 b 0 1\n.sens v(a) b\n"));
        assertThrows(SpiceException.class, () -> new SpiceReader().read("t", "t\nV1 a 0 1\nR1 a 0 1\n.sens v(a) v(b) v(c)\n"));
        assertThrows(SpiceException.class, () -> new SpiceReader().read("t", "t\nV1 a 0 1\nR1 a 0 1\n.sens v(a) ac dec 10\n"));
    }

    /** Y = 1/(1 + jωRC), dY/dC = −jωR Y². */
    @Test
    void sensitivitiesOfPhasorsAreATable() {
        Deck deck = new SpiceReader().read("t", "t\nV1 in 0 dc 0 ac 1\nR1 in out 1k\nC1 out 0 0.1u\n.sens v(out) ac dec 1 100 10k\n");
        ResultTable table = deck.analyses().get(0).run().get(0);
        assertEquals("sens-ac", table.kind());
        assertEquals(List.of("frequency", "v1_acmag", "v1_acphase", "r1", "c1"), table.names());
        double x = 2 * Math.PI * 1e3 * 1e-4;
        double square = (1 + x * x) * (1 + x * x);
        assertEquals(-2 * Math.PI * 1e6 * 2 * x / square, table.real("c1")[1], 1e-2);
        assertEquals(-2 * Math.PI * 1e6 * (1 - x * x) / square, table.imaginary(4)[1], 1e-2);
    }
}
