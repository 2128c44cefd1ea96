package org.superpose.optics.element;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for a device is what the device would read, and comes back as the same mask. */
class DevicePictureTest {
    private static final double WAVELENGTH = 532e-9;

    @ParameterizedTest
    @CsvSource({"1024, 768", "1, 1", "13, 7"})
    void mirrorsComeBackFromTheirPicture(int columns, int rows) throws IOException {
        BitSet on = new BitSet();
        new SplittableRandom(1).ints((long) columns * rows / 2 + 1, 0, columns * rows).forEach(on::set);
        MirrorPattern pattern = new MirrorPattern(columns, rows, on);
        byte[] png = pattern.png();
        assertEquals(1, png[24], "bits of a sample, in the header of the file");
        assertEquals(0, png[25], "grey");
        MirrorPattern back = MirrorPattern.ofPng(png, columns, rows);
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(png));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                assertEquals(pattern.isOn(column, row), back.isOn(column, row));
                assertEquals(pattern.isOn(column, row) ? 0xffffffff : 0xff000000, seen.getRGB(column, rows - 1 - row), "y up, on is white");
            }
        }
        Dmd dmd = new Dmd(13.68e-6, Math.toRadians(12), Math.toRadians(19.27), 0.92);
        assertEquals(dmd.show(pattern, 7.5, 7.5, WAVELENGTH).at(columns / 2, rows / 2), dmd.show(back, 7.5, 7.5, WAVELENGTH).at(columns / 2, rows / 2));
    }

    /** The middle sample of a field stays the middle sample, for odd and even sizes. */
    @ParameterizedTest
    @CsvSource({"4, 4, 9, 8", "5, 3, 8, 9", "4, 5, 4, 5"})
    void framedPatternKeepsItsMiddle(int columns, int rows, int deviceColumns, int deviceRows) {
        BitSet on = new BitSet();
        on.set(0);
        on.set(rows / 2 * columns + columns / 2);
        MirrorPattern framed = new MirrorPattern(columns, rows, on).framed(deviceColumns, deviceRows);
        assertTrue(framed.isOn(deviceColumns / 2, deviceRows / 2));
        assertTrue(framed.isOn(deviceColumns / 2 - columns / 2, deviceRows / 2 - rows / 2));
        assertEquals(2, framed.count());
        assertEquals(deviceColumns, framed.columns());
        assertThrows(IllegalArgumentException.class, () -> framed.framed(deviceColumns - 1, deviceRows));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2.2, 0.7})
    void greyLevelsComeBackFromTheirPicture(double gamma) throws IOException {
        GreyCurve curve = GreyCurve.power(2 * Math.PI * 255 / 256, gamma);
        double[] phase = new SplittableRandom(2).doubles(60 * 40, -10, 10).toArray();
        GreyPattern pattern = GreyPattern.of(60, 40, phase, curve);
        byte[] png = pattern.png();
        assertEquals(8, png[24], "bits of a sample, in the header of the file");
        assertEquals(0, png[25], "grey");
        GreyPattern back = GreyPattern.ofPng(png, 60, 40);
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(png));
        for (int s = 0; s < phase.length; s++) {
            assertEquals(pattern.grey(s % 60, s / 60), back.grey(s % 60, s / 60));
            assertEquals(curve.grey(phase[s]), seen.getRaster().getSample(s % 60, 39 - s / 60, 0), "y up");
        }
        assertTrue(Arrays.equals(pattern.phase(curve), back.phase(curve)));
    }

    /** A linear curve has the levels of an eight-bit modulator, so the file and the phases make one mask. */
    @Test
    void fileOfALinearDeviceShowsThePhasesThatWereAsked() {
        double[] phase = new SplittableRandom(3).doubles(20 * 10, -10, 10).toArray();
        Slm slm = Slm.perfect(8e-6, 8);
        byte[] png = GreyPattern.of(20, 10, phase, GreyCurve.linear()).png();
        Mask fromFile = slm.show(20, 10, GreyPattern.ofPng(png, 20, 10).phase(GreyCurve.linear()), 1);
        Mask direct = slm.show(20, 10, phase, 1);
        for (int s = 0; s < phase.length; s++) {
            assertEquals(direct.at(s % 20, s / 20).re(), fromFile.at(s % 20, s / 20).re(), 1e-12);
            assertEquals(direct.at(s % 20, s / 20).im(), fromFile.at(s % 20, s / 20).im(), 1e-12);
        }
    }

    /** Round the circle, whatever the range of the curve: less than a turn, one, or several; against all 256 levels in turn. */
    @ParameterizedTest
    @CsvSource({"4, 1", "6.2586, 1", "6.2586, 2.2", "15, 0.5"})
    void noGreyLevelIsNearerThanTheOneTaken(double range, double gamma) {
        GreyCurve curve = GreyCurve.power(range, gamma);
        new SplittableRandom(4).doubles(2000, -20, 20).forEach(wanted -> {
            double least = Double.POSITIVE_INFINITY;
            for (int grey = 0; grey < GreyCurve.LEVELS; grey++) {
                least = Math.min(least, Math.abs(Math.IEEEremainder(wanted - curve.phase(grey), 2 * Math.PI)));
            }
            assertEquals(least, Math.abs(Math.IEEEremainder(wanted - curve.phase(curve.grey(wanted)), 2 * Math.PI)), 1e-14);
        });
        for (int grey = 0; grey < GreyCurve.LEVELS && range < 2 * Math.PI; grey++) {
            assertEquals(grey, curve.grey(curve.phase(grey) + 4 * Math.PI), "each level stands for its own phase");
        }
    }

    @Test
    void picturesOfAnotherSizeOrKindAreRefusedInOneLine() throws IOException {
        byte[] png = new MirrorPattern(4, 3, new BitSet()).png();
        String message = assertThrows(IllegalArgumentException.class, () -> MirrorPattern.ofPng(png, 1024, 768)).getMessage();
        assertEquals("mirror pattern: no PNG picture of 1024 x 768 pixels (it has 4 x 3 pixels); save it again in the device's size", message);
        message = assertThrows(IllegalArgumentException.class, () -> GreyPattern.ofPng(png, 4, 3)).getMessage();
        assertTrue(message.contains("eight bits of grey"), message);
        byte[] greys = GreyPattern.of(2, 1, new double[] {0, 1}, GreyCurve.linear()).png();
        message = assertThrows(IllegalArgumentException.class, () -> MirrorPattern.ofPng(greys, 2, 1)).getMessage();
        assertTrue(message.contains("column 1, row 0 from the top"), message);
        for (byte[] broken : new byte[][] {{}, {1, 2, 3}, Arrays.copyOf(png, 40), Arrays.copyOf(greys, greys.length - 14), "GIF89a, no PNG".getBytes("US-ASCII")}) {
            message = assertThrows(IllegalArgumentException.class, () -> MirrorPattern.ofPng(broken, 4, 3)).getMessage();
            assertTrue(message.startsWith("mirror pattern: no PNG picture of 4 x 3 pixels") && !message.contains("\n"), message);
        }
        ByteArrayOutputStream colours = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_ARGB), "png", colours);
        assertThrows(IllegalArgumentException.class, () -> GreyPattern.ofPng(colours.toByteArray(), 4, 3));
        assertThrows(IllegalArgumentException.class, () -> MirrorPattern.ofPng(colours.toByteArray(), 4, 3));
    }

    @Test
    void curvesThatFallOrHaveNoEndAreRefused() {
        double[] falling = new double[256];
        String message = assertThrows(IllegalArgumentException.class, () -> GreyCurve.of(falling)).getMessage();
        assertTrue(message.contains("level 1 has 0.0 after 0.0"), message);
        assertThrows(IllegalArgumentException.class, () -> GreyCurve.of(new double[16]));
        assertThrows(IllegalArgumentException.class, () -> GreyCurve.power(1e9, 1));
        assertThrows(IllegalArgumentException.class, () -> GreyCurve.power(6, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> GreyPattern.of(2, 1, new double[] {0, Double.NaN}, GreyCurve.linear()));
        assertThrows(IllegalArgumentException.class, () -> GreyPattern.of(2, 2, new double[3], GreyCurve.linear()));
    }
}
