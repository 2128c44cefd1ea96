package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.noise.RandomStreams;

/** At the level of netlists level shifters, drivers, buffers, bias lines and op-amps are circuits. */
class NothingIdealTest {
    private static final int INPUTS = 5;
    private static final int HIDDEN = 4;
    private static final int OUTPUTS = 3;
    /** What stands on the chip or could be bought for it: no controlled or behavioural source (E, F, G, H, B), no current source, no op-amp macromodel, no switch. */
    private static final Set<Class<?>> REAL = Set.of(Resistor.class, Capacitor.class, Diode.class, BipolarTransistor.class);
    /** The only ideal parts, by name: supplies, inputs, the common mode of weights, weights, biases. */
    private static final Map<String, Pattern> SOURCES = Map.of("supply", Pattern.compile("vcc|vee"), "input", Pattern.compile("vx\\d+"), "common mode", Pattern.compile("vwcm"),
            "weight", Pattern.compile("xlayer\\d+\\.xcolumn\\d+\\.xw\\d+\\.v[12]"), "bias", Pattern.compile("xlayer\\d+\\.xcolumn\\d+\\.vb"));

    @ParameterizedTest
    @EnumSource(ElectronicHardware.Driver.class)
    void onlySuppliesInputsTheCommonModeWeightsAndBiasesAreIdealSources(ElectronicHardware.Driver driver) {
        ElectronicHardware plain = ElectronicHardware.defaults();
        ElectronicHardware hardware = plain.withDriver(driver);
        ElectronicMachine machine = ElectronicMachine.of(TestNetworks.network(8, INPUTS, HIDDEN, OUTPUTS), TestNetworks.inputs(9, 40, INPUTS), hardware);
        List<Component> components = machine.netlist().specimen(RandomStreams.of(1).chip(0)).circuit(new double[INPUTS]).components();
        Map<String, Long> sources = new TreeMap<>();
        for (Component component : components) {
            if (!REAL.contains(component.getClass())) {
                assertEquals(VoltageSource.class, component.getClass(), component.name());
                List<String> kinds = SOURCES.entrySet().stream().filter(kind -> kind.getValue().matcher(component.name()).matches()).map(Map.Entry::getKey).collect(Collectors.toList());
                assertEquals(1, kinds.size(), "what is the source " + component.name() + "?");
                sources.merge(kinds.get(0), 1L, Long::sum);
            }
        }
        int weights = INPUTS * HIDDEN + HIDDEN * OUTPUTS;
        assertEquals(new TreeMap<>(Map.of("supply", 2L, "input", (long) INPUTS, "common mode", 1L, "weight", 2L * weights, "bias", (long) HIDDEN + OUTPUTS)), sources);
    }
}
