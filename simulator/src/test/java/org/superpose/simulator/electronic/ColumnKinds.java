package org.superpose.simulator.electronic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.OwnCell;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.hardware.Wires;
import org.superpose.simulator.mapping.LayerRange;
import org.superpose.simulator.mapping.RangePlan;
import org.superpose.simulator.network.Network;

/** Hardware whose columns are others than the reference design's. */
final class ColumnKinds {
    private static final ElectronicHardware DEFAULTS = ElectronicHardware.defaults();

    private ColumnKinds() {
    }

    /**
     * The four transistors of the example; their inputs, weights and lines about ground and 2.5 V, or 0.3 V above, where a difference amplifier takes the lines.
     *
     * @param spread whether parts differ
     */
    static ElectronicHardware own(boolean raised, boolean spread) {
        double level = raised ? 0.3 : 0;
        OwnCell cell = new OwnCell(Path.of("../examples/own-cell/cell.cir"), "cell4", "xp", "xn", "wp", "wn", "op", "on", 0.25, 0.4, level, 2.5 + level, level, true, Map.of("bulk", -1.0), spread ? 0.003 : 0, spread ? 0.01 : 0, OwnCell.Engine.SUPERPOSE,
                Map.of());
        Multiplier multiplier = new Multiplier(Multiplier.Kind.OWN, 20e-6, 75e3, 120, true, 0.8, 0.25, spread ? 0.01 : 0, spread ? 0.003 : 0, 0.5, 0, null, cell);
        // the trim's steps suit the cells' currents: of 2 uA they make a tenth of a millivolt
        return new ElectronicHardware(DEFAULTS.temperature(), DEFAULTS.designTemperature(), DEFAULTS.placement(), new ElectronicHardware.Dac(8, 0.25, 12), new ElectronicHardware.Adc(0, 1), multiplier, DEFAULTS.weights(),
                Summer.defaults().withTopology(raised ? Summer.Topology.DIFFERENCE : Summer.Topology.TRANSIMPEDANCE), DEFAULTS.activation(), DEFAULTS.readNoise(), new Trim(true, false, 12, 2e-6, 0.1, 64), DEFAULTS.clip(), DEFAULTS.noise());
    }

    static OwnCell withLines(OwnCell own, double level) {
        return new OwnCell(own.file(), own.subcircuit(), own.inputPlus(), own.inputMinus(), own.weightPlus(), own.weightMinus(), own.outputPlus(), own.outputMinus(), own.inputWindow(), own.weightWindow(), own.inputLevel(), own.weightLevel(), level,
                own.balanced(), own.potentials(), own.thresholdMismatch(), own.gainMismatch(), own.engine(), own.deviations());
    }

    /** Gilbert cells from their netlist. */
    static ElectronicHardware gilbert(Summer.Lines lines, Summer.Topology topology) {
        return DEFAULTS.withMultiplier(Multiplier.defaults().as(Multiplier.Kind.NETLIST).withMismatch(0, 0)).withSummer(Summer.defaults().withLines(lines).withTopology(topology)).withConverters(DEFAULTS.dac(), new ElectronicHardware.Adc(0, 1));
    }

    /** Likewise, with every segment of every wire a resistor. */
    static ElectronicHardware wires(Wires wires) {
        ElectronicHardware hardware = gilbert(Summer.Lines.FOLDED, Summer.Topology.TRANSIMPEDANCE);
        return hardware.withSummer(hardware.summer().withWires(wires));
    }

    static ElectronicHardware resistors() {
        return DEFAULTS.withCell(Multiplier.ohmic(), WeightStorage.Resistor.defaults());
    }

    static ElectronicHardware conductances() {
        return DEFAULTS.withCell(Multiplier.ohmic(), WeightStorage.ConductancePair.pcm());
    }

    /** The first, rectified layer of a network as a circuit, of which nothing was characterised. */
    static LayerNetlist layer(ElectronicHardware hardware, int inputs, int outputs) {
        Network network = TestNetworks.network(3, inputs, outputs, 2);
        LayerRange range = RangePlan.of(network, TestNetworks.inputs(4, 40, inputs), hardware.clip()).layers().get(0);
        return LayerNetlist.of(List.of(new LayerDesign(hardware, network.layers().get(0), range, true, false, hardware.dac().range() / range.input())), 0);
    }
}
