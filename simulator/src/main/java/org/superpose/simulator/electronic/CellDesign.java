package org.superpose.simulator.electronic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.LineCascode;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.characterisation.CellFamily;
import org.superpose.circuits.characterisation.Characterisation;
import org.superpose.circuits.characterisation.Characterisation.Extent;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.Variation;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.solve.ConvergenceException;
import org.superpose.simulator.analog.Findings;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.OwnCell;
import org.superpose.simulator.hardware.ReadNoise;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** The multiplier of a machine as a netlist, in what its specimens differ, and how it is characterised. */
public final class CellDesign {
    /** Draw of the tail currents that the cells of a column share, and the resistor of the branch that sets them. */
    static final String TAIL = "tail";
    private static final String TAIL_RESISTOR = "xtail.r1";
    /** The errors of these resistors are left out: base currents of 0.1 µA make 0.3 µV of 0.3 % of 1 kΩ, 2e-6 of full scale. */
    private static final String SOURCE_OF_WEIGHT = "xcell.xw.";
    /** Stored weights miss by their errors: so far beyond the largest one the cell is characterised, in volts at its port. */
    private static final double MARGIN = 1.1;
    /** Of a weight's voltage, in each of its two lines [Ω]. */
    static final double SOURCE_RESISTANCE = 1e3;
    /** Of the input's limit: where the gain for small inputs is taken. */
    private static final double SMALL = 0.05;

    private CellDesign() {
    }

    /**
     * The cell that a machine's hardware describes: behind the source of its weight, as it stands in a layer. Beside its own parts the tail current that it shares with its column varies.
     *
     * @throws IllegalArgumentException if there is no netlist of it
     */
    private static CellFamily of(ElectronicHardware hardware, CellSpread spread) {
        Multiplier m = hardware.multiplier();
        if (m.kind() == Multiplier.Kind.OHMIC) {
            throw new IllegalArgumentException("multiplier.kind: ohmic is Ohm's law of the stored conductance; there is no netlist to characterise, take multiplier.kind: netlist");
        }
        OwnCell own = m.own();
        Variation parts = Variation.of(Mismatch.local(new Mismatch.Plain(spread.saturation(), spread.resistance(), own == null ? 0 : CellSpread.limited(spread.own() * own.thresholdMismatch()),
                own == null ? 0 : CellSpread.limited(spread.own() * own.gainMismatch()))));
        MultiplierCell cell = cell(own == null ? hardware : hardware.withMultiplier(m.withOwn(own.withDeviations(spread.own()))));
        return new CellFamily(cell, (part, normal) -> part.name().startsWith(SOURCE_OF_WEIGHT) ? part
                : part.name().equals(TAIL_RESISTOR) && part instanceof Resistor r ? r.withValue(r.resistance() * StrictMath.exp(-spread.tail() * normal.applyAsDouble(TAIL))) : parts.vary(part, normal));
    }

    /** Names of all parts of a cell that may differ from their design, whether or not they have a spread. */
    static List<String> parts(ElectronicHardware hardware) {
        return new CellFamily(cell(hardware), Variation.of(Mismatch.local(new Mismatch.Plain(1, 1, 1, 1)))).parameters();
    }

    /** Whether the draw of a name is of a resistor; those of transistors are of their saturation currents. */
    static boolean isResistor(String parameter) {
        return parameter.startsWith("r", parameter.lastIndexOf('.') + 1);
    }

    /** Transistors and diodes. */
    static BipolarProcess process(ElectronicHardware hardware) {
        ReadNoise noise = hardware.readNoise();
        BipolarProcess typical = BipolarProcess.complementary();
        return new BipolarProcess(typical.npn().with("BF", hardware.multiplier().beta()).with("KF", noise.flickerCoefficient()).with("AF", noise.flickerExponent()), typical.pnp(), typical.diode());
    }

    private static MultiplierCell cell(ElectronicHardware hardware) {
        return alone(hardware).behind(SOURCE_RESISTANCE);
    }

    /** Without the source of its weight. */
    static MultiplierCell alone(ElectronicHardware hardware) {
        Multiplier m = hardware.multiplier();
        if (m.own() != null) {
            return own(m.own());
        }
        if (Double.isInfinite(m.beta()) || m.tailDegeneration() != Multiplier.defaults().tailDegeneration()) {
            throw new IllegalArgumentException("the netlist of the multiplier needs a finite multiplier.beta and a multiplier.tailDegeneration of " + Multiplier.defaults().tailDegeneration() + " V, got " + m.beta() + " and " + m.tailDegeneration() + " V");
        }
        MultiplierCell plain = BipolarMultipliers.degenerated(process(hardware), m.tailCurrent(), m.degeneration());
        DifferentialPort input = plain.input();
        DifferentialPort weight = plain.weight().orElseThrow();
        double voltage = MARGIN * portVoltage(hardware);
        return new MultiplierCell(plain.netlist(), new DifferentialPort(input.plus(), input.minus(), input.commonMode(), m.inputLimit(), input.balanced()),
                Optional.of(new DifferentialPort(weight.plus(), weight.minus(), weight.commonMode(), voltage, weight.balanced())), plain.outputPlus(), plain.outputMinus(), hardware.summer().lines() == Summer.Lines.FOLDED ? plain.lineVoltage() : LineCascode.LINE_VOLTAGE, plain.potentials(), plain.shared(),
                new MultiplierCell.Coding.Voltage(((MultiplierCell.Coding.Voltage) plain.coding()).ofWeight(), weight(hardware, voltage)), plain.law());
    }

    private static MultiplierCell own(OwnCell own) {
        DifferentialPort input = new DifferentialPort(own.inputPlus(), own.inputMinus(), own.inputLevel(), own.inputWindow(), own.balanced());
        DifferentialPort weight = new DifferentialPort(own.weightPlus(), own.weightMinus(), own.weightLevel(), MARGIN * own.weightWindow(), own.balanced());
        try {
            return own.engine() == OwnCell.Engine.NGSPICE
                    ? org.superpose.circuits.characterisation.OwnCell.readForNgspice(own.file(), own.subcircuit(), input, weight, own.outputPlus(), own.outputMinus(), own.lineLevel(), own.potentials(), own.deviations())
                    : org.superpose.circuits.characterisation.OwnCell.read(own.file(), own.subcircuit(), input, weight, own.outputPlus(), own.outputMinus(), own.lineLevel(), own.potentials());
        } catch (IOException e) {
            throw new InputException(own.file(), "cannot be read (" + e.getMessage() + ")");
        } catch (CircuitException | ConvergenceException e) {
            throw new InputException(own.file(), "is unfit as multiplier: " + e.getMessage());
        }
    }

    /** Voltage of the largest weight at its port [V], {@code 2VT artanh(limit)} at the temperature of the design; of an own cell the end of its window. */
    static double portVoltage(ElectronicHardware hardware) {
        if (hardware.multiplier().own() != null) {
            return hardware.multiplier().own().weightWindow();
        }
        double limit = hardware.multiplier().weightLimit();
        return Physics.thermalVoltage(hardware.designTemperature()) * (StrictMath.log1p(limit) - StrictMath.log1p(-limit));
    }

    /** The weight that a voltage at its port stands for in the netlist's coding, {@code V = 2VT artanh w} at 27 °C; of an own cell in proportion. */
    static double weight(ElectronicHardware hardware, double voltage) {
        OwnCell own = hardware.multiplier().own();
        return own != null ? voltage / (MARGIN * own.weightWindow()) : StrictMath.tanh(voltage / (2 * Physics.thermalVoltage(Physics.ROOM_TEMPERATURE)));
    }

    /** Current of the matched cell per volt of a small input at the largest weight [S], at the temperature of the design. */
    static double unit(ElectronicHardware hardware) {
        CellFamily family = new CellFamily(cell(hardware), Variation.NONE);
        double small = SMALL * family.cell().input().limit();
        double[] currents = Characterisation.of(family).at(hardware.designTemperature()).current(family.nominal(weight(hardware, portVoltage(hardware))), -small, small);
        return (currents[1] - currents[0]) / (2 * small);
    }

    /** Current that the matched cell draws from each line at rest [A]; negative where it pushes. */
    static double lineCurrent(ElectronicHardware hardware) {
        CellFamily family = new CellFamily(cell(hardware), Variation.NONE);
        return Characterisation.of(family).at(hardware.designTemperature()).lineCurrent(family.nominal(0), 0);
    }

    /** Most that the current of one line of the matched cell differs from that at rest, within the window of its input [A]. */
    static double lineSwing(ElectronicHardware hardware) {
        CellFamily family = new CellFamily(cell(hardware), Variation.NONE);
        Characterisation characterisation = Characterisation.of(family).at(hardware.designTemperature());
        double limit = family.cell().input().limit();
        double rest = characterisation.lineCurrent(family.nominal(0), 0);
        double common = StrictMath.max(StrictMath.abs(characterisation.lineCurrent(family.nominal(0), limit) - rest), StrictMath.abs(characterisation.lineCurrent(family.nominal(0), -limit) - rest));
        return common + unit(hardware) * limit / 2;
    }

    /** How the cell of a machine is characterised, down to its data sheet: at the machine's temperature, for all that its stores may hold. */
    public static Characterisation characterisation(ElectronicHardware hardware, int threads) {
        return characterisation(hardware, CellSpread.of(hardware).to(Extent.DATA_SHEET), threads);
    }

    private static Characterisation characterisation(ElectronicHardware hardware, CellSpread spread, int threads) {
        return Characterisation.of(of(hardware, spread)).at(hardware.temperature()).withTolerances(spread.signal(), spread.noise()).to(spread.extent()).onThreads(threads);
    }

    /** The cell of a machine, from its file if the hardware names one; else as it is known, or characterised here and now. */
    static CharacterisedCell characterised(ElectronicHardware hardware, Findings findings) {
        CellSpread spread = CellSpread.of(hardware);
        Path file = hardware.multiplier().characterisation();
        if (file != null && !spread.equals(CellSpread.of(hardware.withNoise(NoiseControl.all())))) {
            throw new IllegalArgumentException("noise.scale " + hardware.noise().scale() + " lies beyond what " + file.getFileName() + " was characterised for; leave multiplier.characterisation out");
        }
        int threads = Runtime.getRuntime().availableProcessors();
        Characterisation characterisation = characterisation(hardware, spread, threads);
        CellFamily family = characterisation.family();
        return findings.find(CharacterisedCell.class, List.of(family.hash(), family.hashOfSpecimens(), characterisation.settings(), spread, Optional.ofNullable(file)),
                () -> file == null ? characterisation.run(draws(0)) : CharacterisationFile.read(file, family, characterisation.settings(), threads));
    }

    /** Chance for specimens from which a cell is characterised; they are none of any chip. */
    public static ToDoubleFunction<String> draws(long seed) {
        RandomStreams streams = RandomStreams.of(seed).named("characterisation");
        return name -> streams.named(name).stream().normal();
    }
}
