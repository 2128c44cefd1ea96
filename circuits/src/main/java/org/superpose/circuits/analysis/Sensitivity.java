package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.sparse.LuFactorization;

/**
 * How much an output in direct current changes with each number of the circuit's components (SPICE's .sens). One transposed solution tells how every current that a device adds reaches the output: {@code Gᵀ λ = e}, {@code dy/dp = −λᵀ ∂f/∂p}
 * (S. Director and R. Rohrer, <i>The generalized adjoint network and network sensitivities</i>, IEEE Trans. Circuit Theory 16, 318, 1969). {@code ∂f/∂p} is a central difference of the devices' laws at the operating point, which is exact for laws
 * that are linear in the number, and elsewhere to about ten digits; the circuit is not solved again.
 * <p>Numbers are those of public records, and of what they hold: values, areas, geometries, coefficients, model parameters. A parameter that is 0 is passed over where a device with another value would have other nodes, or its card no other value.
 *
 * @param settings  how exactly and at which temperature
 * @param output    node whose voltage is the output, or the name of a branch current: {@code v1#branch}
 * @param reference node against which a voltage counts
 * @param near      node voltages near which to look for the operating point first [V]
 */
public record Sensitivity(Settings settings, String output, String reference, Map<String, Double> near) {
    /** Of a number that is not 0, the step of the central difference: the third root of the rounding unit makes the errors of rounding and of curvature alike. */
    private static final double STEP = Math.cbrt(Math.ulp(1.0));
    /** Of a number that is 0. */
    private static final double STEP_FROM_ZERO = 1e-6;

    public Sensitivity {
        near = Map.copyOf(near);
    }

    /** Of a node, or a branch current, at 27 °C. */
    public Sensitivity(String output) {
        this(Settings.standard(), output, Circuit.GROUND, Map.of());
    }

    /** With the voltage against another node as the output. */
    public Sensitivity against(String node) {
        return new Sensitivity(settings, output, node, near);
    }

    /** At another temperature [K]. */
    public Sensitivity at(double temperature) {
        return with(settings.at(temperature));
    }

    public Sensitivity with(Settings other) {
        return new Sensitivity(other, output, reference, near);
    }

    /** Looks for the operating point first near these node voltages [V]. */
    public Sensitivity near(Map<String, Double> voltages) {
        return new Sensitivity(settings, output, reference, voltages);
    }

    /** Runs it. */
    public SensitivityResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public SensitivityResult run(CircuitPlan plan) {
        Circuit circuit = plan.circuit();
        int size = plan.size();
        int out = output.equals(Circuit.GROUND) ? size : plan.unknown(output);
        int ref = plan.node(reference);
        if (out == ref || out < size && !plan.isVoltage(out) && ref < size) {
            throw new CircuitException("circuit \"" + circuit.title() + "\": the output is sought between \"" + output + "\" and \"" + reference + "\"; name two different nodes, or a current alone");
        }
        Bias bias = new Bias(plan, settings, near);
        double[] values = new double[plan.pattern().entries()];
        bias.equations.conductances(values);
        LuFactorization lu = new LuFactorization(plan.ordering());
        lu.factor(values);
        double[] adjoint = new double[size + 1];
        adjoint[out] += 1;
        adjoint[ref] -= 1;
        double[] weights = Arrays.copyOf(adjoint, size);
        lu.solveTransposed(weights);
        double[] lambda = Arrays.copyOf(weights, size + 1);
        Map<String, List<ComponentNumber>> alike = new LinkedHashMap<>();                    // the same number of all components of a kind
        Map<String, Integer> order = new HashMap<>();
        for (Component component : circuit.components()) {
            order.put(component.name(), order.size());
            for (ComponentNumber number : ComponentNumber.of(component)) {
                alike.computeIfAbsent(component.getClass().getName() + " " + number.path(), key -> new ArrayList<>()).add(number);
            }
        }
        Equations equations = new Equations(plan, settings.environment());
        equations.junctionConductance(settings.junctionConductance());
        List<SensitivityResult.Entry> entries = new ArrayList<>();
        for (List<ComponentNumber> numbers : alike.values()) {
            entries.addAll(entries(plan, equations, bias.x, lambda, numbers));
        }
        entries.sort(Comparator.comparing(entry -> order.get(entry.component())));
        return new SensitivityResult(bias.x[out] - bias.x[ref], entries, bias.receipt);
    }

    /** All numbers of one name at once, for no device asks for those of another. */
    private static List<SensitivityResult.Entry> entries(CircuitPlan plan, Equations equations, double[] x, double[] lambda, List<ComponentNumber> numbers) {
        Map<String, double[]> points = new LinkedHashMap<>();                                // by component: lower and upper number
        Map<String, Component> lower = new HashMap<>();
        Map<String, Component> upper = new HashMap<>();
        for (ComponentNumber number : numbers) {
            double step = number.value() == 0 ? STEP_FROM_ZERO : STEP * Math.abs(number.value());
            double[] pair = {number.value() - step, number.value() + step};
            try {
                Component below = number.with(pair[0]);
                Component above = number.with(pair[1]);
                lower.put(number.component().name(), below);
                upper.put(number.component().name(), above);
                points.put(number.component().name(), pair);
            } catch (IllegalArgumentException e) {
                continue;                                       // 0 where nothing below it makes sense, or a choice such as LEVEL
            }
        }
        Map<String, Double> below = points.isEmpty() ? null : weighted(plan, equations, x, lambda, lower);
        Map<String, Double> above = below == null ? null : weighted(plan, equations, x, lambda, upper);
        List<SensitivityResult.Entry> entries = new ArrayList<>();
        for (ComponentNumber number : above == null ? List.<ComponentNumber>of() : numbers) {
            String name = number.component().name();
            double[] pair = points.get(name);
            if (pair != null) {
                double slope = -(above.get(name) - below.get(name)) / (pair[1] - pair[0]);
                if (slope != 0) {
                    entries.add(new SensitivityResult.Entry(name, number.name(), number.value(), slope));
                }
            }
        }
        return entries;
    }

    /** {@code λᵀ f} of each changed device at x; null if the changes make other nodes. */
    private static Map<String, Double> weighted(CircuitPlan plan, Equations equations, double[] x, double[] lambda, Map<String, Component> changed) {
        List<Component> components = plan.circuit().components().stream().map(component -> changed.getOrDefault(component.name(), component)).toList();
        CircuitPlan variant;
        try {
            variant = plan.variant(Circuit.of(plan.circuit().title(), components));
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (variant.ordering() != plan.ordering()) {
            return null;
        }
        equations.adopt(variant);
        equations.evaluateAt(x);
        Map<String, Double> sums = new HashMap<>();
        for (int b = 0; b < variant.banks().size(); b++) {
            PlannedBank bank = variant.banks().get(b);
            Evaluation e = equations.evaluations().get(b);
            for (int i = 0; i < bank.members().size(); i++) {
                if (changed.containsKey(bank.members().get(i).name())) {
                    double sum = 0;
                    for (int k = 0; k < bank.unknowns().length; k++) {
                        sum += lambda[bank.unknowns()[k][i]] * e.current[k][i];
                    }
                    sums.put(bank.members().get(i).name(), sum);
                }
            }
        }
        return sums;
    }
}
