package org.superpose.simulator.experiment;

import java.util.Map;
import java.util.function.Function;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Hardware;
import org.superpose.simulator.input.Section;

/** The machine that belongs to each kind of hardware. */
final class Realisation {
    private Realisation() {
    }

    static String kind(Hardware hardware) {
        return hardware instanceof ElectronicHardware ? "electronic" : "optical";
    }

    static Map<String, Function<Section, MachineDesign>> readers() {
        return Map.of();
    }

    static MachineDesign of(Hardware hardware) {
        throw new UnsupportedOperationException();
    }
}
