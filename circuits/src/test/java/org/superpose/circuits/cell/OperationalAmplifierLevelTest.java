package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

class OperationalAmplifierLevelTest {
    private static final OperationalAmplifierFigures FIGURES = OperationalAmplifierLevel.FIGURES;

    private static OperationalAmplifierFigures measured(OperationalAmplifierLevel level) {
        return OperationalAmplifierFigures.measure(level.netlist(), 5);
    }

    /** They are the run's results, rounded to three digits or more. */
    @Test
    void figuresAreThoseOfTheTransistors() {
        compare(measured(OperationalAmplifierLevel.TRANSISTORS), 1e-3, 1e-2);
    }

    /** Measured with ngspice on these parts behind 10 kΩ: 114 dB, 4.7 MHz, 92°, 2.3 V/µs, 0.43 µA, 6.5 mW. */
    @Test
    void transistorsDoWhatTheyDidInNgspice() {
        OperationalAmplifierFigures f = measured(OperationalAmplifierLevel.TRANSISTORS);
        assertEquals(114, 20 * Math.log10(f.openLoopGain() * 10e3 / (10e3 + f.outputResistance())), 0.5);
        assertEquals(4.7e6, f.gainBandwidth(), 0.05e6);
        assertEquals(92, f.phaseMargin(), 2);
        assertEquals(2.3e6, f.slewRate(), 0.1e6);
        assertEquals(-0.43e-6, f.biasCurrent(), 0.005e-6);
        assertEquals(6.5e-3, f.power(), 0.05e-3);
    }

    /** Boyle's equations give back the figures that they were given, but for a phase margin above 90° and 1/f noise; its white noise is that of its own pair. */
    @Test
    void macromodelHasTheFiguresItWasMadeOf() {
        OperationalAmplifierFigures f = measured(OperationalAmplifierLevel.BOYLE);
        compare(new OperationalAmplifierFigures(5, f.openLoopGain(), f.gainBandwidth(), FIGURES.phaseMargin(), f.slewRate(), f.low(), f.high(), f.outputResistance(), f.outputLimit(), f.offset(), f.biasCurrent(), FIGURES.voltageNoise(),
                FIGURES.voltageCorner(), FIGURES.currentNoise(), FIGURES.currentCorner(), f.power()), 5e-3, 0);
        assertEquals(90, f.phaseMargin(), 0.1);
        assertEquals(FIGURES.voltageNoise(), f.voltageNoise(), 0.1 * FIGURES.voltageNoise());
    }

    /** One pole has a phase margin of 90°, and a tenth of a volt of overdrive bends its rails by w ln(100 A0 … ) of 10 mV widths. Its output resistance is that outside the limit; noise currents of both levels are 1/f at 1 Hz and lose that of the offset. */
    @Test
    void onePoleHasTheFiguresItWasMadeOf() {
        OperationalAmplifierFigures f = measured(OperationalAmplifierLevel.ONE_POLE);
        assertEquals(FIGURES.openLoopGain(), f.openLoopGain(), 1e-3 * FIGURES.openLoopGain());
        assertEquals(FIGURES.gainBandwidth(), f.gainBandwidth(), 1e-3 * FIGURES.gainBandwidth());
        assertEquals(90, f.phaseMargin(), 0.1);
        assertEquals(FIGURES.slewRate(), f.slewRate(), 0.02 * FIGURES.slewRate());           // the soft limit slows the end of the edge
        assertEquals(FIGURES.low(), f.low(), 0.05);
        assertEquals(FIGURES.high(), f.high(), 0.05);
        assertEquals(FIGURES.outerResistance(), f.outputResistance(), 1e-2);
        assertEquals(FIGURES.offset(), f.offset(), 1e-3 * FIGURES.offset());
        assertEquals(FIGURES.biasCurrent(), f.biasCurrent(), 1e-12);
        assertEquals(FIGURES.voltageNoise(), f.voltageNoise(), 1e-3 * FIGURES.voltageNoise());
        assertEquals(FIGURES.currentNoise() * Math.sqrt(1 + FIGURES.currentCorner() / 1e5), f.currentNoise(), 1e-3 * f.currentNoise());
        assertEquals(FIGURES.power(), f.power(), 1e-6);
    }

    private static void compare(OperationalAmplifierFigures f, double tolerance, double noise) {
        assertEquals(FIGURES.openLoopGain(), f.openLoopGain(), tolerance * FIGURES.openLoopGain());
        assertEquals(FIGURES.gainBandwidth(), f.gainBandwidth(), tolerance * FIGURES.gainBandwidth());
        assertEquals(FIGURES.phaseMargin(), f.phaseMargin(), 0.1);
        assertEquals(FIGURES.slewRate(), f.slewRate(), tolerance * FIGURES.slewRate());
        assertEquals(FIGURES.low(), f.low(), 2e-3);
        assertEquals(FIGURES.high(), f.high(), 2e-3);
        assertEquals(FIGURES.outputResistance(), f.outputResistance(), tolerance * FIGURES.outputResistance());
        assertEquals(FIGURES.outputLimit(), f.outputLimit(), tolerance * FIGURES.outputLimit());
        assertEquals(FIGURES.offset(), f.offset(), tolerance * FIGURES.offset() + 1e-7);
        assertEquals(FIGURES.biasCurrent(), f.biasCurrent(), -tolerance * FIGURES.biasCurrent());
        assertEquals(FIGURES.voltageNoise(), f.voltageNoise(), noise * FIGURES.voltageNoise());
        assertEquals(FIGURES.voltageCorner(), f.voltageCorner(), noise * FIGURES.voltageCorner());
        assertEquals(FIGURES.currentNoise(), f.currentNoise(), noise * FIGURES.currentNoise());
        assertEquals(FIGURES.currentCorner(), f.currentCorner(), noise * FIGURES.currentCorner());
        assertEquals(FIGURES.power(), f.power(), tolerance * FIGURES.power());
    }

    /** Kirchhoff at the summing node of each level: −R_f I (1 − NG/A), with a load of 10 kΩ that its output resistance divides; offset and input currents behind equal resistances add NG V_os. */
    @ParameterizedTest
    @EnumSource(OperationalAmplifierLevel.class)
    void transimpedanceFollowsItsLaw(OperationalAmplifierLevel level) {
        OperationalAmplifierFigures f = measured(level);
        double loaded = f.openLoopGain() * 10e3 / (10e3 + f.outputResistance());
        SummingAmplifier law = new SummingAmplifier(new OperationalAmplifier(loaded, f.gainBandwidth(), f.voltageNoise(), f.currentNoise(), f.low(), f.high()), 11.2e3, 1 / 22.4e3);
        double at0 = output(law, level, 0);
        for (double current : new double[] {-80e-6, 30e-6, 80e-6}) {
            assertEquals(law.output(current, f.offset()), output(law, level, current), 2e-5);        // V; what A0 loses at 1 V is 3 µV, input currents change with it by as much
            assertEquals(-11.2e3 * law.gainFactor(), (output(law, level, current) - at0) / current, 11.2e3 * 1e-5);
        }
        if (level != OperationalAmplifierLevel.IDEAL) {
            assertEquals(f.low(), output(law, level, 800e-6), 0.5);                                // but for what the load takes
            assertEquals(f.high(), output(law, level, -800e-6), 0.6);
        }
    }

    private static double output(SummingAmplifier law, OperationalAmplifierLevel level, double current) {
        return new OperatingPoint().run(bench(law, level, current)).voltage("z");
    }

    private static Circuit bench(SummingAmplifier law, OperationalAmplifierLevel level, double current) {
        return Circuit.of("tia", VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5), VoltageSource.dc("vb", "b", "0", 0), new Resistor("rb", "b", "s", 1 / law.conductance()), new Resistor("rl", "z", "0", 10e3),
                CurrentSource.dc("i", "0", "s", current).withAc(1), law.netlist(level.netlist(), 1e-15).as("xt", "s", "z", "vcc", "vee"));
    }

    /** One pole at GBW/NG, where the slope of |H| is 0.354 per unit of the logarithm. The law neglects the load beside the output's 54 Ω, 0.7 %; of pairs of transistors 170 kΩ between the inputs, 2 % of NG, and second poles. */
    @ParameterizedTest
    @EnumSource(value = OperationalAmplifierLevel.class, names = "IDEAL", mode = EnumSource.Mode.EXCLUDE)
    void bandwidthIsGainBandwidthOverNoiseGain(OperationalAmplifierLevel level) {
        OperationalAmplifierFigures f = measured(level);
        SummingAmplifier law = new SummingAmplifier(f.law(), 40e3, 1 / 4e3);                         // NG = 11
        double corner = law.bandwidth();
        double[] magnitude = new AcSweep(Sweep.of(corner / 100, corner)).run(bench(law, level, 0)).voltage("z").magnitude();
        assertEquals(40e3, magnitude[0], 40e3 * 2e-4);
        double tolerance = level == OperationalAmplifierLevel.ONE_POLE ? 0.003 : 0.025;
        assertEquals(Math.sqrt(0.5), magnitude[1] / magnitude[0], tolerance);
    }

    /**
     * NG² e_n² + R_f² i_n² and 4kT of all resistors, the compensating one included. A pair's base currents flow in its own emitter resistors too, 1.1 kΩ beside the 7.5 kΩ outside, which the law takes for independent: 2 · 1.1/7.5 of what
     * these currents make, 6 % to 13 % of the whole.
     */
    @ParameterizedTest
    @EnumSource(OperationalAmplifierLevel.class)
    void outputNoiseFollowsItsLaw(OperationalAmplifierLevel level) {
        OperationalAmplifierFigures f = measured(level);
        double frequency = 20e3;
        // at this frequency 1/f still adds to the white densities
        OperationalAmplifier op = new OperationalAmplifier(f.openLoopGain(), f.gainBandwidth(), f.voltageNoise() * Math.sqrt(1 + f.voltageCorner() / frequency), f.currentNoise() * Math.sqrt(1 + f.currentCorner() / frequency), -4, 4);
        SummingAmplifier law = new SummingAmplifier(op, 11.2e3, 1 / 22.4e3);
        double expected = law.outputNoise(Physics.ROOM_TEMPERATURE, law.conductance()) + law.compensationNoise(Physics.ROOM_TEMPERATURE);
        double measured = new NoiseAnalysis("z", Sweep.of(frequency)).run(bench(law, level, 0)).density()[0];
        boolean pair = level == OperationalAmplifierLevel.BOYLE || level == OperationalAmplifierLevel.TRANSISTORS;
        assertEquals(expected, measured, (pair ? 0.05 : 0.01) * expected);
    }

    @Test
    void macromodelRefusesFiguresThatItCannotHave() {
        OperationalAmplifierFigures slow = new OperationalAmplifierFigures(5, 1e5, 1e7, 60, 1e6, -4, 4, 1e3, 10e-3, 0, -1e-7, 1e-8, 0, 0, 0, 1e-2);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> BoyleMacromodel.netlist(slow)).getMessage().contains("slew rate"));
    }

    @Test
    void levelsTakeEachOthersPlace() {
        for (OperationalAmplifierLevel level : OperationalAmplifierLevel.values()) {
            Subcircuit opAmp = level.netlist();
            assertEquals(OperationalAmplifierLevel.PORTS, opAmp.ports());
            double out = new OperatingPoint().run(ColumnTest.bench(Column.of(64).withAmplifier(opAmp), 40e-6, 0)).voltage("out");
            assertEquals(0.4125, out, 0.002, level.name());                                          // the column with transistors; input currents and offsets differ
        }
    }
}
