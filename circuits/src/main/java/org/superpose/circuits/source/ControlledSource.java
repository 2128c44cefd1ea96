package org.superpose.circuits.source;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;

/** What the four controlled sources have in common: a polynomial of voltages or of branch currents. */
interface ControlledSource extends Component {
    String positive();

    String negative();

    Polynomial law();

    /** Checks that there are as many inputs as the polynomial has. */
    static void check(String name, int inputs, Polynomial law) {
        if (inputs != law.inputs()) {
            throw new IllegalArgumentException(name + ": its polynomial has " + law.inputs() + " inputs, but " + inputs + " controls are named; name one for each");
        }
    }

    /** A polynomial with another gain, if this is a linear source. */
    default Polynomial lawWithGain(double gain) {
        if (!law().isLinear()) {
            throw new CircuitException(name() + ": a polynomial has no single value that can be swept; vary the circuit by a function");
        }
        return Polynomial.linear(gain);
    }

    /** Both ends, and what it senses. */
    static List<String> nodes(String positive, String negative, List<SensedVoltage> sensed) {
        List<String> nodes = new ArrayList<>(List.of(positive, negative));
        for (SensedVoltage voltage : sensed) {
            nodes.add(voltage.positive());
            nodes.add(voltage.negative());
        }
        return List.copyOf(nodes);
    }
}
