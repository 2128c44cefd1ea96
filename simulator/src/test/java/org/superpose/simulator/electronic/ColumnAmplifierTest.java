package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.mapping.RangePlan;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

class ColumnAmplifierTest {
    private static LayerDesign design(ElectronicHardware hardware, int inputs) {
        Network network = TestNetworks.network(1, inputs, 4);
        RangePlan plan = RangePlan.of(network, TestNetworks.inputs(2, 50, inputs), 0);
        return new LayerDesign(hardware, network.layers().get(0), plan.layers().get(0), true, true, 1 / plan.layers().get(0).input());
    }

    /** A voltage-driven column pays for its fan-in in noise gain, 1 + R_f ΣG; one of current sources does not. */
    @ParameterizedTest
    @ValueSource(ints = {8, 64, 512})
    void noiseGainGrowsWithTheConductanceOnTheNode(int inputs) {
        ElectronicHardware hardware = ElectronicHardware.defaults().withCell(Multiplier.ohmic(), WeightStorage.Resistor.defaults());
        LayerDesign ohmic = design(hardware, inputs);
        double conductance = inputs * 40e-6;
        ColumnAmplifier amplifier = new ColumnAmplifier(ohmic, conductance);
        double bias = ohmic.largestBiasCurrent() / 1.0;
        assertEquals(1 + ohmic.feedback() * (conductance + bias), amplifier.noiseGain(), 1e-9 * amplifier.noiseGain());
        assertEquals(StrictMath.min(1e6, 4.7e6 / amplifier.noiseGain()), amplifier.corner(), 1e-6);
        ColumnAmplifier folded = new ColumnAmplifier(design(ElectronicHardware.defaults(), inputs), 0);
        assertTrue(folded.noiseGain() < 2, "current sources: " + folded.noiseGain());
    }

    /** Loads shrink with the fan-in because all the tails' current flows through them, so the difference amplifier must make up for it. */
    @Test
    void differenceAmplifierPaysForTheFanInThroughItsLoads() {
        ElectronicHardware hardware = ElectronicHardware.defaults().withSummer(Summer.defaults().withTopology(Summer.Topology.DIFFERENCE));
        for (int inputs : new int[] {16, 64}) {
            LayerDesign design = design(hardware, inputs);
            double load = 1.45 / (inputs * 10e-6);
            assertEquals(1 + design.feedback() / load, new ColumnAmplifier(design, 0).noiseGain(), 1e-9 * design.feedback() / load);
        }
    }

    /** Of many made columns: the op-amp's offset appears times the noise gain. */
    @Test
    void offsetAppearsTimesTheNoiseGain() {
        LayerDesign design = design(ElectronicHardware.defaults().withCell(Multiplier.ohmic(), WeightStorage.Resistor.defaults()), 64);
        ColumnAmplifier amplifier = new ColumnAmplifier(design, 3e-3);
        int n = 5000;
        double power = 0;
        for (int k = 0; k < n; k++) {
            double offset = amplifier.offsetCurrent(NoiseControl.all(), RandomStreams.of(3), k) * design.feedback();
            power += offset * offset / n;
        }
        double expected = StrictMath.pow(amplifier.noiseGain() * 0.42e-3, 2);
        assertEquals(expected, power, 4 * expected * StrictMath.sqrt(2.0 / n));
    }

    /**
     * The reference column of 64 cells with R_f = 11.2 kΩ, whose fold makes an offset of 43 mV (1σ, ngspice, mismatch of 0.3 % and 1 %): the law for
     * the current, times that resistor. A standard deviation of the few chips that were simulated is itself uncertain by a third.
     */
    @Test
    void foldOffsetAgreesWithTheTransistorNetlist() {
        LayerDesign design = design(ElectronicHardware.defaults(), 64);
        ColumnAmplifier amplifier = new ColumnAmplifier(design, 0);
        int n = 5000;
        double power = 0;
        for (int k = 0; k < n; k++) {
            double offset = amplifier.offsetCurrent(NoiseControl.all(), RandomStreams.of(4), k) * 11.2e3;
            power += offset * offset / n;
        }
        assertEquals(43e-3, StrictMath.sqrt(power), 0.33 * 43e-3);
    }
}
