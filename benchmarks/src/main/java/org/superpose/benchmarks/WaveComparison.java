package org.superpose.benchmarks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.superpose.optics.bench.Cells;
import org.superpose.optics.bench.LinearBench;
import org.superpose.optics.bench.OpticalBench;
import org.superpose.optics.bench.TransferMatrix;
import org.superpose.optics.propagation.AngularSpectrum;
import org.superpose.optics.propagation.Surroundings;
import org.superpose.optics.source.GaussianBeam;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/**
 * Propagation by the angular spectrum against scipy.fft: in each round every task once in turn, our own in this process, scipy's in another that waits meanwhile. A step is a forward transform, the product with a transfer function
 * that is kept, and an inverse transform, ours with the powers of its certificate. And a bench of one distance between 64 pixels and 32 balanced pairs, wave against matrix. That all find the same is checked on the way.
 * <p>{@code java -cp benchmarks/target/benchmarks.jar org.superpose.benchmarks.WaveComparison [rounds [samples]]}; asks for python3 with scipy.
 */
public final class WaveComparison {
    private static final double WAVELENGTH = 633e-9;
    private static final double STEP = 4e-6;
    private static final double DISTANCE = 0.01;
    private static final int WARMING = 5;
    /** Rounding of a phase of 10⁵ rad, twice. */
    private static final double AGREEMENT = 1e-10;
    private static final int PRODUCTS = 10_000;

    /** Takes the field, then a line for each step, that it answers with seconds on the clock and of the processor; in the end it sends the field. */
    private static final String SCIPY = """
            import sys, time
            import numpy as np, scipy.fft as sf
            n, wavelength, step, distance = int(sys.argv[1]), *map(float, sys.argv[2:])
            field = np.frombuffer(sys.stdin.buffer.read(16 * n * n), dtype='<c16').reshape(n, n)
            u = (wavelength * sf.fftfreq(n, step)) ** 2
            u = u[:, None] + u[None, :]
            transfer = np.exp(-2j * np.pi * distance / wavelength * u / (1 + np.sqrt(1 - u)))
            del u
            for line in sys.stdin.buffer:
                if line.strip() == b'end':
                    break
                wall, processor = time.perf_counter(), time.process_time()
                spectrum = sf.fft2(field, workers=1)
                spectrum *= transfer
                out = sf.ifft2(spectrum, workers=1, overwrite_x=True)
                sys.stdout.buffer.write(b'%.9f %.9f\\n' % (time.perf_counter() - wall, time.process_time() - processor))
                sys.stdout.buffer.flush()
            sys.stdout.buffer.write(out.astype('<c16').tobytes())
            """;

    private final Map<String, List<double[]>> times = new LinkedHashMap<>();         // [s] on the clock, [s] of the processor

    private WaveComparison() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int samples = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2048;
        new WaveComparison().run(rounds, samples);
    }

    private void run(int rounds, int samples) throws IOException, InterruptedException {
        Grid grid = Grid.square(samples, STEP);
        Grid padded = Grid.square(2 * samples, STEP);
        Wavefront light = Laser.of(WAVELENGTH).emit(GaussianBeam.ofWaist(samples * STEP / 8).at(40 * STEP, -70 * STEP).tilted(0.01, 0.02), grid);
        Wavefront framed = Wavefront.computed(padded, WAVELENGTH, into -> {
            for (int j = 0; j < samples; j++) {
                light.copyRow(j, into, 2 * ((j + samples / 2) * 2 * samples + samples / 2));
            }
        });
        AngularSpectrum one = AngularSpectrum.over(grid, WAVELENGTH, DISTANCE, Surroundings.PERIODIC, 1);
        AngularSpectrum two = AngularSpectrum.over(grid, WAVELENGTH, DISTANCE, Surroundings.PERIODIC, 2);
        AngularSpectrum pruned = AngularSpectrum.over(grid, WAVELENGTH, DISTANCE);
        AngularSpectrum whole = AngularSpectrum.over(padded, WAVELENGTH, DISTANCE, Surroundings.PERIODIC, 1);
        Process python = new ProcessBuilder("python3", "-c", SCIPY, Integer.toString(samples), Double.toString(WAVELENGTH), Double.toString(STEP), Double.toString(DISTANCE))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (OutputStream commands = python.getOutputStream(); DataInputStream answers = new DataInputStream(new BufferedInputStream(python.getInputStream()))) {
            ByteBuffer bytes = ByteBuffer.allocate(16 * grid.size()).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(light.samples());
            commands.write(bytes.array());
            LinearBench bench = bench(light);
            System.err.println("matrix of a bench, detector by detector");
            TransferMatrix matrix = bench.adjoint();
            double[] inputs = new SplittableRandom(1).doubles(2L * bench.sources().count(), -1, 1).toArray();
            double[] outputs = bench.detectors().project(bench.wave(inputs));
            for (int round = -WARMING; round < rounds; round++) {
                time("step, superpose", round, 1, () -> one.apply(light));
                timeScipy(round, commands, answers);
                time("step, superpose, 2 threads", round, 1, () -> two.apply(light));
                time("padded, superpose", round, 1, () -> pruned.apply(light));
                time("padded, nothing left out", round, 1, () -> whole.apply(framed));
                time("bench, matrix", round, PRODUCTS, () -> matrix.apply(inputs));
                time("bench, wave", round, 1, () -> bench.wave(inputs));
                System.err.printf(Locale.ROOT, "\r%s %d of %d ", round < 0 ? "warming" : "round", round < 0 ? round + WARMING + 1 : round + 1, round < 0 ? WARMING : rounds);
            }
            commands.write("end\n".getBytes(StandardCharsets.US_ASCII));
            commands.flush();
            answers.readFully(bytes.array());
            double[] theirs = new double[2 * grid.size()];
            bytes.asDoubleBuffer().get(theirs);
            print(disagreement(one.apply(light).samples(), theirs, AGREEMENT), disagreement(outputs, matrix.apply(inputs), 1e-12));
        }
        python.waitFor();
    }

    /** 8 × 8 pixels of a mask and 4 × 8 balanced pairs, 10 mm apart. */
    private static LinearBench bench(Wavefront light) {
        Grid grid = light.grid();
        Wavefront reference = Laser.of(WAVELENGTH).emit(GaussianBeam.ofWaist(grid.width() / 6), grid);
        return LinearBench.of(new Cells(light, Cells.array(8, 8, grid.width() / 32, 0.9, 0, 0)), new OpticalBench().travel(DISTANCE).on(grid, WAVELENGTH),
                new Cells(reference, Cells.array(4, 8, grid.width() / 16, 0.5, 0, 0)));
    }

    private void time(String task, int round, int times, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long wall = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        for (int t = 0; t < times; t++) {
            work.run();
        }
        keep(task, round, (System.nanoTime() - wall) * 1e-9 / times, (threads.getCurrentThreadCpuTime() - processor) * 1e-9 / times);
    }

    private void timeScipy(int round, OutputStream commands, DataInputStream answers) throws IOException {
        commands.write("step\n".getBytes(StandardCharsets.US_ASCII));
        commands.flush();
        StringBuilder line = new StringBuilder();
        for (int c = answers.readUnsignedByte(); c != '\n'; c = answers.readUnsignedByte()) {
            line.append((char) c);
        }
        String[] seconds = line.toString().split(" ");
        keep("step, scipy", round, Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
    }

    private void keep(String task, int round, double wall, double processor) {
        if (round >= 0) {
            times.computeIfAbsent(task, key -> new ArrayList<>()).add(new double[] {wall, processor});
        }
    }

    private static double disagreement(double[] ours, double[] theirs, double allowed) {
        double worst = 0;
        double peak = 0;
        for (int k = 0; k < ours.length; k++) {
            worst = Math.max(worst, Math.abs(ours[k] - theirs[k]));
            peak = Math.max(peak, Math.abs(ours[k]));
        }
        if (!(worst <= allowed * peak)) {
            throw new IllegalStateException("the results differ by " + worst / peak + " of their peak");
        }
        return worst / peak;
    }

    private void print(double fields, double outputs) {
        System.err.println();
        System.out.printf(Locale.ROOT, "%-28s %12s %12s %12s%n", "task", "min [ms]", "median [ms]", "min CPU [ms]");
        times.forEach((task, values) -> System.out.printf(Locale.ROOT, "%-28s %12.4g %12.4g %12s%n", task, 1e3 * sorted(task, 0)[0], 1e3 * Main.median(sorted(task, 0)), processor(task, 1e3)));
        System.out.printf(Locale.ROOT, "%n%-52s %8s %8s %8s %8s%n", "ratio of", "minima", "medians", "CPU", "asked");
        ratio("step, superpose", "step, scipy", "1.1");
        ratio("step, superpose, 2 threads", "step, superpose", "0.77");
        ratio("padded, superpose", "padded, nothing left out", "0.75");
        ratio("bench, matrix", "bench, wave", "1e-4");
        System.out.printf(Locale.ROOT, "largest difference over the peak: fields %.1e, outputs of the bench %.1e%n", fields, outputs);
    }

    private void ratio(String task, String reference, String asked) {
        System.out.printf(Locale.ROOT, "%-52s %8.3g %8.3g %8s %8s%n", task + " / " + reference, sorted(task, 0)[0] / sorted(reference, 0)[0],
                Main.median(sorted(task, 0)) / Main.median(sorted(reference, 0)), processor(task, 1 / sorted(reference, 1)[0]), asked);
    }

    /** Of this thread only, so nothing where others work too. */
    private String processor(String task, double scale) {
        return task.contains("threads") ? "" : String.format(Locale.ROOT, "%.3g", scale * sorted(task, 1)[0]);
    }

    private double[] sorted(String task, int which) {
        return times.get(task).stream().mapToDouble(time -> time[which]).sorted().toArray();
    }
}
