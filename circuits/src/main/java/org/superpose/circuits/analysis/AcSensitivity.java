package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.sparse.LuFactorization;

/**
 * How much the response to a small signal changes with numbers of the circuit, the movement of the operating point included. With {@code A = G + jωC}, {@code A X = b}, {@code Y = eᵀ X} and the adjoint {@code Aᵀ μ = e},
 * {@code dY/dp = μᵀ ∂b/∂p − μᵀ (∂A/∂p) X − Σ_k h_k dx_k/dp}, {@code h_k = μᵀ (∂A/∂x_k) X}. Since {@code G dx/dp = −∂f/∂p} at the operating point, a second adjoint in direct current, {@code Gᵀ η = h}, makes the last sum {@code +ηᵀ ∂f/∂p}
 * (S. Director and R. Rohrer, <i>The generalized adjoint network and network sensitivities</i>, IEEE Trans. Circuit Theory 16, 318, 1969, for the first two terms; the last is the chain rule through the operating point).
 * <p>Cost: for each frequency a factorisation and a solution, and for each output there one transposed solution in AC and two in direct current (real and imaginary part of h), whatever the number of parameters. Devices are evaluated four times for each
 * of their unknowns ({@code ∂A/∂x}) and four times for each of their numbers; each number then costs a sum over the entries of its own devices for each frequency and output. Solutions of all frequencies are kept meanwhile, four vectors of the circuit's
 * size for each output and frequency, and all slopes; more than 50 million numbers are refused.
 *
 * @param settings    how exactly and at which temperature the operating point is found
 * @param outputs     what changes, at least one
 * @param parameters  what it changes with
 * @param frequencies [Hz], not negative
 * @param near        node voltages near which to look for the operating point first [V]
 */
public record AcSensitivity(Settings settings, List<Output> outputs, Parameters parameters, Sweep frequencies, Map<String, Double> near) {
    /** That are held at once: slopes, and the solutions that they follow from, four hundred megabytes. */
    private static final long MOST_NUMBERS = 50_000_000;

    public AcSensitivity {
        outputs = List.copyOf(outputs);
        near = Map.copyOf(near);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a sensitivity is one of an output; name a node or a branch current");
        }
        for (double frequency : frequencies.values()) {
            if (!(frequency >= 0)) {
                throw new IllegalArgumentException("frequencies must not be negative [Hz], got " + frequency);
            }
        }
    }

    /** Of a node, or a branch current, after every number, at 27 °C. */
    public AcSensitivity(String output, Sweep frequencies) {
        this(Settings.standard(), List.of(Output.of(output)), Parameters.all(), frequencies, Map.of());
    }

    /** Of these outputs. */
    public AcSensitivity of(Output... others) {
        return new AcSensitivity(settings, List.of(others), parameters, frequencies, near);
    }

    /** After these numbers. */
    public AcSensitivity after(Parameters others) {
        return new AcSensitivity(settings, outputs, others, frequencies, near);
    }

    /** At another temperature [K]. */
    public AcSensitivity at(double temperature) {
        return with(settings.at(temperature));
    }

    public AcSensitivity with(Settings other) {
        return new AcSensitivity(other, outputs, parameters, frequencies, near);
    }

    /** Looks for the operating point first near these node voltages [V]. */
    public AcSensitivity near(Map<String, Double> voltages) {
        return new AcSensitivity(settings, outputs, parameters, frequencies, voltages);
    }

    /** Runs it. */
    public AcSensitivityResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public AcSensitivityResult run(CircuitPlan plan) {
        double[][] rows = outputs.stream().map(output -> output.row(plan)).toArray(double[][]::new);
        Parameters.Chosen chosen = parameters.in(plan.circuit(), settings.environment());
        bounded(plan, chosen.list().size());
        Bias bias = new Bias(plan, settings, near);
        Adjoints adjoints = new Adjoints(bias, rows, frequencies.values());
        double[][][][] gradient = new double[frequencies.values().length][rows.length][2][chosen.list().size()];
        new DeviceSlopes(bias, settings).after(chosen, (parameter, planned, device, slopes, width) -> adjoints.add(planned, device, slopes, width, gradient, parameter));
        for (double[][][] ofOutputs : gradient) {
            for (double[][] parts : ofOutputs) {
                chosen.total(parts[0]);
                chosen.total(parts[1]);
            }
        }
        return new AcSensitivityResult(outputs, chosen.list(), frequencies.values(), adjoints.response, gradient, bias.receipt);
    }

    private void bounded(CircuitPlan plan, int numbers) {
        double all = frequencies.values().length * (2.0 * outputs.size() * numbers + (2 + 4.0 * outputs.size()) * plan.size());
        if (all > MOST_NUMBERS) {
            throw new CircuitException(String.format(Locale.ROOT, "circuit \"%s\": sensitivities of %d outputs after %d numbers at %d frequencies hold %.0f million numbers, and %d million are the most; take fewer frequencies, outputs or numbers at once",
                    plan.circuit().title(), outputs.size(), numbers, frequencies.values().length, all / 1e6, MOST_NUMBERS / 1_000_000));
        }
    }

    /** The solutions: phasors, and how currents reach the outputs. Every vector is {@code {real, imaginary}}, with one more number for ground. */
    private static final class Adjoints {
        final double[][][] response;                 // [frequency][output]
        private final double[] omega;
        private final double[][][] phasors;          // X [frequency]
        private final double[][][][] adjoint;        // μ [frequency][output]
        private final double[][][][] bias;           // η [frequency][output]
        private final Entries flows = new Entries();
        private final Entries excitations = new Entries();
        private final Entries conductances = new Entries();
        private final Entries capacitances = new Entries();

        Adjoints(Bias point, double[][] rows, double[] frequencies) {
            CircuitPlan plan = point.equations.plan();
            int size = plan.size();
            LuFactorization direct = Sensitivity.directCurrent(point);
            SmallSignal linear = new SmallSignal(point.equations);
            double[][] excitation = new double[2][size];
            SmallSignal.excitation(point.equations, excitation[0], excitation[1]);
            if (Arrays.stream(excitation[0]).allMatch(value -> value == 0) && Arrays.stream(excitation[1]).allMatch(value -> value == 0)) {
                throw new CircuitException("circuit \"" + plan.circuit().title() + "\": no source has an AC magnitude; give one a magnitude of 1");
            }
            Curvature curvature = new Curvature(point.equations);
            omega = new double[frequencies.length];
            phasors = new double[frequencies.length][][];
            adjoint = new double[frequencies.length][rows.length][][];
            bias = new double[frequencies.length][rows.length][][];
            response = new double[frequencies.length][rows.length][2];
            for (int f = 0; f < frequencies.length; f++) {
                omega[f] = 2 * Math.PI * frequencies[f];
                linear.at(frequencies[f]);
                double[][] x = {excitation[0].clone(), excitation[1].clone()};
                linear.solve(x[0], x[1]);
                phasors[f] = withGround(x, size);
                for (int o = 0; o < rows.length; o++) {
                    for (int i = 0; i < size; i++) {
                        response[f][o][0] += rows[o][i] * x[0][i];
                        response[f][o][1] += rows[o][i] * x[1][i];
                    }
                    double[][] mu = {Arrays.copyOf(rows[o], size), new double[size]};
                    linear.solveTransposed(mu[0], mu[1]);
                    adjoint[f][o] = withGround(mu, size);
                    double[][] h = new double[2][size + 1];
                    curvature.gradient(omega[f], adjoint[f][o], phasors[f], h[0], h[1]);
                    double[][] eta = {Arrays.copyOf(h[0], size), Arrays.copyOf(h[1], size)};
                    direct.solveTransposed(eta[0]);
                    direct.solveTransposed(eta[1]);
                    bias[f][o] = withGround(eta, size);
                }
            }
        }

        private static double[][] withGround(double[][] vector, int size) {
            return new double[][] {Arrays.copyOf(vector[0], size + 1), Arrays.copyOf(vector[1], size + 1)};
        }

        /** Adds what a device contributes to dY/dp. */
        void add(PlannedBank planned, int device, BankSlopes slopes, double width, double[][][][] gradient, int parameter) {
            flows.clear();
            excitations.clear();
            conductances.clear();
            capacitances.clear();
            for (int k = 0; k < planned.unknowns().length; k++) {
                int at = planned.unknowns()[k][device];
                flows.add(at, at, slopes.current[k][device] / width, 0);
                excitations.add(at, at, slopes.real[k][device] / width, slopes.imaginary[k][device] / width);
            }
            pairs(planned, device, planned.bank().conductancePattern(), slopes.conductance, width, conductances);
            pairs(planned, device, planned.bank().capacitancePattern(), slopes.capacitance, width, capacitances);
            if (flows.size + excitations.size + conductances.size + capacitances.size == 0) {
                return;
            }
            for (int f = 0; f < omega.length; f++) {
                for (int o = 0; o < adjoint[f].length; o++) {
                    double[] sum = new double[2];
                    flows.weigh(bias[f][o], sum);
                    excitations.weigh(adjoint[f][o], sum);
                    conductances.form(adjoint[f][o], phasors[f], 1, 0, sum);
                    capacitances.form(adjoint[f][o], phasors[f], 0, omega[f], sum);
                    gradient[f][o][0][parameter] += sum[0];
                    gradient[f][o][1][parameter] += sum[1];
                }
            }
        }

        private static void pairs(PlannedBank planned, int device, int[][] pattern, double[][] values, double width, Entries into) {
            for (int p = 0; p < pattern.length; p++) {
                into.add(planned.unknowns()[pattern[p][0]][device], planned.unknowns()[pattern[p][1]][device], values[p][device] / width, 0);
            }
        }
    }

    /** The few entries that a number of a device changes; those that it does not change are left out. */
    private static final class Entries {
        private int[] row = new int[16];
        private int[] column = new int[16];
        private double[] real = new double[16];
        private double[] imaginary = new double[16];
        private int size;

        void clear() {
            size = 0;
        }

        void add(int atRow, int atColumn, double re, double im) {
            if (re == 0 && im == 0) {
                return;
            }
            if (size == row.length) {
                row = Arrays.copyOf(row, 2 * size);
                column = Arrays.copyOf(column, 2 * size);
                real = Arrays.copyOf(real, 2 * size);
                imaginary = Arrays.copyOf(imaginary, 2 * size);
            }
            row[size] = atRow;
            column[size] = atColumn;
            real[size] = re;
            imaginary[size++] = im;
        }

        /** Adds {@code Σ w_r e_r}. */
        void weigh(double[][] w, double[] sum) {
            for (int e = 0; e < size; e++) {
                double re = w[0][row[e]];
                double im = w[1][row[e]];
                sum[0] += re * real[e] - im * imaginary[e];
                sum[1] += re * imaginary[e] + im * real[e];
            }
        }

        /** Takes away {@code (a + jb) Σ w_r e_rc x_c} of real entries. */
        void form(double[][] w, double[][] x, double a, double b, double[] sum) {
            double re = 0;
            double im = 0;
            for (int e = 0; e < size; e++) {
                int r = row[e];
                int c = column[e];
                re += real[e] * (w[0][r] * x[0][c] - w[1][r] * x[1][c]);
                im += real[e] * (w[0][r] * x[1][c] + w[1][r] * x[0][c]);
            }
            sum[0] -= a * re - b * im;
            sum[1] -= a * im + b * re;
        }
    }
}
