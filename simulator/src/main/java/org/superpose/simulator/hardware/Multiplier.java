package org.superpose.simulator.hardware;

import java.nio.file.Path;
import org.superpose.simulator.input.Section;

/**
 * The cell behind each weight. Defaults: the reference design in bipolar transistors.
 *
 * @param kind                a Gilbert cell whose weight port is set by the store, characterised from its netlist or in closed form, a cell of one's own, or the stored conductance itself. Default gilbert, the closed form
 * @param tailCurrent         I_T [A], 1 nA to 100 mA. Default 20 µA
 * @param degeneration        R_E in each leg of the input pair [Ω], 0 to 100 MΩ. Default 75 kΩ: I_T R_E = 1.5 V for ±1 V of input
 * @param beta                current gain β, at least 1. Default 120 (the NPN model's BF)
 * @param predistortion       whether the stored code is the artanh of the weight, which undoes the quad's tanh. Default true
 * @param weightLimit         tanh(V_w/2VT) of the largest weight, within (0, 1). Default 0.8: ±57 mV
 * @param inputLimit          largest magnitude that a clamp lets through to the input port [V]; beyond it the input pair would saturate. Default 1.5 V,
 *                            for a weight common mode of 2 V
 * @param saturationMismatch  σ of a transistor's saturation current, relative. Default 0.01 (Pelgrom, Duinmaijer and Welbers, IEEE JSSC 24, 1433, 1989,
 *                            for the law σ ∝ 1/√area; the reference design's mismatch runs took this figure)
 * @param resistorMismatch    σ of a resistor on the chip, relative. Default 0.003 (as above)
 * @param tailDegeneration    voltage across the tail's emitter resistor [V]. Default 0.5 V
 * @param tailSpread          σ, relative, of the one reference that feeds all tails of a chip. Default 0.02: an untrimmed bandgap and resistor
 * @param characterisation    file that {@code superpose characterise} made of the netlist; null: it is characterised when the machine is laid out
 * @param own                 the user's own cell; null for every other kind
 */
public record Multiplier(Kind kind, double tailCurrent, double degeneration, double beta, boolean predistortion, double weightLimit, double inputLimit,
                         double saturationMismatch, double resistorMismatch, double tailDegeneration, double tailSpread, Path characterisation, OwnCell own) {
    /** What multiplies. */
    public enum Kind {
        /** A Gilbert cell, input on the lower pair, stored weight on the quad, by a closed law. */
        GILBERT,
        /** The same, every transistor of it: its netlist is characterised, and so is what stands behind the cells of a column. */
        NETLIST,
        /** A netlist of the user's own, characterised likewise. */
        OWN,
        /** Ohm's law: the input voltage across the stored conductance, the sign by a second rail. */
        OHMIC
    }

    public Multiplier {
        Checks.within("multiplier.tailCurrent", tailCurrent, 1e-9, 0.1, "A");
        Checks.within("multiplier.degeneration", degeneration, 0, 1e8, "Ω");
        Checks.within("multiplier.beta", beta, 1, Double.POSITIVE_INFINITY, "1");
        if (!(weightLimit > 0 && weightLimit < 1)) {
            throw new IllegalArgumentException("multiplier.weightLimit must lie between 0 and 1, both excluded (it is a tanh), got " + weightLimit);
        }
        Checks.within("multiplier.inputLimit", inputLimit, 1e-3, 100, "V");
        Checks.within("multiplier.saturationMismatch", saturationMismatch, 0, 1, "1");
        Checks.within("multiplier.resistorMismatch", resistorMismatch, 0, 1, "1");
        Checks.within("multiplier.tailDegeneration", tailDegeneration, 0, 10, "V");
        Checks.within("multiplier.tailSpread", tailSpread, 0, 1, "1");
        if (characterisation != null && kind != Kind.NETLIST && kind != Kind.OWN) {
            throw new IllegalArgumentException("multiplier.characterisation belongs to multiplier.kind: netlist or own; the other kinds are computed in closed form");
        }
        if (own == null == (kind == Kind.OWN)) {
            throw new IllegalArgumentException("multiplier.kind: own and a cell of one's own belong together");
        }
    }

    public static Multiplier defaults() {
        return new Multiplier(Kind.GILBERT, 20e-6, 75e3, 120, true, 0.8, 1.5, 0.01, 0.003, 0.5, 0.02, null, null);
    }

    /** A store that multiplies by its own conductance. */
    public static Multiplier ohmic() {
        return defaults().as(Kind.OHMIC);
    }

    static Multiplier read(Section section) {
        Multiplier d = defaults();
        Kind kind = section.choice("kind", Kind.class, d.kind);
        double tailCurrent = section.quantity("tailCurrent", "A", d.tailCurrent);
        double degeneration = section.quantity("degeneration", "Ohm", d.degeneration);
        double beta = section.number("beta", d.beta);
        boolean predistortion = section.flag("predistortion", d.predistortion);
        double weightLimit = section.number("weightLimit", d.weightLimit);
        OwnCell own = kind == Kind.OWN ? OwnCell.read(section) : null;
        double inputLimit = own == null ? section.quantity("inputLimit", "V", d.inputLimit) : own.inputWindow();
        double saturationMismatch = section.number("saturationMismatch", d.saturationMismatch);
        double resistorMismatch = section.number("resistorMismatch", d.resistorMismatch);
        double tailDegeneration = section.quantity("tailDegeneration", "V", d.tailDegeneration);
        double tailSpread = section.number("tailSpread", d.tailSpread);
        Path characterisation = section.has("characterisation") ? section.resolve("characterisation") : null;
        return section.build(() -> new Multiplier(kind, tailCurrent, degeneration, beta, predistortion, weightLimit, inputLimit, saturationMismatch,
                resistorMismatch, tailDegeneration, tailSpread, characterisation, own));
    }

    /** The same cell, computed in another way. */
    public Multiplier as(Kind other) {
        return new Multiplier(other, tailCurrent, degeneration, beta, predistortion, weightLimit, inputLimit, saturationMismatch, resistorMismatch, tailDegeneration, tailSpread, null, null);
    }

    /** The cell from its netlist, by a file that {@code superpose characterise} made. */
    public Multiplier characterisedBy(Path file) {
        return new Multiplier(own == null ? Kind.NETLIST : Kind.OWN, tailCurrent, degeneration, beta, predistortion, weightLimit, inputLimit, saturationMismatch, resistorMismatch, tailDegeneration, tailSpread, file, own);
    }

    /** With another cell of the user's own in the place of the user's own. */
    public Multiplier withOwn(OwnCell other) {
        return new Multiplier(kind, tailCurrent, degeneration, beta, predistortion, weightLimit, inputLimit, saturationMismatch, resistorMismatch, tailDegeneration, tailSpread, characterisation, other);
    }

    public Multiplier withMismatch(double saturation, double resistor) {
        return new Multiplier(kind, tailCurrent, degeneration, beta, predistortion, weightLimit, inputLimit, saturation, resistor, tailDegeneration, tailSpread, characterisation, own);
    }

    public Multiplier withDegeneration(double resistance) {
        return new Multiplier(kind, tailCurrent, resistance, beta, predistortion, weightLimit, inputLimit, saturationMismatch, resistorMismatch,
                tailDegeneration, tailSpread, characterisation, own);
    }

    public Multiplier withPredistortion(boolean on) {
        return new Multiplier(kind, tailCurrent, degeneration, beta, on, weightLimit, inputLimit, saturationMismatch, resistorMismatch, tailDegeneration,
                tailSpread, characterisation, own);
    }
}
