package org.superpose.circuits.spice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.superpose.circuits.analysis.AcSensitivity;
import org.superpose.circuits.analysis.AcSensitivityResult;
import org.superpose.circuits.analysis.Output;
import org.superpose.circuits.analysis.Parameter;
import org.superpose.circuits.analysis.Parameters;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;

/**
 * A .sens card. Columns are named as ngspice does: {@code r1} for the value of an element, {@code m1_w} for another number of it, {@code m1:vto} for one of its model, which counts for that element alone; beside them {@code nch:vto} for all elements of a model,
 * and {@code temp}.
 */
final class SensitivityCard {
    private static final Set<String> VALUES = Set.of("resistance", "capacitance", "inductance", "dc", "conductance", "coupling");
    /** What ngspice calls numbers of elements. */
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("placement.area", "area"), Map.entry("placement.multiplier", "m"), Map.entry("placement.temperature", "temp"), Map.entry("geometry.width", "w"), Map.entry("geometry.length", "l"),
            Map.entry("geometry.drainArea", "ad"), Map.entry("geometry.sourceArea", "as"), Map.entry("geometry.drainPerimeter", "pd"), Map.entry("geometry.sourcePerimeter", "ps"), Map.entry("geometry.drainSquares", "nrd"),
            Map.entry("geometry.sourceSquares", "nrs"), Map.entry("acMagnitude", "acmag"), Map.entry("acPhase", "acphase"), Map.entry("linear", "tc1"), Map.entry("quadratic", "tc2"), Map.entry("perimeter", "pj"));

    private final DeckPoint point;
    private final Output output;

    /**
     * Reads the output.
     *
     * @param tokens of the card up to what stands behind the output
     */
    SensitivityCard(Card card, List<Token> tokens, DeckPoint point) {
        this.point = point;
        boolean current = tokens.size() == 3 && tokens.get(1).is("i");
        if (!current && (tokens.size() < 3 || tokens.size() > 4 || !tokens.get(1).is("v"))) {
            throw card.error("write a sensitivity analysis as .sens v(out), .sens v(a,b) or .sens i(v1), and behind it for instance ac dec 10 1 1meg");
        }
        output = current ? Output.of(point.component(tokens.get(2)).name() + CircuitPlan.BRANCH) : new Output(point.node(tokens.get(2)), tokens.size() == 4 ? point.node(tokens.get(3)) : Circuit.GROUND);
    }

    /** Its run; in direct current if there are no frequencies. */
    Supplier<List<ResultTable>> run(Sweep frequencies) {
        return frequencies == null ? this::directCurrent : () -> smallSignal(frequencies);
    }

    private boolean counts(Parameter parameter) {
        return !(parameter.name().equals(Parameters.TEMPERATURE) && point.scope().usesTemperature());          // the values of such a deck move too
    }

    /** Slopes after every number that reaches the output, and what one per cent of each makes. */
    private List<ResultTable> directCurrent() {
        SensitivityResult result = new Sensitivity(point.settings(), List.of(output), Parameters.all(), point.near()).run(point.plan());
        ResultTable slopes = new ResultTable("sens", "Sensitivity Analysis", false, result.receipt());
        ResultTable perCent = new ResultTable("sens-percent", "Sensitivity per Cent", false, result.receipt());
        double[] gradient = result.gradient()[0];
        for (int p = 0; p < gradient.length; p++) {
            Parameter parameter = result.parameters().get(p);
            if (gradient[p] != 0 && counts(parameter)) {
                slopes.add(name(parameter), "notype", new double[] {gradient[p]});
                perCent.add(name(parameter), output.unknown().endsWith(CircuitPlan.BRANCH) ? "current" : "voltage", new double[] {parameter.value() / 100 * gradient[p]});
            }
        }
        return List.of(slopes, perCent);
    }

    /** Slopes of the phasor after every number that reaches it at some frequency. */
    private List<ResultTable> smallSignal(Sweep frequencies) {
        AcSensitivityResult result = new AcSensitivity(point.settings(), List.of(output), Parameters.all(), frequencies, point.near()).run(point.plan());
        ResultTable table = new ResultTable("sens-ac", "Sensitivity Analysis", true, result.receipt());
        table.addSwept("frequency", "frequency", result.frequencies());
        for (int p = 0; p < result.parameters().size(); p++) {
            Phasors slope = result.slope(0, p);
            if (counts(result.parameters().get(p)) && Arrays.stream(slope.magnitude()).anyMatch(value -> value != 0)) {
                table.add(name(result.parameters().get(p)), "notype", slope.real(), slope.imaginary());
            }
        }
        return List.of(table);
    }

    private static String name(Parameter parameter) {
        if (parameter.component().isEmpty()) {
            int dot = parameter.name().lastIndexOf('.');
            return dot < 0 ? parameter.name() : parameter.name().substring(0, dot).toLowerCase(Locale.ROOT) + ":" + parameter.name().substring(dot + 1);
        }
        String element = Names.ofComponent(parameter.component());
        String number = parameter.number();
        if (VALUES.contains(number)) {
            return element;
        }
        String ofElement = NAMES.getOrDefault(number, number.contains(".") ? number.substring(number.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : null);
        return ofElement != null ? element + "_" + ofElement : element + ":" + number.toLowerCase(Locale.ROOT);
    }
}
