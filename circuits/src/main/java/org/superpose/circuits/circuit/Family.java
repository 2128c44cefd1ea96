package org.superpose.circuits.circuit;

import java.util.List;

/** A kind of component that is computed together. */
public interface Family {
    /**
     * Makes the bank of all members of a circuit.
     *
     * @param members   at least one; all returned this family
     * @param numbering gives the places of their unknowns
     */
    DeviceBank bank(List<? extends Component> members, Numbering numbering);
}
