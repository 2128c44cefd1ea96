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

    /** What an operation makes of that on its left; chains of operations of the same rank are worked off one by one, however long they are. */
    @FunctionalInterface
    private interface Step {
        Formula after(Formula left, Scope scope);
    }

    private static Expression chain(Expression first, List<Step> steps) {
        if (steps.isEmpty()) {
            return first;
        }
        return s -> {
            Formula result = first.of(s);
            for (Step step : steps) {
                result = step.after(result, s);
            }
            return result;
        };
    }

    private Step with(Function function, Expression right) {
        Position place = position();
        return (left, s) -> s.counted(function.of(left, right.of(s)), 1, place);
    }

    /** An operation on truths that the left one may decide; then the right one is not looked at. */
    private Step unless(boolean decisive, Function function, Expression right) {
        Position place = position();
        return (left, s) -> left.isConstant() && left.number() != 0 == decisive ? Formula.constant(decisive ? 1 : 0) : s.counted(function.of(left, right.of(s)), 1, place);
    }

    private Expression ternary() {
        if (++depth > DEEPEST) {
            throw error("the expression is nested more than " + DEEPEST + " deep; define parts of it with .param");
        }
        Expression result = or();
        if (accept("?")) {
            Expression yes = ternary();
            expect(":");
            result = choose(result, yes, ternary(), position());
        }
        depth--;
        return nested(result);
    }

    /** Counts depth of evaluation, for functions may call each other from within deep expressions. */
    private Expression nested(Expression inner) {
        Position place = position();
        return s -> s.deeper(place, () -> inner.of(s));
    }

    /** What need not be looked at is not: functions may call themselves there. */
    private static Expression choose(Expression condition, Expression yes, Expression no, Position place) {
        return s -> {
            Formula asked = condition.of(s);
            return asked.isConstant() ? asked.number() != 0 ? yes.of(s) : no.of(s) : s.counted(Function.CHOOSE.of(asked, yes.of(s), no.of(s)), 1, place);
        };
    }

    private Expression or() {
        Expression first = and();
        List<Step> steps = new ArrayList<>();
        while (accept("||")) {
            steps.add(unless(true, Function.OR, and()));
        }
        return chain(first, steps);
    }

    private Expression and() {
        Expression first = equality();
        List<Step> steps = new ArrayList<>();
        while (accept("&&")) {
            steps.add(unless(false, Function.AND, equality()));
        }
        return chain(first, steps);
    }

    private Expression equality() {
        Expression first = comparison();
        List<Step> steps = new ArrayList<>();
        while (true) {
            if (accept("==")) {
                steps.add(with(Function.EQUAL, comparison()));
            } else if (accept("!=") || accept("<>")) {
                steps.add(with(Function.UNEQUAL, comparison()));
            } else {
                return chain(first, steps);
            }
        }
    }

    private Expression comparison() {
        Expression first = sum();
        List<Step> steps = new ArrayList<>();
        while (true) {
            if (accept("<=")) {
                steps.add(with(Function.AT_MOST, sum()));
            } else if (accept(">=")) {
                steps.add(with(Function.AT_LEAST, sum()));
            } else if (!next("<>") && accept("<")) {
                steps.add(with(Function.LESS, sum()));
            } else if (accept(">")) {
                steps.add(with(Function.GREATER, sum()));
            } else {
                return chain(first, steps);
            }
        }
    }

    private Expression sum() {
        Expression first = product();
        List<Step> steps = new ArrayList<>();
        while (true) {
            if (accept("+")) {
                steps.add(with(Function.ADD, product()));
            } else if (accept("-")) {
                steps.add(with(Function.SUBTRACT, product()));
            } else {
                return chain(first, steps);
            }
        }
    }

    private Expression product() {
        Expression first = signed();
        List<Step> steps = new ArrayList<>();
        while (true) {
            if (!next("**") && accept("*")) {
                steps.add(with(Function.MULTIPLY, signed()));
            } else if (accept("/")) {
                steps.add(with(Function.DIVIDE, signed()));
            } else if (accept("%")) {
                Expression right = signed();
                Position place = position();
                steps.add((left, s) -> s.counted(Functions.remainder(left, right.of(s)), 1, place));
            } else {
                return chain(first, steps);
            }
        }
    }

    private Expression signed() {
        if (++depth > DEEPEST) {
            throw error("the expression is nested more than " + DEEPEST + " deep; define parts of it with .param");
        }
        Expression result;
        if (accept("-")) {
            result = nested(of(Function.NEGATE, signed()));
        } else if (accept("+")) {
            result = signed();
        } else if (!next("!=") && accept("!")) {
            result = nested(of(Function.NOT, signed()));
        } else {
            result = power();
        }
        depth--;
        return result;
    }

    private Expression of(Function function, Expression operand) {
        Position place = position();
        return s -> s.counted(function.of(operand.of(s)), 1, place);
    }

    /** From left to right, as in ngspice: 2^3^2 is 64. */
    private Expression power() {
        Expression first = primary();
        List<Step> steps = new ArrayList<>();
        while (accept("^") || accept("**")) {
            boolean negative = accept("-");
            Expression exponent = primary();
            steps.add(with(Function.POWER, negative ? of(Function.NEGATE, exponent) : exponent));
        }
        return chain(first, steps);
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
            if (own == null && RandomFunctions.has(name, a.length)) {
                return RandomFunctions.of(name, a, s, position);
            }
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
