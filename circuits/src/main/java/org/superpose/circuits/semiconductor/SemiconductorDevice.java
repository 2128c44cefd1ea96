package org.superpose.circuits.semiconductor;

import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;

/** A device that a model card describes. */
interface SemiconductorDevice extends Component {
    DeviceModel<?> model();

    Placement placement();

    /** The temperature at which its card is stated [K]. */
    default double nominalTemperature(Environment environment) {
        return model().states("TNOM") ? model().value("TNOM") : environment.nominalTemperature();
    }
}
