package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.superpose.circuits.source.Formula;
import org.superpose.circuits.source.Function;

/** Parses the expressions of ngspice and PSpice by recursive descent: {@code ?:}, {@code ||}, {@code &&}, comparisons, sums, products, signs, powers ({@code ^} and {@code **}), functions. Depth is bounded. */
final class ExpressionParser {
    private static final int DEEPEST = 100;
    private static final Pattern WRAPPED = Pattern.compile("\\s*[viVI]\\w*\\s*\\([^(),]+(,[^(),]+)?\\)\\s*\\)");

    private final Card card;
    private final String text;
    private final int end;
    private int at;
    private int depth;
    private final Signals signals;              // of a result; null: none

    /** Voltages and currents of a result in a formula. */
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

    /** The same, with voltages and currents of a result, as .measure and .print have them. */
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
            condition = choose(condition, yes, no, position());
        }
        depth--;
        return condition;
    }

    private Expression or() {
        Expression left = and();
        while (accept("||")) {
            left = decided(Function.OR, left, and(), true, position());
        }
        return left;
    }

    private Expression and() {
        Expression left = equality();
        while (accept("&&")) {
            left = decided(Function.AND, left, equality(), false, position());
        }
        return left;
    }

    private Expression equality() {
        Expression left = comparison();
        while (true) {
            if (accept("==")) {
                left = two(Function.EQUAL, left, comparison());
            } else if (accept("!=") || accept("<>")) {
                left = two(Function.UNEQUAL, left, comparison());
            } else {
                return left;
            }
        }
    }

    private Expression comparison() {
        Expression left = sum();
        while (true) {
            if (accept("<=")) {
                left = two(Function.AT_MOST, left, sum());
            } else if (accept(">=")) {
                left = two(Function.AT_LEAST, left, sum());
            } else if (!next("<>") && accept("<")) {
                left = two(Function.LESS, left, sum());
            } else if (accept(">")) {
                left = two(Function.GREATER, left, sum());
            } else {
                return left;
            }
        }
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (accept("+")) {
                left = two(Function.ADD, left, product());
            } else if (accept("-")) {
                left = two(Function.SUBTRACT, left, product());
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = signed();
        while (true) {
            if (!next("**") && accept("*")) {
                left = two(Function.MULTIPLY, left, signed());
            } else if (accept("/")) {
                left = two(Function.DIVIDE, left, signed());
            } else if (accept("%")) {
                Expression a = left;
                Expression b = signed();
                Position place = position();
                left = s -> s.counted(Functions.remainder(a.of(s), b.of(s)), 1, place);
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
            result = one(Function.NEGATE, signed());
        } else if (accept("+")) {
            result = signed();
        } else if (!next("!=") && accept("!")) {
            result = one(Function.NOT, signed());
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
            boolean negative = accept("-");
            Expression exponent = primary();
            left = two(Function.POWER, left, negative ? one(Function.NEGATE, exponent) : exponent);
        }
        return left;
    }

    private Expression one(Function function, Expression a) {
        Position place = position();
        return s -> s.counted(function.of(a.of(s)), 1, place);
    }

    private Expression two(Function function, Expression a, Expression b) {
        Position place = position();
        return s -> s.counted(function.of(a.of(s), b.of(s)), 1, place);
    }

    /** What need not be looked at is not: functions may call themselves there. */
    private static Expression choose(Expression condition, Expression yes, Expression no, Position place) {
        return s -> {
            Formula asked = condition.of(s);
            return asked.isConstant() ? asked.number() != 0 ? yes.of(s) : no.of(s) : s.counted(Function.CHOOSE.of(asked, yes.of(s), no.of(s)), 1, place);
        };
    }

    /** An operation on truths that the first of them may decide. */
    private static Expression decided(Function function, Expression a, Expression b, boolean when, Position place) {
        return s -> {
            Formula first = a.of(s);
            return first.isConstant() && first.number() != 0 == when ? Formula.constant(when ? 1 : 0) : s.counted(function.of(first, b.of(s)), 1, place);
        };
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
            if (signals != null && isSignal(name)) {
                return signal(name, position);
            }
            return name.equals("v") || name.equals("i") ? probed(name.equals("v"), position) : call(name, position);
        }
        return s -> {
            s.step(position);
            return s.named(name, position);
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
        Formula constant = Formula.constant(value);
        return s -> constant;
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
        if ((name.equals("if") || name.equals("ternary_fcn")) && a.length == 3) {
            return choose(a[0], a[1], a[2], position);
        }
        return s -> {
            s.step(position);
            Scope.Function own = s.function(name);
            Functions.Named known = own == null ? Functions.of(name) : null;
            if (own == null && known == null) {
                throw new SpiceException(position, Functions.mend(name));
            }
            int least = own != null ? own.parameters().size() : known.least();
            int most = own != null ? least : known.most();
            if (a.length < least || a.length > most) {
                throw new SpiceException(position, "function " + name + " takes " + (least == most ? "" + least : "at least " + least) + " arguments, got " + a.length);
            }
            Formula[] x = new Formula[a.length];
            for (int i = 0; i < a.length; i++) {
                x[i] = a[i].of(s);
            }
            if (own != null) {
                return s.call(own, x, position);
            }
            try {
                return s.counted(known.law().apply(x), x.length, position);
            } catch (IllegalArgumentException e) {
                throw new SpiceException(position, "function " + name + ": " + e.getMessage(), e);
            }
        };
    }

    /** {@code v(a)}, {@code v(a,b)} or {@code i(v1)}: what stands in the parentheses are names, whatever characters they have. */
    private Expression probed(boolean voltage, Position position) {
        int close = text.indexOf(')', at);
        if (close < 0 || close >= end) {
            throw error("\")\" is missing at the end of the expression");
        }
        String[] names = text.substring(at, close).toLowerCase(Locale.ROOT).split(",", -1);
        at = close + 1;
        for (int i = 0; i < names.length; i++) {
            names[i] = names[i].strip();
        }
        if (names.length > (voltage ? 2 : 1) || names[0].isEmpty() || names[names.length - 1].isEmpty()) {
            throw new SpiceException(position, "write a voltage as v(node) or v(node,node), a current as i(source)");
        }
        return s -> {
            s.step(position);
            Scope.Probe probe = s.probe();
            if (probe == null) {
                throw new SpiceException(position, "a parameter cannot depend on a voltage or current of the circuit; write it into a behavioural source");
            }
            return voltage ? probe.voltage(names[0], names.length > 1 ? names[1] : "0") : probe.current(names[0]);
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

    private Position position() {
        return card.position(Math.min(at, Math.max(0, text.length() - 1)));
    }

    private SpiceException error(String message) {
        return card.error(Math.min(at, Math.max(0, text.length() - 1)), message);
    }
}
