package org.superpose.circuits.characterisation;

import java.util.function.ToDoubleFunction;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.Mosfet;

/**
 * Local mismatch: every part of the cell has an error of its own, of a standard deviation that its area sets (Pelgrom, Duinmaijer and Welbers, <i>Matching properties of MOS transistors</i>, IEEE JSSC 24, 1433, 1989). A factor is e to the error, for
 * a few per cent the same as 1 + error.
 *
 * @param saturation       σ of the area of bipolar transistors and diodes, which carries their saturation currents
 * @param resistance       σ of resistors
 * @param threshold        σ of the threshold voltages of MOS transistors [V]
 * @param transconductance σ of the gain factors of MOS transistors
 */
public record PartSpread(double saturation, double resistance, double threshold, double transconductance) implements Variation {
    private static final String CELL = "xcell.";

    public PartSpread {
        for (double sigma : new double[] {saturation, resistance, threshold, transconductance}) {
            if (!(sigma >= 0 && sigma <= 1)) {
                throw new IllegalArgumentException("spread of parts: standard deviations must lie from 0 to 1, got " + sigma);
            }
        }
    }

    @Override
    public Component vary(Component part, ToDoubleFunction<String> normal) {
        if (!part.name().startsWith(CELL)) {
            return part;
        }
        String name = part.name();
        if (part instanceof Resistor r) {
            return resistance == 0 ? r : r.withValue(r.resistance() * factor(resistance, normal, name));
        }
        if (part instanceof BipolarTransistor q) {
            return saturation == 0 ? q
                    : new BipolarTransistor(name, q.collector(), q.base(), q.emitter(), q.substrate(), q.model(), q.placement().withArea(q.placement().area() * factor(saturation, normal, name)));
        }
        if (part instanceof Diode d) {
            return saturation == 0 ? d : new Diode(name, d.anode(), d.cathode(), d.model(), d.perimeter(), d.placement().withArea(d.placement().area() * factor(saturation, normal, name)));
        }
        if (part instanceof Mosfet m) {
            return threshold == 0 && transconductance == 0 ? m
                    : new Mosfet(name, m.drain(), m.gate(), m.source(), m.bulk(), m.model().with("VTO", m.model().value("VTO") + threshold * normal.applyAsDouble(name + ".vto")), m.geometry(),
                            m.placement().withMultiplier(m.placement().multiplier() * factor(transconductance, normal, name + ".kp")));
        }
        if (part instanceof EkvTransistor m) {
            return threshold == 0 && transconductance == 0 ? m
                    : new EkvTransistor(name, m.drain(), m.gate(), m.source(), m.bulk(), m.model().with("VTO", m.model().value("VTO") + threshold * normal.applyAsDouble(name + ".vto")), m.geometry(),
                            m.placement().withMultiplier(m.placement().multiplier() * factor(transconductance, normal, name + ".kp")));
        }
        return part;
    }

    private static double factor(double sigma, ToDoubleFunction<String> normal, String name) {
        return Math.exp(sigma * normal.applyAsDouble(name));
    }
}
