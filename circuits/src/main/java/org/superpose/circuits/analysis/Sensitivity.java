package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.sparse.LuFactorization;

/**
 * How much outputs in direct current change with numbers of the circuit (SPICE's .sens). One transposed solution for each output tells how every current that a device adds reaches it: {@code Gᵀ λ = e}, {@code dy/dp = −λᵀ ∂f/∂p}
 * (S. Director and R. Rohrer, <i>The generalized adjoint network and network sensitivities</i>, IEEE Trans. Circuit Theory 16, 318, 1969). {@code ∂f/∂p} is a central difference of fourth order of the devices' laws at the operating
 * point, true to about ten digits; the circuit is not solved again.
 * <p>Numbers are those of public records, and of what they hold: values, areas, geometries, coefficients, model parameters. A parameter that is 0 is passed over where a device with another value would have other nodes, or its card no other value.
 *
 * @param settings   how exactly and at which temperature
 * @param outputs    what changes, at least one
 * @param parameters what it changes with
 * @param near       node voltages near which to look for the operating point first [V]
 */
public record Sensitivity(Settings settings, List<Output> outputs, Parameters parameters, Map<String, Double> near) {
    public Sensitivity {
        outputs = List.copyOf(outputs);
        near = Map.copyOf(near);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a sensitivity is one of an output; name a node or a branch current");
        }
    }

    /** Of a node, or a branch current, after every number, at 27 °C. */
    public Sensitivity(String output) {
        this(Output.of(output));
    }

    /** Of several outputs after every number, at 27 °C. */
    public Sensitivity(Output... outputs) {
        this(Settings.standard(), List.of(outputs), Parameters.all(), Map.of());
    }

    /** With the voltages against another node as the outputs. */
    public Sensitivity against(String node) {
        return new Sensitivity(settings, outputs.stream().map(output -> output.against(node)).toList(), parameters, near);
    }

    /** After these numbers. */
    public Sensitivity after(Parameters others) {
        return new Sensitivity(settings, outputs, others, near);
    }

    /** At another temperature [K]. */
    public Sensitivity at(double temperature) {
        return with(settings.at(temperature));
    }

    public Sensitivity with(Settings other) {
        return new Sensitivity(other, outputs, parameters, near);
    }

    /** Looks for the operating point first near these node voltages [V]. */
    public Sensitivity near(Map<String, Double> voltages) {
        return new Sensitivity(settings, outputs, parameters, voltages);
    }

    /** Runs it. */
    public SensitivityResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public SensitivityResult run(CircuitPlan plan) {
        return run(plan, new Bias(plan, settings, near));
    }

    /**
     * The same where more is known than the circuit tells.
     *
     * @param start values of all unknowns from which to look for the operating point, in the order of {@link CircuitPlan#names}
     */
    public SensitivityResult run(CircuitPlan plan, double[] start) {
        return run(plan, new Bias(plan, settings, start));
    }

    private SensitivityResult run(CircuitPlan plan, Bias bias) {
        double[][] rows = outputs.stream().map(output -> output.row(plan)).toArray(double[][]::new);
        Parameters.Chosen chosen = parameters.in(plan.circuit(), settings.environment());
        LuFactorization lu = directCurrent(bias);
        int size = plan.size();
        double[] values = new double[rows.length];
        double[][] lambda = new double[rows.length][];
        for (int o = 0; o < rows.length; o++) {
            double[] weights = Arrays.copyOf(rows[o], size);
            for (int i = 0; i < size; i++) {
                values[o] += weights[i] * bias.x[i];
            }
            lu.solveTransposed(weights);
            lambda[o] = Arrays.copyOf(weights, size + 1);
        }
        double[][] gradient = new double[rows.length][chosen.list().size()];
        new DeviceSlopes(bias, settings).after(chosen, (parameter, planned, device, slopes, width) -> {
            for (int k = 0; k < slopes.current.length; k++) {
                double current = slopes.current[k][device] / width;
                for (int o = 0; o < lambda.length && current != 0; o++) {
                    gradient[o][parameter] -= lambda[o][planned.unknowns()[k][device]] * current;
                }
            }
        });
        for (double[] row : gradient) {
            chosen.total(row);
        }
        return new SensitivityResult(outputs, chosen.list(), values, gradient, bias.receipt);
    }

    /** The matrix of the operating point, factored. */
    static LuFactorization directCurrent(Bias bias) {
        CircuitPlan plan = bias.equations.plan();
        double[] conductances = new double[plan.pattern().entries()];
        bias.equations.conductances(conductances);
        LuFactorization lu = new LuFactorization(plan.ordering());
        lu.factor(conductances);
        return lu;
    }
}
