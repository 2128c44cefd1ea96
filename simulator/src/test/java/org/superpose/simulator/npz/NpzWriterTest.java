package org.superpose.simulator.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzWriterTest {
    @TempDir
    private Path folder;

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        try (NpzWriter npz = new NpzWriter(file)) {
            npz.real("screen_x", new double[] {-1, 0, 1.5}, 3);
            npz.complex("field", new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 2, 3);
        }
        return file;
    }

    /** NumPy Enhancement Proposal 1: magic, version 1.0, length of the header, a Python dictionary, padded so that the data begin at a multiple of 64. */
    @Test
    void arraysStandInNumPysFormat() throws IOException {
        try (ZipFile zip = new ZipFile(written("a.npz").toFile()); InputStream in = zip.getInputStream(zip.getEntry("field.npy"))) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals((byte) 0x93, bytes.get());
            byte[] magic = new byte[5];
            bytes.get(magic);
            assertEquals("NUMPY", new String(magic, StandardCharsets.US_ASCII));
            assertEquals(1, bytes.getShort());
            byte[] header = new byte[bytes.getShort()];
            bytes.get(header);
            String text = new String(header, StandardCharsets.US_ASCII);
            assertEquals("{'descr': '<c16', 'fortran_order': False, 'shape': (2, 3), }", text.strip());
            assertTrue(text.endsWith("\n"));
            assertEquals(0, bytes.position() % 64);
            for (int k = 1; k <= 12; k++) {
                assertEquals(k, bytes.getDouble());
            }
            assertEquals(0, bytes.remaining());
        }
    }

    @Test
    void sameArraysMakeTheSameBytes() throws IOException {
        assertArrayEquals(Files.readAllBytes(written("a.npz")), Files.readAllBytes(written("b.npz")));
    }

    @Test
    void wrongShapesAndNamesAreRefused() throws IOException {
        try (NpzWriter npz = new NpzWriter(folder.resolve("c.npz"))) {
            npz.real("a", new double[2], 2);
            assertThrows(IllegalArgumentException.class, () -> npz.real("a", new double[2], 2));
            assertThrows(IllegalArgumentException.class, () -> npz.real("../a", new double[2], 2));
            assertThrows(IllegalArgumentException.class, () -> npz.complex("b", new double[2], 2));
        }
    }
}
