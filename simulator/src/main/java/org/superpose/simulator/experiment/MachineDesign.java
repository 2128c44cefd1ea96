package org.superpose.simulator.experiment;

import org.superpose.simulator.analog.Findings;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.hardware.Hardware;
import org.superpose.simulator.network.Network;

/** How a machine is laid out for a network. A user's own kind of machine comes in here. */
@FunctionalInterface
public interface MachineDesign {
    /**
     * @param calibrationInputs inputs to plan ranges with, never those that are tested [rows × inputs]; left unchanged
     * @throws IllegalArgumentException if this hardware cannot compute this network
     */
    Machine layOut(Network network, double[][] calibrationInputs);

    /** The same, with what other machines of a run have found out about hardware like its own; this one may add to it. */
    default Machine layOut(Network network, double[][] calibrationInputs, Findings findings) {
        return layOut(network, calibrationInputs);
    }

    /** What takes its place in a first look, where that costs less. */
    default MachineDesign quick() {
        return this;
    }

    /** The design that this hardware asks for. */
    static MachineDesign of(Hardware hardware) {
        return Realisation.of(hardware);
    }
}
