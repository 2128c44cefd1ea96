package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses the expressions of ngspice and PSpice by recursive descent: {@code ?:}, {@code ||}, {@code &&}, comparisons, sums, products, signs, powers ({@code ^} and {@code **}), functions. Depth is bounded. */
final class ExpressionParser {
    private static final int DEEPEST = 100;
    private static final Pattern WRAPPED = Pattern.compile("\\s*[viVI]\\w*\\s*\\([^(),]+(,[^(),]+)?\\)\\s*\\)");

    private final Card card;
    private final String text;
    private final int end;
    private int at;
    private int depth;
    private final Signals signals;              // null: a formula of parameters only

    /** Voltages and currents in a formula. */
    @FunctionalInterface
    interface Signals {
        /** What {@code v(a,b)} or {@code mag(v(a))} stands for, the words within the parentheses in their order. */
        Expression of(String function, List<String> words, Position position);
    }

    private ExpressionParser(Card card, int from, int to, Signals signals) {
        this.signals = signals;
        this.card = card;
        text = card.text();
        at = from;
        end = to;
    }

    /** The expression between two places of a card; braces or quotes around it are taken off. */
    static Expression parse(Card card, int from, int to) {
        return parse(card, from, to, null);
    }

    /** The same, of voltages and currents too. */
    static Expression parse(Card card, int from, int to, Signals signals) {
        ExpressionParser parser = new ExpressionParser(card, from, to, signals);
        parser.skip();
        if (parser.at == parser.end) {
            throw card.error(from, "an expression is missing here; write a number or {...}");
        }
        Expression expression = parser.ternary();
        parser.skip();
        if (parser.at < parser.end) {
            throw parser.error("\"" + parser.rest() + "\" does not continue the expression; look for a missing operator or parenthesis");
        }
        return expression;
    }

    private Expression ternary() {
        if (++depth > DEEPEST) {
            throw error("the expression is nested more than " + DEEPEST + " deep; define parts of it with .param");
        }
        Expression condition = or();
        if (accept("?")) {
            Expression yes = ternary();
            expect(":");
            Expression no = ternary();
            Expression asked = condition;
            condition = s -> asked.value(s) != 0 ? yes.value(s) : no.value(s);
        }
        depth--;
        return condition;
    }

    private Expression or() {
        Expression left = and();
        while (accept("||")) {
            Expression a = left;
            Expression b = and();
            left = s -> a.value(s) != 0 || b.value(s) != 0 ? 1 : 0;
        }
        return left;
    }

    private Expression and() {
        Expression left = equality();
        while (accept("&&")) {
            Expression a = left;
            Expression b = equality();
            left = s -> a.value(s) != 0 && b.value(s) != 0 ? 1 : 0;
        }
        return left;
    }

    private Expression equality() {
        Expression left = comparison();
        while (true) {
            Expression a = left;
            if (accept("==")) {
                Expression b = comparison();
                left = s -> a.value(s) == b.value(s) ? 1 : 0;
            } else if (accept("!=") || accept("<>")) {
                Expression b = comparison();
                left = s -> a.value(s) != b.value(s) ? 1 : 0;
            } else {
                return left;
            }
        }
    }

    private Expression comparison() {
        Expression left = sum();
        while (true) {
            Expression a = left;
            if (accept("<=")) {
                Expression b = sum();
                left = s -> a.value(s) <= b.value(s) ? 1 : 0;
            } else if (accept(">=")) {
                Expression b = sum();
                left = s -> a.value(s) >= b.value(s) ? 1 : 0;
            } else if (!next("<>") && accept("<")) {
                Expression b = sum();
                left = s -> a.value(s) < b.value(s) ? 1 : 0;
            } else if (accept(">")) {
                Expression b = sum();
                left = s -> a.value(s) > b.value(s) ? 1 : 0;
            } else {
                return left;
            }
        }
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            Expression a = left;
            if (accept("+")) {
                Expression b = product();
                left = s -> a.value(s) + b.value(s);
            } else if (accept("-")) {
                Expression b = product();
                left = s -> a.value(s) - b.value(s);
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = signed();
        while (true) {
            Expression a = left;
            if (!next("**") && accept("*")) {
                Expression b = signed();
                left = s -> a.value(s) * b.value(s);
            } else if (accept("/")) {
                Expression b = signed();
                left = s -> a.value(s) / b.value(s);
            } else if (accept("%")) {
                Expression b = signed();
                left = s -> a.value(s) % b.value(s);
            } else {
                return left;
            }
        }
    }

    private Expression signed() {
        if (++depth > DEEPEST) {
            throw error("the expression is nested more than " + DEEPEST + " deep; define parts of it with .param");
        }
        Expression result;
        if (accept("-")) {
            Expression a = signed();
            result = s -> -a.value(s);
        } else if (accept("+")) {
            result = signed();
        } else if (!next("!=") && accept("!")) {
            Expression a = signed();
            result = s -> a.value(s) == 0 ? 1 : 0;
        } else {
            result = power();
        }
        depth--;
        return result;
    }

    /** From left to right, as in ngspice: 2^3^2 is 64. */
    private Expression power() {
        Expression left = primary();
        while (accept("^") || accept("**")) {
            Expression base = left;
            boolean negative = accept("-");
            Expression exponent = primary();
            left = negative ? s -> Math.pow(base.value(s), -exponent.value(s)) : s -> Math.pow(base.value(s), exponent.value(s));
        }
        return left;
    }

    private Expression primary() {
        skip();
        if (at == end) {
            throw error("the expression ends too early; add what is missing");
        }
        char c = text.charAt(at);
        if (c == '(' || c == '{') {
            at++;
            Expression inner = ternary();
            expect(c == '(' ? ")" : "}");
            return inner;
        }
        if (c >= '0' && c <= '9' || c == '.') {
            return number();
        }
        if (!isNameStart(c)) {
            throw error("\"" + rest() + "\" does not begin a number, a name or a parenthesis");
        }
        int from = at;
        while (at < end && isNamePart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at).toLowerCase(Locale.ROOT);
        Position position = card.position(from);
        if (accept("(")) {
            return signals != null && isSignal(name) ? signal(name, position) : call(name, position);
        }
        return s -> {
            s.step(position);
            return s.value(name, position);
        };
    }

    private Expression number() {
        int from = at;
        while (at < end && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.' || isExponentSign(from))) {
            at++;
        }
        String digits = text.substring(from, at);
        double value = SpiceNumber.parse(digits);
        if (Double.isNaN(value)) {
            throw card.error(from, "\"" + digits + "\" is not a number; write one such as 4.7k or 1e-6");
        }
        return s -> value;
    }

    /** Whether a sign here belongs to an exponent: behind an e that follows digits only. */
    private boolean isExponentSign(int from) {
        char c = text.charAt(at);
        if (c != '+' && c != '-' || at - from < 2 || Character.toLowerCase(text.charAt(at - 1)) != 'e') {
            return false;
        }
        for (int i = from; i < at - 1; i++) {
            if (!Character.isDigit(text.charAt(i)) && text.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    private Expression call(String name, Position position) {
        List<Expression> arguments = new ArrayList<>();
        if (!accept(")")) {
            do {
                arguments.add(ternary());
            } while (accept(","));
            expect(")");
        }
        Expression[] a = arguments.toArray(new Expression[0]);
        if (name.equals("v") || name.equals("i")) {
            throw new SpiceException(position, "a parameter cannot depend on a voltage or current of the circuit; such sources are not built yet");
        }
        if ((name.equals("if") || name.equals("ternary_fcn")) && a.length == 3) {
            return s -> a[0].value(s) != 0 ? a[1].value(s) : a[2].value(s);
        }
        return s -> {
            s.step(position);
            Scope.Function own = s.function(name);
            Functions.Function known = own == null ? Functions.of(name) : null;
            if (own == null && known == null) {
                throw new SpiceException(position, "there is no function " + name + "; define it with .func, or correct the name");
            }
            int least = own != null ? own.parameters().size() : known.least();
            int most = own != null ? least : known.most();
            if (a.length < least || a.length > most) {
                throw new SpiceException(position, "function " + name + " takes " + (least == most ? "" + least : "at least " + least) + " arguments, got " + a.length);
            }
            double[] x = new double[a.length];
            for (int i = 0; i < a.length; i++) {
                x[i] = a[i].value(s);
            }
            return own != null ? s.call(own, x, position) : known.law().applyAsDouble(x);
        };
    }

    /** Whether a name before a parenthesis is one of a voltage or current, or of a part of it that stands around it. */
    private boolean isSignal(String name) {
        return Quantity.isFunction(name) && (name.startsWith("v") || name.startsWith("i") || WRAPPED.matcher(text).region(at, end).lookingAt());
    }

    /** The words up to the parenthesis that closes. */
    private Expression signal(String function, Position position) {
        List<String> words = new ArrayList<>();
        int open = 1;
        while (open > 0) {
            skip();
            if (at == end) {
                throw error("the parenthesis behind " + function + " is not closed; add )");
            }
            char c = text.charAt(at);
            if (c == '(' || c == ')' || c == ',') {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
                at++;
                continue;
            }
            int from = at;
            while (at < end && "(),".indexOf(text.charAt(at)) < 0 && !Card.isBlank(text.charAt(at))) {
                at++;
            }
            words.add(text.substring(from, at).toLowerCase(Locale.ROOT));
        }
        return signals.of(function, words, position);
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '#' || c == '@' || c == '$';
    }

    private void skip() {
        while (at < end && Card.isBlank(text.charAt(at))) {
            at++;
        }
    }

    private boolean next(String sign) {
        skip();
        return at + sign.length() <= end && text.startsWith(sign, at);
    }

    private boolean accept(String sign) {
        if (!next(sign)) {
            return false;
        }
        at += sign.length();
        return true;
    }

    private void expect(String sign) {
        if (!accept(sign)) {
            throw error("\"" + sign + "\" is missing " + (at == end ? "at the end of the expression" : "before \"" + rest() + "\""));
        }
    }

    private String rest() {
        String rest = text.substring(at, end);
        return rest.length() > 20 ? rest.substring(0, 20) + "..." : rest;
    }

    private SpiceException error(String message) {
        return card.error(Math.min(at, Math.max(0, text.length() - 1)), message);
    }
}
