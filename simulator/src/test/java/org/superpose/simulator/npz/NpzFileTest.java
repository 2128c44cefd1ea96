package org.superpose.simulator.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBackBitByBit() throws IOException {
        double[][] a = {{1, -0.0, Double.MIN_VALUE}, {Math.PI, 1e300, -1e-300}};
        double[][] b = {{42}};
        Path file = folder.resolve("a.npz");
        NpzFile.write(file, Map.of("a.b", a, "c", b));
        Map<String, double[][]> read;
        try (InputStream in = Files.newInputStream(file)) {
            read = NpzFile.read(in, 7);
        }
        assertEquals(2, read.size());
        assertArrayEquals(a[0], read.get("a.b")[0]);
        assertArrayEquals(a[1], read.get("a.b")[1]);
        assertArrayEquals(b[0], read.get("c")[0]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> NpzFile.read(Files.newInputStream(file), 6)).getMessage().contains("more than are taken"));
    }

    /** What numpy writes for np.savez(a=np.array([[1.5, -2.0]])). */
    @Test
    void headerIsThatOfNumpy() throws IOException {
        Path file = folder.resolve("n.npz");
        NpzFile.write(file, Map.of("a", new double[][] {{1.5, -2}}));
        byte[] npy;
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
            npy = zip.getInputStream(zip.getEntry("a.npy")).readAllBytes();
        }
        String header = new String(npy, 10, 118, java.nio.charset.StandardCharsets.US_ASCII);
        assertEquals("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }" + " ".repeat(58) + "\n", header);
        assertEquals(128 + 16, npy.length);
    }

    @Test
    void whatIsNoMatrixIsRefused() throws IOException {
        Path file = folder.resolve("b.npz");
        NpzFile.write(file, Map.of("a", new double[][] {{1.5, -2}}));
        byte[] bytes = Files.readAllBytes(file);
        for (int k = 0; k < bytes.length; k += 3) {                 // whatever byte is damaged: an exception that says so, or numbers; nothing else
            byte[] damaged = bytes.clone();
            damaged[k] ^= 0x55;
            try {
                NpzFile.read(new ByteArrayInputStream(damaged), 100);
            } catch (IllegalArgumentException | IOException e) {
                assertTrue(e.getMessage() != null || e instanceof java.io.EOFException, e.toString());
            }
        }
    }
}
