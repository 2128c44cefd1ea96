package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.analysis.Scatter;
import org.superpose.circuits.analysis.Varied;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;

/**
 * How parts that were drawn alike come out different: each part by itself, and all parts of a kind on one die together. The two are independent draws. A factor is e to its error, for a few per cent the same as 1 + error.
 * <p>Saturation currents of bipolar transistors and diodes change as the area factor does; gain factors of MOS transistors as the number of parallel ones. Not counted is what depends on the distance between parts.
 *
 * @param parts of each part by itself
 * @param die   of all parts of a kind on a die
 */
public record Mismatch(Matching parts, Matching die) {
    /** Standard deviations of errors, by what a part is. */
    public interface Matching {
        /** Of the saturation current of a bipolar transistor or diode, relative. */
        double saturation(double area);

        /** Of a resistor or of a programmed conductance, relative. */
        double resistance(double ohms);

        /** Of a MOS transistor's threshold voltage [V]; of parallel ones together. */
        double threshold(MosfetGeometry geometry, double multiplier);

        /** Of a MOS transistor's gain factor β, relative. */
        double gain(MosfetGeometry geometry, double multiplier);
    }

    /**
     * The same for parts of every size.
     *
     * @param saturation of saturation currents, relative
     * @param resistance relative
     * @param threshold  [V]
     * @param gain       of β, relative
     */
    public record Plain(double saturation, double resistance, double threshold, double gain) implements Matching {
        /** No error at all. */
        public static final Plain NONE = new Plain(0, 0, 0, 0);

        public Plain {
            check("relative and in V", saturation, resistance, threshold, gain);
        }

        @Override
        public double saturation(double area) {
            return saturation;
        }

        @Override
        public double resistance(double ohms) {
            return resistance;
        }

        @Override
        public double threshold(MosfetGeometry geometry, double multiplier) {
            return threshold;
        }

        @Override
        public double gain(MosfetGeometry geometry, double multiplier) {
            return gain;
        }
    }

    /**
     * The area law {@code σ(ΔP) = A_P/√area} of the difference between two parts (Pelgrom, Duinmaijer and Welbers, <i>Matching properties of MOS transistors</i>, IEEE JSSC 24, 1433, 1989, equation 5 without its distance term); of one part
     * against the mean it is {@code 1/√2} of that.
     *
     * @param saturation      A_Is [m], relative
     * @param emitterArea     of a bipolar transistor or diode of area 1 [m²]
     * @param resistance      A_ρ [m], relative
     * @param sheetResistance of resistors [Ω]
     * @param resistorWidth   [m]: a resistor R has the area {@code width² R/R_sheet}
     * @param threshold       A_VT [V m]
     * @param gain            A_β [m], relative
     */
    public record Pelgrom(double saturation, double emitterArea, double resistance, double sheetResistance, double resistorWidth, double threshold, double gain) implements Matching {
        public Pelgrom {
            check("in m and V m", saturation, resistance, threshold, gain);
            if (!(emitterArea > 0) || !(sheetResistance > 0) || !(resistorWidth > 0)) {
                throw new IllegalArgumentException("mismatch: emitter area [m²], sheet resistance [Ω] and width of resistors [m] must be positive, got " + emitterArea + ", " + sheetResistance + ", " + resistorWidth);
            }
        }

        @Override
        public double saturation(double area) {
            return part(saturation, area * emitterArea);
        }

        @Override
        public double resistance(double ohms) {
            return part(resistance, resistorWidth * resistorWidth * Math.abs(ohms) / sheetResistance);
        }

        @Override
        public double threshold(MosfetGeometry geometry, double multiplier) {
            return part(threshold, multiplier * geometry.width() * geometry.length());
        }

        @Override
        public double gain(MosfetGeometry geometry, double multiplier) {
            return part(gain, multiplier * geometry.width() * geometry.length());
        }

        private static double part(double coefficient, double area) {
            return coefficient / Math.sqrt(2 * area);
        }
    }

    private static void check(String units, double... deviations) {
        for (double deviation : deviations) {
            if (!(deviation >= 0) || deviation > 1) {
                throw new IllegalArgumentException("mismatch: coefficients (" + units + ") must lie from 0 to 1, got " + deviation);
            }
        }
    }

    /** Each part by itself, dies alike. */
    public static Mismatch local(Matching parts) {
        return new Mismatch(parts, Plain.NONE);
    }

    /**
     * A specimen of a cell.
     *
     * @param cell    as designed
     * @param ofParts draws of the standard normal distribution, by the path of a part within the cell: {@code q3}, {@code xa.r1}; for MOS transistors {@code m1.vto} and {@code m1.beta}. Parts without a spread of their own do not ask
     * @param ofDie   draws that all cells of a die share: {@code npnv.area} and {@code nch.vto} by the name of the model, {@code resistance} and {@code conductance}
     */
    public Instance specimen(Instance cell, ToDoubleFunction<String> ofParts, ToDoubleFunction<String> ofDie) {
        return cell.varied((path, part) -> vary(path, part, ofParts, ofDie));
    }

    /** One part of a specimen, of the same name and nodes; see {@link #specimen}. */
    public Component vary(String path, Component part, ToDoubleFunction<String> ofParts, ToDoubleFunction<String> ofDie) {
        if (part instanceof Resistor r) {
            double error = error(parts.resistance(r.resistance()), path, ofParts) + error(die.resistance(r.resistance()), "resistance", ofDie);
            return error == 0 ? r : r.withValue(r.resistance() * Math.exp(error));
        }
        if (part instanceof ProgrammableConductance g) {
            double error = error(parts.resistance(1 / g.conductance()), path, ofParts) + error(die.resistance(1 / g.conductance()), "conductance", ofDie);
            return error == 0 ? g : g.withValue(g.conductance() * Math.exp(error));
        }
        if (part instanceof BipolarTransistor q) {
            double area = area(q.placement().area(), path, q.model().name(), ofParts, ofDie);
            return area == q.placement().area() ? q : new BipolarTransistor(q.name(), q.collector(), q.base(), q.emitter(), q.substrate(), q.model(), q.placement().withArea(area));
        }
        if (part instanceof Diode d) {
            double area = area(d.placement().area(), path, d.model().name(), ofParts, ofDie);
            return area == d.placement().area() ? d : new Diode(d.name(), d.anode(), d.cathode(), d.model(), d.placement().withArea(area));
        }
        if (part instanceof Mosfet m) {
            double m0 = m.placement().multiplier();
            double shift = shift(m.geometry(), m0, path, m.model().name(), ofParts, ofDie);
            double beta = beta(m.geometry(), m0, path, m.model().name(), ofParts, ofDie);
            return shift == 0 && beta == m0 ? m
                    : new Mosfet(m.name(), m.drain(), m.gate(), m.source(), m.bulk(), shift == 0 ? m.model() : m.model().with("VTO", stated(path, m.model().value("VTO")) + shift), m.geometry(), m.placement().withMultiplier(beta));
        }
        if (part instanceof EkvTransistor m) {
            double m0 = m.placement().multiplier();
            double shift = shift(m.geometry(), m0, path, m.model().name(), ofParts, ofDie);
            double beta = beta(m.geometry(), m0, path, m.model().name(), ofParts, ofDie);
            return shift == 0 && beta == m0 ? m
                    : new EkvTransistor(m.name(), m.drain(), m.gate(), m.source(), m.bulk(), shift == 0 ? m.model() : m.model().with("VTO", stated(path, m.model().value("VTO")) + shift), m.geometry(), m.placement().withMultiplier(beta));
        }
        return part;
    }

    /**
     * The numbers of a circuit that differ from part to part, for samples of it: what {@link #vary} does to resistances, areas, thresholds and gain factors, with the same spreads. Draws are named {@code mismatch x1.q3}, {@code mismatch x1.m1.vto} and, of the
     * die, {@code mismatch die npnv.area}.
     */
    public List<Varied> varied(Circuit circuit) {
        List<Varied> all = new ArrayList<>();
        for (Component part : circuit.components()) {
            String path = part.name();
            if (part instanceof Resistor r) {
                lognormal(all, path, r.resistance(), path, parts.resistance(r.resistance()), "resistance", die.resistance(r.resistance()));
            } else if (part instanceof ProgrammableConductance g) {
                lognormal(all, path, g.conductance(), path, parts.resistance(1 / g.conductance()), "conductance", die.resistance(1 / g.conductance()));
            } else if (part instanceof BipolarTransistor q) {
                lognormal(all, path + ".area", q.placement().area(), path, parts.saturation(q.placement().area()), q.model().name() + ".area", die.saturation(q.placement().area()));
            } else if (part instanceof Diode d) {
                lognormal(all, path + ".area", d.placement().area(), path, parts.saturation(d.placement().area()), d.model().name() + ".area", die.saturation(d.placement().area()));
            } else if (part instanceof Mosfet m) {
                channel(all, path, m.model().name(), m.model().value("VTO"), m.geometry(), m.placement().multiplier());
            } else if (part instanceof EkvTransistor m) {
                channel(all, path, m.model().name(), m.model().value("VTO"), m.geometry(), m.placement().multiplier());
            }
        }
        return all;
    }

    private void channel(List<Varied> all, String path, String model, double threshold, MosfetGeometry geometry, double multiplier) {
        double own = parts.threshold(geometry, multiplier);
        double common = die.threshold(geometry, multiplier);
        if (own != 0 || common != 0) {
            add(all, path + ".vto", stated(path, threshold), path + ".vto", new Scatter(Scatter.Shape.NORMAL, own, false), model + ".vto", new Scatter(Scatter.Shape.NORMAL, common, false));
        }
        lognormal(all, path + ".m", multiplier, path + ".beta", parts.gain(geometry, multiplier), model + ".beta", die.gain(geometry, multiplier));
    }

    private static void lognormal(List<Varied> all, String parameter, double nominal, String ofPart, double own, String ofDie, double common) {
        add(all, parameter, nominal, ofPart, new Scatter(Scatter.Shape.LOGNORMAL, own, true), ofDie, new Scatter(Scatter.Shape.LOGNORMAL, common, true));
    }

    private static void add(List<Varied> all, String parameter, double nominal, String ofPart, Scatter own, String ofDie, Scatter common) {
        List<Varied.Error> errors = new ArrayList<>();
        if (own.size() != 0) {
            errors.add(new Varied.Error("mismatch " + ofPart, own));
        }
        if (common.size() != 0) {
            errors.add(new Varied.Error("mismatch die " + ofDie, common));
        }
        if (!errors.isEmpty()) {
            all.add(new Varied(parameter, nominal, errors));
        }
    }

    private double area(double nominal, String path, String model, ToDoubleFunction<String> ofParts, ToDoubleFunction<String> ofDie) {
        double error = error(parts.saturation(nominal), path, ofParts) + error(die.saturation(nominal), model + ".area", ofDie);
        return error == 0 ? nominal : nominal * Math.exp(error);
    }

    private double shift(MosfetGeometry geometry, double multiplier, String path, String model, ToDoubleFunction<String> ofParts, ToDoubleFunction<String> ofDie) {
        return error(parts.threshold(geometry, multiplier), path + ".vto", ofParts) + error(die.threshold(geometry, multiplier), model + ".vto", ofDie);
    }

    private double beta(MosfetGeometry geometry, double multiplier, String path, String model, ToDoubleFunction<String> ofParts, ToDoubleFunction<String> ofDie) {
        double error = error(parts.gain(geometry, multiplier), path + ".beta", ofParts) + error(die.gain(geometry, multiplier), model + ".beta", ofDie);
        return error == 0 ? multiplier : multiplier * Math.exp(error);
    }

    private static double error(double sigma, String name, ToDoubleFunction<String> draw) {
        return sigma == 0 ? 0 : sigma * draw.applyAsDouble(name);
    }

    private static double stated(String path, double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException(path + ": its threshold cannot be varied, for its model derives it; state VTO");
        }
        return threshold;
    }
}
