package org.superpose.circuits.spice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a deck, or a subcircuit within it, defines: parameters, functions, models, subcircuits; and its elements. */
final class Body {
    private static final int DEEPEST = 50;

    private final String name;
    private final List<String> pins = new ArrayList<>();
    private final Map<String, Expression> parameters = new HashMap<>();
    private final Map<String, Expression> arguments = new HashMap<>();      // of these, what an instance may say otherwise
    private final Map<String, Scope.Function> functions = new HashMap<>();
    private final Map<String, List<Guard.Guarded>> models = new HashMap<>();
    private final Map<String, Body> subcircuits = new HashMap<>();
    private final List<Guard.Guarded> elements = new ArrayList<>();
    private List<Card> unguarded;               // the elements if none depends on an .if; null: not looked for yet, or one does
    private Guard open;                         // the .if that is open while cards are sorted

    private Body(String name) {
        this.name = name;
    }

    /** Sorts cards; those that are neither elements nor definitions go to a list. */
    static Body of(List<Card> cards, List<Guard.Guarded> directives) {
        Body top = new Body("");
        Deque<Body> open = new ArrayDeque<>();
        Deque<Card> opening = new ArrayDeque<>();
        open.push(top);
        for (Card card : cards) {
            Body body = open.peek();
            String head = card.inControl() ? ".control" : card.head();
            switch (head) {
                case ".if", ".elseif", ".else", ".endif" -> body.condition(card);
                case ".subckt", ".macro" -> {
                    body.refuseWithin(card);
                    if (open.size() > DEEPEST) {
                        throw card.error("subcircuits are defined more than " + DEEPEST + " deep within each other; look for a missing .ends");
                    }
                    open.push(body.subcircuit(card));
                    opening.push(card);
                }
                case ".ends", ".eom" -> {
                    if (open.size() == 1) {
                        throw card.error(".ends without a .subckt before it; take it away, or add the .subckt");
                    }
                    List<Token> tokens = card.tokens();
                    if (tokens.size() > 1 && !tokens.get(1).is(body.name)) {
                        throw tokens.get(1).error(".ends " + tokens.get(1).raw() + " stands where subcircuit " + body.name + " is open; close that one first");
                    }
                    body.refuseOpen();
                    open.pop();
                    opening.pop();
                }
                case ".model" -> body.model(card);
                case ".param", ".params", ".csparam" -> {
                    body.refuseWithin(card);
                    body.parameters.putAll(Assignments.parse(card, head.length()));
                }
                case ".func" -> {
                    body.refuseWithin(card);
                    body.function(card);
                }
                default -> {
                    if (!head.startsWith(".")) {
                        body.elements.add(new Guard.Guarded(card, body.open));
                    } else if (open.size() > 1 && body.open != null) {
                        throw card.error(head + " within the .if of a subcircuit would depend on the instance; take it out");
                    } else {
                        directives.add(new Guard.Guarded(card, body.open));
                    }
                }
            }
        }
        if (open.size() > 1) {
            throw opening.peek().error("subcircuit " + open.peek().name + " is not closed; add .ends");
        }
        top.refuseOpen();
        return top;
    }

    private void condition(Card card) {
        switch (card.head()) {
            case ".if" -> {
                int depth = 1;
                for (Guard g = open; g != null; g = g.outer()) {
                    depth++;
                }
                if (depth > DEEPEST) {
                    throw card.error(".if stands more than " + DEEPEST + " deep within each other; look for a missing .endif");
                }
                open = new Guard(open, new Guard.Choice(card), 0);
            }
            case ".endif" -> open = opened(card).outer();
            default -> open = new Guard(opened(card).outer(), open.choice(), open.choice().add(card));
        }
    }

    private Guard opened(Card card) {
        if (open == null) {
            throw card.error(card.head() + " without an .if before it; take it away, or add the .if");
        }
        return open;
    }

    private void refuseOpen() {
        if (open != null) {
            throw open.choice().begin().error("this .if is not closed; add .endif");
        }
    }

    private void refuseWithin(Card card) {
        if (open != null) {
            throw card.error(card.head() + " cannot stand within .if, because conditions depend on parameters; choose by an expression, such as .param r={fast ? 1k : 2k}, or by elements and models");
        }
    }

    private Body subcircuit(Card card) {
        List<Token> tokens = card.tokens();
        if (tokens.size() < 2) {
            throw card.error(".subckt needs a name and nodes");
        }
        Body body = new Body(tokens.get(1).text());
        for (int i = 2; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean named = i + 1 < tokens.size() && tokens.get(i + 1).is("=");
            if (token.is("params:") || named) {
                body.arguments.putAll(Assignments.parse(card, named ? token.from() : token.to()));
                break;
            }
            if (token.is("optional:")) {
                throw token.error("optional pins are not built; write them as plain pins");
            }
            if (token.kind() == Token.Kind.WORD) {
                body.pins.add(token.text());
            }
        }
        body.parameters.putAll(body.arguments);
        if (subcircuits.put(body.name, body) != null) {
            throw tokens.get(1).error("subcircuit " + body.name + " is defined twice; rename one of them");
        }
        return body;
    }

    private void model(Card card) {
        List<Token> tokens = card.tokens();
        if (tokens.size() < 3 || tokens.get(1).kind() != Token.Kind.WORD) {
            throw card.error(".model needs a name and a type, for instance .model d1n4148 d(is=2.5n)");
        }
        List<Guard.Guarded> same = models.computeIfAbsent(tokens.get(1).text(), name -> new ArrayList<>());
        if (open == null && same.stream().anyMatch(other -> other.guard() == null)) {
            throw tokens.get(1).error("model " + tokens.get(1).text() + " is defined twice; rename one of them");
        }
        same.add(new Guard.Guarded(card, open));
    }

    /** {@code .func f(x, y) {...}}, also with = before the braces. */
    private void function(Card card) {
        String text = card.text();
        int open = text.indexOf('(');
        int close = text.indexOf(')');
        String function = open < 0 ? "" : text.substring(".func".length(), open).strip().toLowerCase(Locale.ROOT);
        if (function.isEmpty() || close < open) {
            throw card.error("write a function as .func name(x, y) {expression}");
        }
        List<String> names = new ArrayList<>();
        String inside = text.substring(open + 1, close).strip().toLowerCase(Locale.ROOT);
        if (!inside.isEmpty()) {
            for (String parameter : inside.split("[,\\s]+")) {
                names.add(parameter);
            }
        }
        int from = close + 1;
        while (from < text.length() && (Card.isBlank(text.charAt(from)) || text.charAt(from) == '=')) {
            from++;
        }
        int to = text.length();
        if (from < to && (text.charAt(from) == '{' || text.charAt(from) == '\'') && card.closing(from) == to - 1) {
            from++;
            to--;
        }
        functions.put(function, new Scope.Function(names, ExpressionParser.parse(card, from, to)));
    }

    String name() {
        return name;
    }

    List<String> pins() {
        return pins;
    }

    /** Elements that count in a scope. */
    List<Card> elements(Scope scope) {
        if (unguarded == null) {
            List<Card> counting = new ArrayList<>(elements.size());
            boolean guarded = false;
            for (Guard.Guarded element : elements) {
                guarded |= element.guard() != null;
                if (element.holds(scope)) {
                    counting.add(element.card());
                }
            }
            if (guarded) {
                return counting;
            }
            unguarded = counting;
        }
        return unguarded;
    }

    /** Whether an instance may set it. */
    boolean hasArgument(String parameter) {
        return arguments.containsKey(parameter);
    }

    Expression parameter(String parameter) {
        return parameters.get(parameter);
    }

    Scope.Function function(String function) {
        return functions.get(function);
    }

    /** The model of a name that counts in a scope, or null. */
    Card model(String model, Scope scope) {
        Card found = null;
        for (Guard.Guarded candidate : models.getOrDefault(model, List.of())) {
            if (candidate.holds(scope)) {
                if (found != null) {
                    throw candidate.card().error("model " + model + " is defined at " + found.position() + " already; rename one of them");
                }
                found = candidate.card();
            }
        }
        return found;
    }

    Body subcircuit(String subcircuit) {
        return subcircuits.get(subcircuit);
    }
}
