package org.superpose.circuits.analysis;

import java.util.List;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.solve.Receipt;

/**
 * What an output changes with.
 *
 * @param output  its value [V or A]
 * @param entries in the order of the circuit; numbers that do not reach the output are left out
 * @param receipt how well the equations of the operating point are met
 */
public record SensitivityResult(double output, List<Entry> entries, Receipt receipt) {
    public SensitivityResult {
        entries = List.copyOf(entries);
    }

    /**
     * A number of a component and its effect.
     *
     * @param component name
     * @param number    name: {@code resistance}, {@code dc}, {@code BF}
     * @param value     of the number [SI]
     * @param slope     dy/dp [V or A over the number's unit]
     */
    public record Entry(String component, String number, double value, double slope) {
        /** By how much the output changes if the number grows by one per cent, {@code p/100 dy/dp} [V or A]. */
        public double perCent() {
            return value / 100 * slope;
        }
    }

    /**
     * dy/dp of a number; 0 where it does not reach the output.
     *
     * @throws CircuitException if the circuit's output depends on no number of such a component
     */
    public double slope(String component, String number) {
        if (entries.stream().noneMatch(entry -> entry.component().equalsIgnoreCase(component))) {
            throw new CircuitException("no number of " + component + " reaches the output; look for a typing error");
        }
        return entries.stream().filter(entry -> entry.component().equalsIgnoreCase(component) && entry.number().equalsIgnoreCase(number)).mapToDouble(Entry::slope).findFirst().orElse(0);
    }
}
