package org.superpose.simulator.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedInputTest {
    private static final long MIB = 1L << 20;

    @TempDir
    private Path folder;

    @Test
    void plainAndGzipGiveTheSameBytes() throws IOException {
        byte[] data = new byte[300_000];
        new SplittableRandom(1).nextBytes(data);
        data[0] = 'x';
        assertArrayEquals(data, readAll(write("a.bin", data), MIB, MIB));
        assertArrayEquals(data, readAll(write("a.gz", gzip(data)), MIB, MIB));
        assertArrayEquals(data, readAll(write("named-otherwise", gzip(data)), MIB, MIB));
        assertArrayEquals(new byte[0], readAll(write("empty", new byte[0]), MIB, MIB));
        assertArrayEquals(new byte[] {0x1f}, readAll(write("short", new byte[] {0x1f}), MIB, MIB));
    }

    @Test
    void theBoundItselfIsTakenAndOneMoreIsNot() throws IOException {
        Path file = write("a", new byte[1000]);
        assertEquals(1000, readAll(file, 1000, 1000).length);
        assertEquals(file + ": is larger than 999 bytes; make it smaller", refused(file, 999, 1000));
        Path packed = write("a.gz", gzip(new byte[1000]));
        assertEquals(1000, readAll(packed, 1000, 1000).length);
        assertEquals(packed + ": inflates to more than 999 bytes; make it smaller", refused(packed, 1000, 999));
    }

    /** 64 MiB of zeros in 64 KiB: refused by its ratio long before the bound on inflated bytes. */
    @Test
    void aGzipBombIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        Path file = write("bomb.csv.gz", bytes.toByteArray());
        assertEquals(file + ": inflates more than 250-fold, as a gzip bomb does; pack real data", refused(file, MIB, 1L << 40));
    }

    @Test
    void damagedGzipIsOneLine() throws IOException {
        byte[] data = new byte[100_000];
        new SplittableRandom(2).nextBytes(data);
        byte[] packed = gzip(data);
        for (int length : new int[] {2, 9, 5000, packed.length - 4}) {
            Path file = write("cut.gz", Arrays.copyOf(packed, length));
            assertTrue(refused(file, MIB, MIB).matches(".*cut\\.gz: cannot be read \\(.*\\); it may be cut short or damaged"));
        }
        byte[] changed = packed.clone();
        changed[packed.length - 6] ^= 1;                                 // the checksum
        assertTrue(refused(write("changed.gz", changed), MIB, MIB).contains("cannot be read"));
        Path plain = write("plain.gz", "1,2,3".getBytes(StandardCharsets.UTF_8));
        assertEquals(plain + ": is not gzip although its name ends in .gz; compress it or rename it", refused(plain, MIB, MIB));
    }

    @Test
    void textIsUtf8() throws IOException {
        assertEquals("Ω\n", BoundedInput.text(write("t", "\uFEFFΩ\n".getBytes(StandardCharsets.UTF_8)), 100));
        Path latin = write("latin", "a\nb\n\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(latin + ":3: is not UTF-8 text; save it as UTF-8", assertThrows(InputException.class, () -> BoundedInput.text(latin, 100)).getMessage());
    }

    private static String refused(Path file, long bytes, long inflated) {
        String message = assertThrows(InputException.class, () -> readAll(file, bytes, inflated)).getMessage();
        assertEquals(1, message.lines().count());
        return message;
    }

    private static byte[] readAll(Path file, long bytes, long inflated) throws IOException {
        try (InputStream in = BoundedInput.open(file, bytes, inflated)) {
            return in.readAllBytes();
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }
}
