package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.solve.Receipt;

/** What outputs change with: their gradients. */
public final class SensitivityResult {
    private final List<Output> outputs;
    private final List<Parameter> parameters;
    private final double[] values;
    private final double[][] gradient;
    private final Receipt receipt;

    SensitivityResult(List<Output> outputs, List<Parameter> parameters, double[] values, double[][] gradient, Receipt receipt) {
        this.outputs = outputs;
        this.parameters = List.copyOf(parameters);
        this.values = values;
        this.gradient = gradient;
        this.receipt = receipt;
    }

    /**
     * A number of a component and its effect.
     *
     * @param component name; "" for a number of several components, the temperature or a draw
     * @param number    name: {@code resistance}, {@code dc}, {@code BF}; the whole path where there is no single component
     * @param value     of the number [SI]
     * @param slope     dy/dp [V or A over the number's unit]
     */
    public record Entry(String component, String number, double value, double slope) {
        /** By how much the output changes if the number grows by one per cent, {@code p/100 dy/dp} [V or A]. */
        public double perCent() {
            return value / 100 * slope;
        }
    }

    public List<Output> outputs() {
        return outputs;
    }

    /** In the order in which they were asked for; all of them in the order of the circuit. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Value of the first output [V or A]. */
    public double output() {
        return values[0];
    }

    /** Values of the outputs [V or A]. */
    public double[] values() {
        return values.clone();
    }

    /** dy/dp, {@code [outputs × parameters]} [V or A over the number's unit]. */
    public double[][] gradient() {
        return Arrays.stream(gradient).map(double[]::clone).toArray(double[][]::new);
    }

    /** What the first output changes with. */
    public List<Entry> entries() {
        return entries(0);
    }

    /** What an output changes with, in the order of the parameters; those that do not reach the output are left out. */
    public List<Entry> entries(int output) {
        List<Entry> entries = new ArrayList<>();
        for (int p = 0; p < parameters.size(); p++) {
            Parameter parameter = parameters.get(p);
            if (gradient[output][p] != 0) {
                entries.add(new Entry(parameter.component(), parameter.component().isEmpty() ? parameter.name() : parameter.number(), parameter.value(), gradient[output][p]));
            }
        }
        return entries;
    }

    /**
     * dy/dp of the first output after a number of a component; 0 where it does not reach the output.
     *
     * @throws CircuitException if the circuit's output depends on no number of such a component
     */
    public double slope(String component, String number) {
        List<Entry> entries = entries();
        if (entries.stream().noneMatch(entry -> entry.component().equalsIgnoreCase(component))) {
            throw new CircuitException("no number of " + component + " reaches the output; look for a typing error");
        }
        return entries.stream().filter(entry -> entry.component().equalsIgnoreCase(component) && entry.number().equalsIgnoreCase(number)).mapToDouble(Entry::slope).findFirst().orElse(0);
    }

    /** How well the equations of the operating point are met. */
    public Receipt receipt() {
        return receipt;
    }
}
