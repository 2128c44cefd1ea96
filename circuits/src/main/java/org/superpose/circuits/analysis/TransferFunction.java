package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.sparse.LuFactorization;

/**
 * Gain, input and output resistance for small slow signals at the operating point (SPICE's .tf).
 *
 * @param settings  how exactly and at which temperature
 * @param output    node whose voltage is the output, or a branch current, {@code v1#branch}
 * @param reference node against which a voltage counts
 * @param input     name of a voltage or current source
 * @param near      node voltages near which to look for the operating point first [V]
 */
public record TransferFunction(Settings settings, String output, String reference, String input, Map<String, Double> near) {
    public TransferFunction {
        near = Map.copyOf(near);
    }

    /** From a source to a node, at 27 °C. */
    public TransferFunction(String output, String input) {
        this(Settings.standard(), output, Circuit.GROUND, input, Map.of());
    }

    /** With the voltage against another node as the output. */
    public TransferFunction against(String node) {
        return new TransferFunction(settings, output, node, input, near);
    }

    /** At another temperature [K]. */
    public TransferFunction at(double temperature) {
        return with(settings.at(temperature));
    }

    public TransferFunction with(Settings other) {
        return new TransferFunction(other, output, reference, input, near);
    }

    /** Looks for the operating point first near these node voltages [V]. */
    public TransferFunction near(Map<String, Double> voltages) {
        return new TransferFunction(settings, output, reference, input, voltages);
    }

    /** Runs it. */
    public TransferFunctionResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public TransferFunctionResult run(CircuitPlan plan) {
        Circuit circuit = plan.circuit();
        int size = plan.size();
        int out = output.equals(Circuit.GROUND) ? size : plan.unknown(output);
        int ref = plan.node(reference);
        if (out == ref) {
            throw new CircuitException("circuit \"" + circuit.title() + "\": the output is sought between \"" + output + "\" and itself; name another node");
        }
        Component source = circuit.component(input);
        double[] excitation = SmallSignal.unitExcitation(plan, source);
        Bias bias = new Bias(plan, settings, near);
        double[] values = new double[plan.pattern().entries()];
        bias.equations.conductances(values);
        LuFactorization lu = new LuFactorization(plan.ordering());
        lu.factor(values);
        double[] response = solved(lu, excitation, size);
        double[] current = new double[size + 1];
        current[out] += 1;
        current[ref] -= 1;
        double[] load = solved(lu, current, size);
        boolean isCurrent = out < size && !plan.isVoltage(out);
        double inputResistance;
        if (plan.hasBranch(input)) {
            inputResistance = -1 / response[plan.branch(input)];
        } else {
            inputResistance = response[plan.node(source.nodes().get(1))] - response[plan.node(source.nodes().get(0))];
        }
        return new TransferFunctionResult(response[out] - response[ref], inputResistance, isCurrent ? -1 / load[out] : load[out] - load[ref], bias.receipt);
    }

    private static double[] solved(LuFactorization lu, double[] rightSide, int size) {
        double[] x = Arrays.copyOf(rightSide, size);
        lu.solve(x);
        return Arrays.copyOf(x, size + 1);
    }
}
