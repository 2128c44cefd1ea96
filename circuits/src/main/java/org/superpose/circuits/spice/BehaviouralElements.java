package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.source.BehaviouralCapacitor;
import org.superpose.circuits.source.BehaviouralCurrentSource;
import org.superpose.circuits.source.BehaviouralResistor;
import org.superpose.circuits.source.BehaviouralVoltageSource;
import org.superpose.circuits.source.Formula;

/** Makes the components whose law is a formula of the circuit: B; E, F, G, H with VALUE or TABLE; R and C with a formula. What follows an = up to the next name= is the formula, so these cards are read by their text and not by words. */
final class BehaviouralElements implements Scope.Probe {
    private final Elements elements;
    private final String path;
    private final Scope scope;
    private Scope formulas;                     // made with the first formula

    BehaviouralElements(Elements elements, String path, Scope scope) {
        this.elements = elements;
        this.path = path;
        this.scope = scope;
    }

    private Scope formulas() {
        if (formulas == null) {
            formulas = scope.withCircuit(this);
        }
        return formulas;
    }

    @Override
    public Formula voltage(String positive, String negative) {
        return Formula.voltage(elements.node(positive), elements.node(negative));
    }

    /** Also by the name that ngspice gives to what is within an instance: {@code v.x1.v1}. */
    @Override
    public Formula current(String component) {
        boolean lettered = component.length() > 2 && component.charAt(1) == '.' && component.charAt(0) == component.charAt(component.lastIndexOf('.') + 1);
        return Formula.current(path + (lettered ? component.substring(2) : component));
    }

    /** The component of a card, or null if the card has no formula of the circuit. */
    Component of(Card card) {
        return switch (card.head().isEmpty() ? ' ' : card.head().charAt(0)) {
            case 'b' -> arbitrary(card);
            case 'e', 'f', 'g', 'h' -> controlled(card);
            case 'r' -> card.text().indexOf('{') >= 0 || card.text().indexOf('\'') >= 0 ? resistor(card) : null;
            case 'c' -> capacitor(card);
            default -> null;
        };
    }

    /** {@code B1 a b V=...} or {@code I=...}. */
    private Component arbitrary(Card card) {
        List<Token> tokens = card.tokens();
        if (tokens.size() < 5) {
            throw card.error(card.head() + ": write a source as " + card.head() + " a b V={...} or I={...}");
        }
        Map<String, Expression> named = Assignments.parse(card, tokens.get(3).from());
        Expression voltage = named.remove("v");
        Expression current = named.remove("i");
        if (voltage == null == (current == null)) {
            throw card.error(card.head() + ": write its voltage as V={...} or its current as I={...}, and not both");
        }
        return source(card, tokens, voltage != null, (voltage != null ? voltage : current).of(formulas()), named);
    }

    /** {@code VALUE={...}}, {@code VALUE {...}}, {@code vol='...'}, {@code cur='...'} or a TABLE; null if it has none of them. */
    private Component controlled(Card card) {
        List<Token> tokens = card.tokens();
        boolean voltage = card.head().charAt(0) == 'e' || card.head().charAt(0) == 'h';
        for (int i = 3; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("table")) {
                return table(card, tokens, i, voltage);
            }
            if (token.is("value") || token.is("vol") || token.is("cur")) {
                if (i != 3 || tokens.size() < 5) {
                    throw token.error(card.head() + ": write it as " + card.head() + " a b " + token.raw() + "={...}");
                }
                boolean equals = tokens.get(4).is("=");
                if (!equals && tokens.get(4).kind() != Token.Kind.EXPRESSION) {
                    throw tokens.get(4).error(card.head() + ": behind " + token.raw() + " = or {...} is missing");
                }
                Map<String, Expression> named = Assignments.parse(card, equals ? token.from() : tokens.get(4).to() + 1);
                Expression law = equals ? named.remove(token.text()) : ExpressionParser.parse(card, tokens.get(4).from(), tokens.get(4).to());
                return source(card, tokens, voltage, law.of(formulas()), named);
            }
        }
        return null;
    }

    /** {@code TABLE {...} = (x, y) (x, y)}, or with two controlling nodes before TABLE in the place of the formula. */
    private Component table(Card card, List<Token> tokens, int at, boolean voltage) {
        int next = at + 1;
        next += next < tokens.size() && tokens.get(next).is("=") ? 1 : 0;
        Formula x;
        if (at == 5) {
            x = Formula.voltage(elements.node(tokens.get(3)), elements.node(tokens.get(4)));
        } else if (at == 3 && next < tokens.size() && tokens.get(next).kind() == Token.Kind.EXPRESSION) {
            x = ExpressionParser.parse(card, tokens.get(next).from(), tokens.get(next).to()).of(formulas());
            next++;
        } else {
            throw tokens.get(at).error(card.head() + ": write a table as " + card.head() + " a b TABLE {v(c)} = (0,0) (1,5)");
        }
        List<Double> numbers = new ArrayList<>();
        for (Token token : Values.plain(tokens.subList(next, tokens.size()))) {
            if (!token.is("=") || !numbers.isEmpty()) {
                numbers.add(Values.of(token, scope));
            }
        }
        return source(card, tokens, voltage, Functions.table(x, numbers.stream().mapToDouble(Double::doubleValue).toArray(), false), new HashMap<>());
    }

    private Component source(Card card, List<Token> tokens, boolean voltage, Formula law, Map<String, Expression> named) {
        String positive = elements.node(tokens.get(1));
        String negative = elements.node(tokens.get(2));
        if (voltage) {
            refuse(card, named);
            return new BehaviouralVoltageSource(path + card.head(), positive, negative, law);
        }
        Formula times = multiplied(law, named);
        refuse(card, named);
        return new BehaviouralCurrentSource(path + card.head(), positive, negative, times);
    }

    /** So many in parallel. */
    private Formula multiplied(Formula law, Map<String, Expression> named) {
        Expression multiplier = named.remove("m");
        return multiplier == null ? law : law.times(multiplier.value(scope));
    }

    private static void refuse(Card card, Map<String, Expression> named) {
        for (String parameter : named.keySet()) {
            throw card.error(card.head() + ": parameter " + parameter + " is not built beside a formula; write it into the formula, where temper is the temperature");
        }
    }

    /** Null if its resistance is a number. */
    private Component resistor(Card card) {
        List<Token> tokens = card.tokens();
        Token law = law(tokens, "r", "resistance");
        Formula resistance = law == null ? null : formula(card, law, formulas());
        if (resistance == null || resistance.isConstant() || !resistance.followsCircuit()) {
            return null;
        }
        Map<String, Expression> named = rest(card, tokens, law);
        Expression multiplier = named.remove("m");
        named.remove("noisy");
        named.remove("noise");
        refuse(card, named);
        return new BehaviouralResistor(path + card.head(), elements.node(tokens.get(1)), elements.node(tokens.get(2)), multiplier == null ? resistance : resistance.over(multiplier.value(scope)));
    }

    /** By its charge, in which x is its voltage, or by its capacitance; null if that is a number. */
    private Component capacitor(Card card) {
        List<Token> tokens = card.tokens();
        boolean charge = tokens.stream().skip(3).anyMatch(token -> token.is("q"));
        Token law = charge ? null : law(tokens, "c", "capacitance");
        Formula formula = law == null ? null : formula(card, law, formulas());
        if (!charge && (formula == null || !formula.followsCircuit())) {
            return null;
        }
        String positive = elements.node(tokens.get(1));
        String negative = elements.node(tokens.get(2));
        Map<String, Expression> named = charge ? Assignments.parse(card, tokens.get(3).from()) : rest(card, tokens, law);
        Expression stored = named.remove("q");
        if (stored != null) {
            Scope own = new Scope(formulas(), null);
            own.set("x", Formula.voltage(positive, negative));
            formula = stored.of(own);
        }
        Expression initial = named.remove("ic");
        Formula times = multiplied(formula, named);
        refuse(card, named);
        return new BehaviouralCapacitor(path + card.head(), positive, negative, charge ? BehaviouralCapacitor.Stores.CHARGE : BehaviouralCapacitor.Stores.CAPACITANCE, times, initial == null ? Double.NaN : initial.value(scope));
    }

    /** The token in braces or quotes that stands for the value of an element: the first one behind the nodes, or behind a name and =. */
    private static Token law(List<Token> tokens, String letter, String word) {
        if (tokens.size() > 3 && tokens.get(3).kind() == Token.Kind.EXPRESSION) {
            return tokens.get(3);
        }
        for (int i = 3; i + 2 < tokens.size(); i++) {
            if ((tokens.get(i).is(letter) || tokens.get(i).is(word)) && tokens.get(i + 1).is("=") && tokens.get(i + 2).kind() == Token.Kind.EXPRESSION) {
                return tokens.get(i + 2);
            }
        }
        return null;
    }

    private static Formula formula(Card card, Token law, Scope formulas) {
        return ExpressionParser.parse(card, law.from(), law.to()).of(formulas);
    }

    /** What stands beside the value of an element. */
    private static Map<String, Expression> rest(Card card, List<Token> tokens, Token law) {
        if (law == tokens.get(3)) {
            return Assignments.parse(card, law.to() + 1);
        }
        Map<String, Expression> named = Assignments.parse(card, tokens.get(3).from());
        named.keySet().removeAll(List.of("r", "resistance", "c", "capacitance"));
        return named;
    }
}
