package org.superpose.circuits.spice;

import java.util.List;
import org.superpose.circuits.analysis.Scatter;

/**
 * What a model card says of the accuracy of a parameter, as PSpice has it: {@code is=1e-16 dev=2% lot/gauss=10%} (<i>PSpice A/D Reference Guide</i>, .MODEL).
 *
 * @param each of every device by itself (DEV); null: none
 * @param all  of all devices of the model together (LOT); null: none
 */
record Tolerance(Scatter each, Scatter all) {
    private static final Tolerance NONE = new Tolerance(null, null);

    /** What an accuracy behind a parameter says, and behind which token it ends. */
    record Read(Tolerance tolerance, int next) {
    }

    /** Whether a word begins an accuracy. */
    static boolean begins(Token token) {
        String text = token.text();
        return text.equals("dev") || text.equals("lot") || text.startsWith("dev/") || text.startsWith("lot/");
    }

    /** Reads all that stand behind a parameter, from a token on. */
    static Read read(List<Token> tokens, int from, Scope scope) {
        Tolerance read = NONE;
        int next = from;
        while (next < tokens.size() && begins(tokens.get(next))) {
            Token word = tokens.get(next++);
            next += next < tokens.size() && tokens.get(next).is("=") ? 1 : 0;
            if (next >= tokens.size()) {
                throw word.error("behind " + word.raw() + " its value is missing; write for instance " + word.raw() + "=5%");
            }
            Scatter scatter = scatter(word, tokens.get(next++), scope);
            boolean own = word.text().startsWith("dev");
            if ((own ? read.each : read.all) != null) {
                throw word.error(word.raw() + " is stated twice; take one away");
            }
            read = own ? new Tolerance(scatter, read.all) : new Tolerance(read.each, scatter);
        }
        return new Read(read, next);
    }

    private static Scatter scatter(Token word, Token size, Scope scope) {
        String[] parts = word.text().split("/", -1);
        Scatter.Shape shape = switch (parts.length == 1 ? "uniform" : parts.length == 2 ? parts[1] : "") {
            case "uniform" -> Scatter.Shape.UNIFORM;
            case "gauss" -> Scatter.Shape.NORMAL;
            default -> throw word.error("\"" + word.raw() + "\": a tolerance is dev or lot, and behind a stroke uniform or gauss: lot/gauss=5%; numbers of generators and distributions of one's own are not built");
        };
        boolean relative = size.text().endsWith("%");
        double value = relative ? SpiceNumber.parse(size.raw().substring(0, size.raw().length() - 1)) / 100 : Values.of(size, scope);
        if (!(value >= 0)) {
            throw size.error("\"" + size.raw() + "\" is no tolerance; write for instance 5%, or a number in the unit of the parameter");
        }
        return new Scatter(shape, value, relative);
    }
}
