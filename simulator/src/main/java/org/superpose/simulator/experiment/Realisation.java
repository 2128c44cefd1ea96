package org.superpose.simulator.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.superpose.simulator.analog.Findings;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.electronic.ElectronicMachine;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Hardware;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.photonic.OpticalMachine;

/** The machine that belongs to each kind of hardware. */
final class Realisation {
    private static final String ELECTRONIC = "electronic";
    private static final String OPTICAL = "optical";

    private Realisation() {
    }

    static String kind(Hardware hardware) {
        return hardware instanceof ElectronicHardware ? ELECTRONIC : OPTICAL;
    }

    static MachineDesign of(Hardware hardware) {
        if (hardware instanceof ElectronicHardware electronic) {
            return new MachineDesign() {
                @Override
                public Machine layOut(Network network, double[][] calibration) {
                    return ElectronicMachine.of(network, calibration, electronic);
                }

                @Override
                public Machine layOut(Network network, double[][] calibration, Findings findings) {
                    return ElectronicMachine.of(network, calibration, electronic, findings).prepared();
                }

                @Override
                public MachineDesign quick() {
                    return of(electronic.inClosedForm());
                }
            };
        }
        OpticalHardware optical = (OpticalHardware) hardware;
        return (network, calibration) -> new OpticalMachine(network, optical, calibration);
    }

    /** How each kind is read from its section of an experiment. */
    static Map<String, Function<Section, MachineDesign>> readers() {
        Map<String, Function<Section, MachineDesign>> readers = new LinkedHashMap<>();
        readers.put(ELECTRONIC, section -> of(ElectronicHardware.read(section)));
        readers.put(OPTICAL, section -> of(OpticalHardware.read(section)));
        return readers;
    }
}
