package org.superpose.simulator.electronic;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.characterisation.CellFamily;
import org.superpose.circuits.characterisation.Characterisation;
import org.superpose.circuits.characterisation.Variation;
import org.superpose.circuits.passive.Resistor;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.ReadNoise;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** The multiplier of a machine as a netlist, in what its specimens differ, and how it is characterised. */
public final class CellDesign {
    /** Resistor of the shared branch that sets all tail currents of a chip, and the draw of its error. */
    private static final String TAIL_RESISTOR = "xtail.r1";
    static final String TAIL = "tail";
    /** Stored weights miss by their errors: so far beyond the largest one the cell is characterised, in volts at its port. */
    private static final double MARGIN = 1.1;
    private static final double SIGNAL_TOLERANCE = 1e-5;
    private static final double NOISE_TOLERANCE = 1e-4;

    private CellDesign() {
    }

    /**
     * The cell that a machine's hardware describes.
     *
     * @throws IllegalArgumentException if there is no netlist of it
     */
    public static CellFamily of(ElectronicHardware hardware) {
        Multiplier m = hardware.multiplier();
        if (m.kind() == Multiplier.Kind.OHMIC) {
            throw new IllegalArgumentException("multiplier.kind: ohmic is Ohm's law of the stored conductance; there is nothing to characterise in it, take multiplier.kind: gilbert");
        }
        if (Double.isInfinite(m.beta()) || m.tailDegeneration() != Multiplier.defaults().tailDegeneration()) {
            throw new IllegalArgumentException("the netlist of the multiplier needs a finite multiplier.beta and a multiplier.tailDegeneration of " + Multiplier.defaults().tailDegeneration() + " V, got " + m.beta() + " and " + m.tailDegeneration() + " V");
        }
        ReadNoise noise = hardware.readNoise();
        BipolarProcess process = BipolarProcess.complementary();
        MultiplierCell plain = BipolarMultipliers.degenerated(new BipolarProcess(process.npn().with("BF", m.beta()).with("KF", noise.flickerCoefficient()).with("AF", noise.flickerExponent()), process.pnp(), process.diode()),
                m.tailCurrent(), m.degeneration());
        DifferentialPort input = plain.input();
        DifferentialPort window = new DifferentialPort(input.plus(), input.minus(), input.commonMode(), m.inputLimit(), input.balanced());
        double largest = largestWeight(m.weightLimit());
        MultiplierCell.Coding.Voltage coding = new MultiplierCell.Coding.Voltage(((MultiplierCell.Coding.Voltage) plain.coding()).ofWeight(), largest);
        DifferentialPort weight = plain.weight().orElseThrow();
        MultiplierCell cell = new MultiplierCell(plain.netlist(), window, Optional.of(new DifferentialPort(weight.plus(), weight.minus(), weight.commonMode(), coding.ofWeight().applyAsDouble(largest), weight.balanced())), plain.outputPlus(),
                plain.outputMinus(), plain.lineVoltage(), plain.potentials(), plain.shared(), coding, plain.law());
        NoiseControl control = hardware.noise();
        return new CellFamily(cell, spread(m.saturationMismatch() * control.factor(Sources.SATURATION_CURRENT), m.resistorMismatch() * control.factor(Sources.RESISTOR), m.tailSpread() * control.factor(Sources.TAIL_SPREAD)));
    }

    /** Parts of the cell by themselves; the tail currents of all cells of a chip together. */
    private static Variation spread(double saturation, double resistor, double tail) {
        Variation parts = Variation.of(Mismatch.local(new Mismatch.Plain(saturation, resistor, 0, 0)));
        return (part, normal) -> tail > 0 && part.name().equals(TAIL_RESISTOR) && part instanceof Resistor r ? r.withValue(r.resistance() * StrictMath.exp(-tail * normal.applyAsDouble(TAIL)))
                : parts.vary(part, normal);
    }

    /** Largest weight for which the cell is characterised, where tanh of the port's voltage is the weight and the largest stored one has a given tanh. */
    static double largestWeight(double limit) {
        return StrictMath.tanh(MARGIN * 0.5 * (StrictMath.log1p(limit) - StrictMath.log1p(-limit)));
    }

    /** How the cell of a machine is characterised: at the machine's temperature, for all that its stores may hold. */
    public static Characterisation characterisation(ElectronicHardware hardware, int threads) {
        CellFamily family = of(hardware);
        double slack = StrictMath.max(1, hardware.noise().scale());
        return Characterisation.of(family).at(hardware.temperature()).withTolerances(SIGNAL_TOLERANCE * slack, NOISE_TOLERANCE * slack).onThreads(threads);
    }

    /** Chance for specimens from which a cell is characterised; they are none of any chip. */
    public static ToDoubleFunction<String> draws(long seed) {
        RandomStreams streams = RandomStreams.of(seed).named("characterisation");
        return name -> streams.named(name).stream().normal();
    }
}
