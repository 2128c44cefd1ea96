package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.superpose.circuits.analysis.LinearSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.Sweep;

/**
 * What .dc or .step varies.
 *
 * @param word   what it is, as the card has it
 * @param kind   what kind of thing
 * @param model  name of a model, or ""
 * @param sweep  its points, in the units of the deck
 */
record Swept(Token word, Kind kind, String model, Sweep sweep) {
    private static final Set<String> MODEL_TYPES = Set.of("d", "npn", "pnp", "nmos", "pmos", "njf", "pjf", "r", "res", "c", "cap", "l", "ind", "sw", "csw");

    /** Kinds of things that can vary. */
    enum Kind {
        /** A parameter of .param. */
        PARAMETER,
        /** The temperature [°C]. */
        TEMPERATURE,
        /** The value of an element. */
        ELEMENT,
        /** A parameter of a model. */
        MODEL
    }

    /** All axes of a card from its first word on; the first varies fastest. */
    static List<Swept> of(Card card, Scope scope) {
        List<Token> tokens = Values.plain(card.tokens());
        List<Swept> axes = new ArrayList<>();
        int i = 1;
        String scale = "lin";
        while (i < tokens.size()) {
            if (tokens.get(i).is("dec") || tokens.get(i).is("oct") || tokens.get(i).is("lin")) {
                scale = tokens.get(i++).text();
                continue;
            }
            boolean parameter = tokens.get(i).is("param");
            boolean model = !parameter && i + 2 < tokens.size() && MODEL_TYPES.contains(tokens.get(i).text()) && !Values.isNumber(tokens.get(i + 1)) && !tokens.get(i + 1).is("list");
            String modelName = model ? tokens.get(i + 1).text() : "";
            i += parameter ? 1 : model ? 2 : 0;
            if (i + 2 >= tokens.size()) {
                throw usage(card);
            }
            Token what = tokens.get(i);
            Kind kind = parameter ? Kind.PARAMETER : model ? Kind.MODEL : what.is("temp") ? Kind.TEMPERATURE : Kind.ELEMENT;
            int next;
            Sweep sweep;
            if (tokens.get(i + 1).is("list")) {
                List<Double> points = new ArrayList<>();
                for (next = i + 2; next < tokens.size() && (Values.isNumber(tokens.get(next)) || tokens.get(next).kind() == Token.Kind.EXPRESSION); next++) {
                    points.add(Values.of(tokens.get(next), scope));
                }
                if (points.isEmpty()) {
                    throw tokens.get(i + 1).error("behind list the values are missing");
                }
                sweep = Sweep.of(points.stream().mapToDouble(Double::doubleValue).toArray());
            } else {
                if (i + 3 >= tokens.size()) {
                    throw usage(card);
                }
                next = i + 4;
                try {
                    sweep = sweep(tokens, i + 1, scale, scope);
                } catch (SpiceException e) {
                    throw e;
                } catch (IllegalArgumentException e) {
                    throw new SpiceException(tokens.get(i + 1).position(), e.getMessage(), e);
                }
            }
            axes.add(new Swept(what, kind, modelName, sweep));
            scale = "lin";
            i = next;
        }
        if (axes.isEmpty()) {
            throw usage(card);
        }
        return axes;
    }

    private static SpiceException usage(Card card) {
        return card.error("write a sweep as " + card.head() + " source start stop step, and four more words for an outer one; or param name, temp, list values");
    }

    private static Sweep sweep(List<Token> tokens, int at, String scale, Scope scope) {
        double start = Values.of(tokens.get(at), scope);
        double end = Values.of(tokens.get(at + 1), scope);
        double size = Values.of(tokens.get(at + 2), scope);
        if (!scale.equals("lin")) {
            if (!(size >= 1 && size <= 1e6)) {
                throw tokens.get(at + 2).error("the number of points must lie between 1 and a million, got " + size);
            }
            return scale.equals("dec") ? LogSweep.decades(start, end, (int) size) : LogSweep.octaves(start, end, (int) size);
        }
        if (size == 0 && start != end || (end - start) * size < 0) {
            throw tokens.get(at + 2).error("a step of " + size + " does not lead from " + start + " to " + end + "; change its sign or size");
        }
        return start == end ? Sweep.of(start) : LinearSweep.steps(start, end, size);
    }

    /** How the column is called that tells its values. */
    String columnName() {
        return model.isEmpty() ? word.text() : model + "(" + word.text() + ")";
    }
}
