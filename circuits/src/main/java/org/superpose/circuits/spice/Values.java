package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;

/** Numbers of tokens. */
final class Values {
    private Values() {
    }

    /** The tokens without parentheses and commas, which only separate. */
    static List<Token> plain(List<Token> tokens) {
        List<Token> plain = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            if (token.kind() != Token.Kind.SIGN || token.is("=")) {
                plain.add(token);
            }
        }
        return plain;
    }

    /** Whether the token is a plain number. */
    static boolean isNumber(Token token) {
        return !Double.isNaN(token.number());
    }

    /** The value of a number, a parameter or an expression. */
    static double of(Token token, Scope scope) {
        double value = token.number();
        if (Double.isNaN(value)) {
            if (token.is("=") || token.kind() == Token.Kind.STRING) {
                throw token.error("\"" + token.raw() + "\" stands where a number should be");
            }
            value = ExpressionParser.parse(token.card(), token.from(), token.to()).value(scope);
        }
        if (!Double.isFinite(value)) {
            throw token.error("\"" + token.raw() + "\" is " + value + "; look for a division by zero or a function outside its range");
        }
        return value;
    }
}
