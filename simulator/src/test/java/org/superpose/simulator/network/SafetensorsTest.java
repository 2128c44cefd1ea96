package org.superpose.simulator.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.input.InputException;

class SafetensorsTest {
    @TempDir
    private Path folder;

    /** A file whose header is the given JSON, followed by so many bytes of data, each of them 0. */
    private Path file(String header, int data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return file(ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).array());
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("net.safetensors"), bytes);
    }

    /** Opening (and reading the tensor "a" where that succeeds) must fail with one line that begins with the file's name. */
    private static String refusal(Path file) {
        String message = assertThrows(InputException.class, () -> {
            try (SafetensorsFile opened = SafetensorsFile.open(file)) {
                opened.vector("a");
            }
        }).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertFalse(message.contains("\n"), message);
        return message.substring(file.toString().length() + 2);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBackRoundedToTheElementType(ElementType type) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        double[][] matrix = new double[7][5000];                       // rows of 10 to 40 kB: the reader's buffer of 64 KiB ends within rows
        for (double[] row : matrix) {
            Arrays.setAll(row, i -> random.nextDouble(-3, 3) * Math.pow(10, random.nextInt(-6, 6)));
        }
        double[] vector = {0.0, -0.0, 1.5, -2.25, 1e-30};
        Path file = folder.resolve("net.safetensors");
        new SafetensorsWriter().matrix("a", type, matrix).vector("b", type, vector).metadata("format", "pt").metadata("made \"by\"", "a\nb \u00e4").write(file);
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertEquals(Set.of("a", "b"), read.names());
            assertEquals(Map.of("format", "pt", "made \"by\"", "a\nb \u00e4"), read.metadata());
            double[][] back = read.matrix("a");
            for (int row = 0; row < matrix.length; row++) {
                assertArrayEquals(Arrays.stream(matrix[row]).map(type::rounded).toArray(), back[row]);
            }
            assertArrayEquals(Arrays.stream(vector).map(type::rounded).toArray(), read.vector("b"));
        }
        assertFalse(Files.exists(folder.resolve("net.safetensors.part")));
    }

    /** bfloat16 keeps 8 bits of significand; the spacing above 1 is 2^-7. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0x1.02p0, 0x1.02p0", "0x1.01p0, 0x1.00p0", "0x1.03p0, 0x1.04p0", "0x1.010002p0, 0x1.02p0", "-0x1.03p0, -0x1.04p0", "3.4028234e38, Infinity"})
    void bfloat16RoundsToNearestTiesToEven(String value, String rounded) {
        assertEquals(Double.parseDouble(rounded), ElementType.BF16.rounded(Double.parseDouble(value)));
    }

    /** The layout that the format's own library gives: widest type first and then by name, compact JSON, padded with spaces to 8 bytes. */
    @Test
    void bytesDependOnContentsOnly() throws IOException {
        Path one = folder.resolve("one.safetensors");
        Path two = folder.resolve("two.safetensors");
        double[][] w = {{1, 2}, {-0.5, 4}};
        new SafetensorsWriter().vector("z", ElementType.F64, new double[] {3}).vector("b", ElementType.F32, new double[] {1}).matrix("a", ElementType.F32, w)
                .metadata("k", "v").metadata("j", "u").write(one);
        new SafetensorsWriter().metadata("j", "u").matrix("a", ElementType.F32, w).metadata("k", "v").vector("z", ElementType.F64, new double[] {3})
                .vector("b", ElementType.F32, new double[] {1}).write(two);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));

        String header = "{\"__metadata__\":{\"j\":\"u\",\"k\":\"v\"},\"z\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[8,24]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[24,28]}}";
        header += " ".repeat((8 - header.length() % 8) % 8);
        ByteBuffer expected = ByteBuffer.allocate(8 + header.length() + 28).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII)).putDouble(3).putFloat(1).putFloat(2).putFloat(-0.5f).putFloat(4).putFloat(1);
        assertArrayEquals(expected.array(), Files.readAllBytes(one));
    }

    @Test
    void noPrefixOfAFileIsTaken() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        new SafetensorsWriter().vector("a", ElementType.F32, new double[] {1, 2, 3}).metadata("k", "v").write(whole);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 0; length < bytes.length; length++) {
            refusal(file(Arrays.copyOf(bytes, length)));
        }
    }

    /** A byte changed or cut out at random: read as before, or refused in one line; nothing else happens. */
    @Test
    void damagedFilesAreReadOrRefusedInOneLine() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        new SafetensorsWriter().vector("a", ElementType.F32, new double[] {1, 2, 3}).vector("c", ElementType.BF16, new double[] {1}).metadata("k", "v").write(whole);
        byte[] bytes = Files.readAllBytes(whole);
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int trial = 0; trial < 2000; trial++) {
            byte[] damaged = bytes.clone();
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = random.nextBoolean() ? (byte) random.nextInt() : (byte) "{}[]\":,0199 ".charAt(random.nextInt(12));
            }
            int cut = random.nextInt(damaged.length);
            Path file = file(random.nextInt(4) > 0 ? damaged : ByteBuffer.allocate(bytes.length - 1).put(damaged, 0, cut).put(damaged, cut + 1, bytes.length - cut - 1).array());
            try (SafetensorsFile opened = SafetensorsFile.open(file)) {
                opened.vector("a");
            } catch (InputException e) {
                refused++;
                assertTrue(e.getMessage().startsWith(file + ": ") && !e.getMessage().contains("\n"), e.getMessage());
            }
        }
        assertTrue(refused > 1000, "most of the bytes are header, and damage there must be seen; refused " + refused);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, (16L << 20) + 1, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void absurdHeaderLengthsAreRefusedWithoutAllocation(long length) throws IOException {
        assertTrue(refusal(file(ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array())).contains("header of " + Long.toUnsignedString(length)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "[]|0|must be a JSON object",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} {}|4|no more",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}|4|not the JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|Duplicate",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|4|takes 8 bytes, but its data_offsets hold 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|4|truncated, or its header lies",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|8|longer than its header says",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|no tensor holds bytes 0 to 3",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}|12|\"b\" overlaps",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,4]}}|8|[begin, end]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}|4|[begin, end]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|4|whole numbers from 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}|4|whole numbers from 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}|4|out of range",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}|0|too large to exist",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,99999999999],\"data_offsets\":[0,0]}}|0|expected [outputs]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}|0|holds 0 numbers",
        "{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|unknown dtype \"F33\"",
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}|8|of type I64; F32, F64 and BF16 can be read",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}|4|unknown key \"x\"",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}|4|needs dtype, shape and data_offsets",
        "{\"a\":7}|0|must be an object",
        "{\"__metadata__\":{\"k\":1}}|0|object of strings",
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[[[[[[1]]]]]],\"data_offsets\":[0,4]}}|4|whole numbers from 0",
        "{\"__metadata__\":{\"k\":[[[[[[1]]]]]]}}|0|object of strings",
        "{\"bias.a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|known tensors: bias.a",
        "{\"A\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|did you mean \"A\"?",
    })
    void lyingHeadersAreRefused(String header, int data, String expected) throws IOException {
        String message = refusal(file(header, data));
        assertTrue(message.contains(expected), message);
    }

    /** 2^16 open brackets would overflow the stack of a recursive parser. */
    @Test
    void deepJsonIsRefused() throws IOException {
        refusal(file("{\"a\":" + "[".repeat(1 << 16), 0));
        refusal(file("{\"a\":".repeat(1 << 16), 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersThatAreNotFiniteAreRefusedWithTheirPlace(double value) throws IOException {
        String header = "{\"a\":{\"dtype\":\"F64\",\"shape\":[3],\"data_offsets\":[0,24]}}";
        Path file = file(header, 24);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(8 + header.length() + 8, value);
        String message = refusal(file(bytes));
        assertTrue(message.contains("\"a\" holds " + value + " at [1]"), message);
    }

    @Test
    void namesOfStrangersDoNotBreakTheLine() throws IOException {
        String message = refusal(file("{\"a\\nb\\u0007\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4));
        assertTrue(message.contains("\"a b\""), message);
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertTrue(refusal(folder).contains("not a regular file"));
        assertTrue(refusal(folder.resolve("absent.safetensors")).contains("no such file"));
    }

    @Test
    void writerRefusesWhatNobodyCouldRead() {
        SafetensorsWriter writer = new SafetensorsWriter().vector("a", ElementType.F64, new double[] {1e300});
        assertThrows(IllegalArgumentException.class, () -> writer.vector("a", ElementType.F64, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> writer.vector("b", ElementType.F32, new double[] {1e300}));
        assertThrows(IllegalArgumentException.class, () -> writer.vector("b", ElementType.F64, new double[] {Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> writer.vector("__metadata__", ElementType.F64, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> writer.matrix("b", ElementType.F64, new double[][] {{1, 2}, {3}}));
        assertThrows(IllegalArgumentException.class, () -> writer.vector("b", ElementType.F64, new double[0]));
    }

    @Test
    void otherTensorsOfAStateDictAreLeftAlone() throws IOException {
        Path file = file("{\"steps\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}", 16);
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            assertEquals(List.of("steps", "a"), List.copyOf(opened.names()));
            assertArrayEquals(new double[2], opened.vector("a"));
        }
    }
}
