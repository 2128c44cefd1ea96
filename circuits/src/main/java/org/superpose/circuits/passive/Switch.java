package org.superpose.circuits.passive;

import org.superpose.circuits.circuit.Component;

/** What both kinds of switches have in common. */
interface Switch extends Component {
    SwitchModel model();

    boolean closed();
}
