package org.superpose.optics.fourier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformLawsTest {
    /** Rounding of transforms of a few hundred unit numbers: log₂ n steps of 1e-16 on sums of √n. */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @CsvSource({"8, 8", "7, 8", "16, 5", "9, 27", "1, 6", "13, 1", "31, 33"})
    void centredTransformIsTheSumWithItsOriginInTheMiddle(int nx, int ny) {
        double[] field = random(nx * ny, 1);
        for (boolean forward : new boolean[] {true, false}) {
            double[] out = new double[2 * nx * ny];
            new CentredTransform(nx, ny, 1).transform(forward, rows(field, nx), 0.5, out);
            double turn = forward ? 1 : -1;
            assertArrayEquals(directSum(field, nx, ny, nx, ny, turn / nx, turn / ny, 0.5), out, ROUNDING);
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 8, 8, 0.125, 0.125", "7, 9, 12, 5, 0.01, 0.3", "16, 5, 3, 20, -0.021, 0.7", "1, 30, 4, 1, 0.3, -0.011"})
    void zoomedTransformIsTheSumAtAnyFrequencies(int nx, int ny, int mx, int my, double ax, double ay) {
        double[] field = random(nx * ny, 2);
        double[] out = new double[2 * mx * my];
        new ZoomedTransform(nx, ny, mx, my, ax, ay, 1).transform(rows(field, nx), 2, out);
        assertArrayEquals(directSum(field, nx, ny, mx, my, ax, ay, 2), out, ROUNDING);
    }

    /** a k² reaches 10⁹ turns here; a chirp rounded in double precision would err by 1e-7. */
    @Test
    void chirpsOfManyTurnsLoseNoDigits() {
        int n = 6001;
        int m = 3;
        double[] field = random(n, 3);
        double a = 103.7123;
        double[] out = new double[2 * m];
        new ZoomedTransform(n, 1, m, 1, a, 1, 1).transform(rows(field, n), 1.0 / Math.sqrt(n), out);
        double[] sum = new double[2 * m];
        for (int p = 0; p < m; p++) {
            for (int i = 0; i < n; i++) {
                long kl = (long) (i - n / 2) * (p - m / 2);
                double phase = -2 * Math.PI * Math.IEEEremainder(Math.IEEEremainder(a, 1) * kl, 1);
                sum[2 * p] += (field[2 * i] * Math.cos(phase) - field[2 * i + 1] * Math.sin(phase)) / Math.sqrt(n);
                sum[2 * p + 1] += (field[2 * i] * Math.sin(phase) + field[2 * i + 1] * Math.cos(phase)) / Math.sqrt(n);
            }
        }
        assertArrayEquals(sum, out, 1e-11);
    }

    /** Whatever the order, each place holds the sum at its frequency, each frequency has its place, and the way back returns the samples. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 12, 16, 32, 64, 128, 1024, 2048, 4096})
    void unorderedSpectrumIsTheOrderedOneElsewhere(int n) {
        UnorderedTransform transform = new UnorderedTransform(n);
        double[] field = random(n + 3, 7);
        double[] spectrum = field.clone();
        transform.toSpectrum(spectrum, 2);
        double[] sum = directSum(Arrays.copyOfRange(field, 2, 2 * n + 2), n, 1, n, 1, 1.0 / n, 1, 1);           // origins in the middle
        int[] frequencies = transform.frequencies();
        for (int k = 0; k < n; k++) {
            double back = -2 * Math.PI * (frequencies[k] * (n / 2) % n) / n;
            int at = 2 * (frequencies[k] + n / 2);
            assertEquals(sum[at] * Math.cos(back) - sum[at + 1] * Math.sin(back), spectrum[2 * k + 2], ROUNDING * Math.sqrt(n));
            assertEquals(sum[at] * Math.sin(back) + sum[at + 1] * Math.cos(back), spectrum[2 * k + 3], ROUNDING * Math.sqrt(n));
        }
        assertEquals(n, Arrays.stream(frequencies).distinct().count());
        transform.fromSpectrumTimesLength(spectrum, 2);
        for (int k = 2; k < 2 * n + 2; k++) {
            assertEquals(field[k], spectrum[k] / n, ROUNDING);
        }
        assertEquals(field[1], spectrum[1], 0, "what stands before is left alone");
        assertEquals(field[2 * n + 2], spectrum[2 * n + 2], 0, "and what stands behind");
    }

    /** A filter that moves each frequency's phase by whole samples moves the field; padded, it moves it out of the window and not around. */
    @ParameterizedTest
    @CsvSource({"8, 8, 8, 8", "7, 5, 7, 5", "8, 6, 16, 12", "7, 9, 15, 18", "20, 40, 64, 128"})
    void linearPhaseMovesTheField(int nx, int ny, int paddedX, int paddedY) {
        double[] field = random(nx * ny, 4);
        double[] out = new double[2 * nx * ny];
        int shiftX = 2;
        int shiftY = 3;
        FourierFilter filter = new FourierFilter(nx, ny, paddedX, paddedY, 1);
        FourierFilter.Sums sums = filter.filter(rows(field, nx), shift(filter, shiftX, shiftY), out);
        double power = 0;
        double kept = 0;
        for (int j = 0; j < ny; j++) {
            for (int i = 0; i < nx; i++) {
                int fromX = Math.floorMod(i - shiftX, paddedX);
                int fromY = Math.floorMod(j - shiftY, paddedY);
                for (int part = 0; part < 2; part++) {
                    double expected = fromX < nx && fromY < ny ? field[2 * (fromY * nx + fromX) + part] : 0;
                    assertEquals(expected, out[2 * (j * nx + i) + part], ROUNDING);
                    power += field[2 * (j * nx + i) + part] * field[2 * (j * nx + i) + part];
                    kept += expected * expected;
                }
            }
        }
        assertEquals(power, sums.tallies()[0] / paddedX / paddedY, ROUNDING * power, "Parseval");
        assertEquals(power, sums.in(), ROUNDING * power);
        assertEquals(kept, sums.out(), ROUNDING * power);
    }

    @Test
    void bitsDoNotDependOnTheNumberOfThreads() {
        int nx = 60;
        int ny = 45;
        double[] field = random(nx * ny, 5);
        double[][] filtered = new double[3][2 * nx * ny];
        double[][] centred = new double[3][2 * nx * ny];
        double[][] zoomed = new double[3][2 * 50 * 70];
        FourierFilter.Sums[] sums = new FourierFilter.Sums[3];
        for (int run = 0; run < 3; run++) {
            int threads = new int[] {1, 2, 7}[run];
            FourierFilter filter = new FourierFilter(nx, ny, 128, 100, threads);
            sums[run] = filter.filter(rows(field, nx), shift(filter, 1, 1), filtered[run]);
            new CentredTransform(nx, ny, threads).transform(true, rows(field, nx), 1, centred[run]);
            new ZoomedTransform(nx, ny, 50, 70, 0.01, 0.02, threads).transform(rows(field, nx), 1, zoomed[run]);
        }
        for (int run = 1; run < 3; run++) {
            assertArrayEquals(filtered[0], filtered[run], 0);
            assertArrayEquals(sums[0].tallies(), sums[run].tallies(), 0);
            assertEquals(sums[0].in(), sums[run].in(), 0);
            assertEquals(sums[0].out(), sums[run].out(), 0);
            assertArrayEquals(centred[0], centred[run], 0);
            assertArrayEquals(zoomed[0], zoomed[run], 0);
        }
    }

    /** 16384 and the prime 16411 are lengths from which on JTransforms by itself would start its pool. */
    @Test
    void noThreadIsLeftRunning() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int length : new int[] {16384, 16411}) {
            double[] field = random(2 * length, 6);
            new CentredTransform(length, 2, 2).transform(true, rows(field, length), 1, new double[4 * length]);
            FourierFilter filter = new FourierFilter(length, 2, length, 4, 2);
            filter.filter(rows(field, length), shift(filter, 1, 1), new double[4 * length]);
        }
        Set<String> left = Thread.getAllStackTraces().keySet().stream().filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().matches("(?i).*(optics|pool|fft|transform).*")).map(Thread::getName).collect(Collectors.toSet());
        assertEquals(Set.of(), left);
    }

    @Test
    void failureInAnyThreadReachesTheCaller() {
        RowSource broken = (j, into, offset) -> {
            if (j == 7) {
                throw new IllegalStateException("row 7");
            }
        };
        for (int threads : new int[] {1, 2}) {
            assertThrows(IllegalStateException.class, () -> new CentredTransform(4, 8, threads).transform(true, broken, 1, new double[64]));
        }
    }

    @Test
    void fastLengthsArePowersOfTwoOrHaveNoPrimeFactorAboveFive() {
        assertEquals(1, Fourier1D.fastLength(1));
        assertEquals(2, Fourier1D.fastLength(2));
        assertEquals(2048, Fourier1D.fastLength(2000));
        assertEquals(8, Fourier1D.fastLength(7));
        assertEquals(2048, Fourier1D.fastLength(2048));
        assertEquals(2160, Fourier1D.fastLength(2049));
        assertThrows(IllegalArgumentException.class, () -> new Fourier1D(0));
        assertThrows(IllegalArgumentException.class, () -> new FourierFilter(4, 4, 3, 4, 1));
    }

    private static TransferFunction shift(FourierFilter filter, int shiftX, int shiftY) {
        int[] fx = filter.frequenciesX();
        int[] fy = filter.frequenciesY();
        return new TransferFunction() {
            @Override
            public int tallies() {
                return 1;
            }

            @Override
            public void multiply(int place, double[] column, int offset, double[] tally, int at) {
                for (int n = 0; n < fy.length; n++) {
                    double phase = -2 * Math.PI * ((double) fx[place] * shiftX / fx.length + (double) fy[n] * shiftY / fy.length);
                    double re = column[offset + 2 * n];
                    double im = column[offset + 2 * n + 1];
                    tally[at] += re * re + im * im;
                    column[offset + 2 * n] = re * Math.cos(phase) - im * Math.sin(phase);
                    column[offset + 2 * n + 1] = re * Math.sin(phase) + im * Math.cos(phase);
                }
            }
        };
    }

    private static double[] directSum(double[] field, int nx, int ny, int mx, int my, double ax, double ay, double factor) {
        double[] out = new double[2 * mx * my];
        for (int q = 0; q < my; q++) {
            for (int p = 0; p < mx; p++) {
                for (int j = 0; j < ny; j++) {
                    for (int i = 0; i < nx; i++) {
                        double phase = -2 * Math.PI * (ax * (i - nx / 2) * (p - mx / 2) + ay * (j - ny / 2) * (q - my / 2));
                        int from = 2 * (j * nx + i);
                        int to = 2 * (q * mx + p);
                        out[to] += factor * (field[from] * Math.cos(phase) - field[from + 1] * Math.sin(phase));
                        out[to + 1] += factor * (field[from] * Math.sin(phase) + field[from + 1] * Math.cos(phase));
                    }
                }
            }
        }
        return out;
    }

    private static RowSource rows(double[] field, int nx) {
        return (j, into, offset) -> System.arraycopy(field, 2 * j * nx, into, offset, 2 * nx);
    }

    private static double[] random(int samples, long seed) {
        return new SplittableRandom(seed).doubles(2L * samples, -1, 1).toArray();
    }
}
