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
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.Variation;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.passive.Resistor;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.ReadNoise;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** The multiplier of a machine as a netlist, in what its specimens differ, and how it is characterised. */
public final class CellDesign {
    /** Draw of the tail currents that the cells of a chip share, and the resistor of the branch that sets them. */
    static final String TAIL = "tail";
    private static final String TAIL_RESISTOR = "xtail.r1";
    /** Stored weights miss by their errors: so far beyond the largest one the cell is characterised, in volts at its port. */
    private static final double MARGIN = 1.1;
    private static final double SIGNAL_TOLERANCE = 1e-5;
    private static final double NOISE_TOLERANCE = 1e-4;
    /** Of the input's limit: where the gain for small inputs is taken. */
    private static final double SMALL = 0.05;

    private CellDesign() {
    }

    /**
     * The cell that a machine's hardware describes, its parts differing as they do at a scale of the noise.
     *
     * @throws IllegalArgumentException if there is no netlist of it
     */
    public static CellFamily of(ElectronicHardware hardware, double scale) {
        Multiplier m = hardware.multiplier();
        if (m.kind() == Multiplier.Kind.OHMIC) {
            throw new IllegalArgumentException("multiplier.kind: ohmic is Ohm's law of the stored conductance; there is no netlist to characterise, take multiplier.kind: netlist");
        }
        Variation parts = Variation.of(Mismatch.local(new Mismatch.Plain(StrictMath.min(1, scale * m.saturationMismatch()), StrictMath.min(1, scale * m.resistorMismatch()), 0, 0)));
        double tail = scale * m.tailSpread();
        return new CellFamily(cell(hardware), (part, normal) -> tail > 0 && part.name().equals(TAIL_RESISTOR) && part instanceof Resistor r ? r.withValue(r.resistance() * StrictMath.exp(-tail * normal.applyAsDouble(TAIL)))
                : parts.vary(part, normal));
    }

    /** Whether the draw of a name is of a resistor; those of transistors are of their saturation currents. */
    static boolean isResistor(String parameter) {
        return parameter.startsWith("r");
    }

    private static MultiplierCell cell(ElectronicHardware hardware) {
        Multiplier m = hardware.multiplier();
        if (Double.isInfinite(m.beta()) || m.tailDegeneration() != Multiplier.defaults().tailDegeneration()) {
            throw new IllegalArgumentException("the netlist of the multiplier needs a finite multiplier.beta and a multiplier.tailDegeneration of " + Multiplier.defaults().tailDegeneration() + " V, got " + m.beta() + " and " + m.tailDegeneration() + " V");
        }
        ReadNoise noise = hardware.readNoise();
        BipolarProcess process = BipolarProcess.complementary();
        MultiplierCell plain = BipolarMultipliers.degenerated(new BipolarProcess(process.npn().with("BF", m.beta()).with("KF", noise.flickerCoefficient()).with("AF", noise.flickerExponent()), process.pnp(), process.diode()),
                m.tailCurrent(), m.degeneration());
        DifferentialPort input = plain.input();
        DifferentialPort weight = plain.weight().orElseThrow();
        double voltage = MARGIN * portVoltage(hardware);
        return new MultiplierCell(plain.netlist(), new DifferentialPort(input.plus(), input.minus(), input.commonMode(), m.inputLimit(), input.balanced()),
                Optional.of(new DifferentialPort(weight.plus(), weight.minus(), weight.commonMode(), voltage, weight.balanced())), plain.outputPlus(), plain.outputMinus(), plain.lineVoltage(), plain.potentials(), plain.shared(),
                new MultiplierCell.Coding.Voltage(((MultiplierCell.Coding.Voltage) plain.coding()).ofWeight(), weight(voltage)), plain.law());
    }

    /** Voltage of the largest weight at its port [V], {@code 2VT artanh(limit)} at the temperature of the design. */
    static double portVoltage(ElectronicHardware hardware) {
        double limit = hardware.multiplier().weightLimit();
        return Physics.thermalVoltage(hardware.designTemperature()) * (StrictMath.log1p(limit) - StrictMath.log1p(-limit));
    }

    /** The weight that a voltage at its port stands for in the netlist's coding, {@code V = 2VT artanh w} at 27 °C. */
    static double weight(double voltage) {
        return StrictMath.tanh(voltage / (2 * Physics.thermalVoltage(Physics.ROOM_TEMPERATURE)));
    }

    /** Current of the matched cell per volt of a small input at the largest weight [S], at the temperature of the design. */
    static double unit(ElectronicHardware hardware) {
        CellFamily family = new CellFamily(cell(hardware), Variation.NONE);
        double small = SMALL * family.cell().input().limit();
        double[] currents = Characterisation.of(family).at(hardware.designTemperature()).current(family.nominal(weight(portVoltage(hardware))), -small, small);
        return (currents[1] - currents[0]) / (2 * small);
    }

    /** How the cell of a machine is characterised: at the machine's temperature, for all that its stores may hold. */
    public static Characterisation characterisation(ElectronicHardware hardware, int threads) {
        double scale = scale(hardware.noise());
        return Characterisation.of(of(hardware, scale)).at(hardware.temperature()).withTolerances(SIGNAL_TOLERANCE * scale, NOISE_TOLERANCE * scale).onThreads(threads);
    }

    /** Factor on standard deviations with which a cell is characterised: smaller ones, and single sources, are among them. */
    static double scale(NoiseControl noise) {
        return StrictMath.max(1, noise.scale());
    }

    /** The cell of a machine, from its file if the hardware names one, else characterised here and now. */
    static CharacterisedCell characterised(ElectronicHardware hardware) {
        int threads = Runtime.getRuntime().availableProcessors();
        Characterisation characterisation = characterisation(hardware, threads);
        if (hardware.multiplier().characterisation() == null) {
            return characterisation.run(draws(0));
        }
        if (hardware.noise().scale() > 1) {
            throw new IllegalArgumentException("noise.scale " + hardware.noise().scale() + " lies beyond what " + hardware.multiplier().characterisation().getFileName() + " was characterised for, which is 1; leave multiplier.characterisation out");
        }
        return CharacterisationFile.read(hardware.multiplier().characterisation(), characterisation.family(), characterisation.settings(), threads);
    }

    /** Chance for specimens from which a cell is characterised; they are none of any chip. */
    public static ToDoubleFunction<String> draws(long seed) {
        RandomStreams streams = RandomStreams.of(seed).named("characterisation");
        return name -> streams.named(name).stream().normal();
    }
}
