package org.superpose.circuits.amplifier;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * An operational amplifier of one pole with offset, slew rate, rails, input currents and noise, after the macromodel of G. Boyle, B. Cohn, D. Pederson and J. Solomon (IEEE J. Solid-State Circuits 9, 353, 1974).
 * <p>With {@code d = v₊ − v₋ + Vos}, fp = GBW/A0, {@code S = slew/(2π fp)} and all voltages against the reference, an inner voltage x obeys
 * <pre>
 * 1/(2π fp) dx/dt = A0 d/√(1 + (A0 d/S)²) − x − K w (ln(1 + exp((x − high)/w)) − ln(1 + exp((low − x)/w))),   K = 100 A0,  w = 10 mV
 * i(out) = u/√(1 + (u/limit)²),  u = (v(out) − x)/R_out
 * i(in₊) = (v₊ − v₋)/R_in + Ib + Ios/2,   i(in₋) = −(v₊ − v₋)/R_in + Ib − Ios/2
 * </pre>
 * where high and low are the model's or, with supply pins, {@code v(vcc) + high} and {@code v(vee) + low}. Beyond a rail x rises by a hundredth of the overdrive. All currents return through the reference: the supplies carry none. Noise is
 * e_n²(1 + fc/f) in series with d and i_n²(1 + fi/f) from each input to the reference; the resistances have none of their own, because a data sheet's e_n contains it.
 * <p>As standard elements: two current sources (and R_in, noiseless) at the inputs; a current source of 1 µS times the right-hand side without −x into a capacitor 1 µS/(2π fp) beside a conductance of 1 µS; a current source for i(out).
 *
 * @param positive       the input that does not invert
 * @param negative       the input that inverts
 * @param output         the output
 * @param reference      what the inner voltage is measured against, and where currents return
 * @param positiveSupply the supply that the upper rail follows; the reference where the rails are fixed
 * @param negativeSupply the supply that the lower rail follows; the reference where the rails are fixed
 */
public record OperationalAmplifier(String name, String positive, String negative, String output, String reference, String positiveSupply, String negativeSupply, OperationalAmplifierModel model) implements Component {
    private static final Family FAMILY = OperationalAmplifierBank::new;

    public OperationalAmplifier {
        if (positiveSupply.equals(negativeSupply) && !(model.low() < model.high())) {
            throw new IllegalArgumentException(name + ": the low rail must lie below the high one [V], got " + model.low() + " and " + model.high());
        }
    }

    /** With fixed rails against ground. */
    public OperationalAmplifier(String name, String positive, String negative, String output, OperationalAmplifierModel model) {
        this(name, positive, negative, output, Circuit.GROUND, Circuit.GROUND, Circuit.GROUND, model);
    }

    /** The standard figures and fixed rails [V]. */
    public static OperationalAmplifier of(String name, String positive, String negative, String output, double low, double high) {
        return new OperationalAmplifier(name, positive, negative, output, OperationalAmplifierModel.standard().withRails(low, high));
    }

    /** The same with another offset [V]. */
    @Override
    public OperationalAmplifier withValue(double otherOffset) {
        return new OperationalAmplifier(name, positive, negative, output, reference, positiveSupply, negativeSupply, model.withOffset(otherOffset));
    }

    @Override
    public OperationalAmplifier renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new OperationalAmplifier(names.apply(name), nodes.apply(positive), nodes.apply(negative), nodes.apply(output), nodes.apply(reference), nodes.apply(positiveSupply), nodes.apply(negativeSupply), model);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative, output, reference, positiveSupply, negativeSupply);
    }

    @Override
    public Family family() {
        return FAMILY;
    }
}
