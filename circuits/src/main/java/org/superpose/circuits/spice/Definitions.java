package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The models and subcircuits of a deck. Cards refer to them by numbers until it is known which of them are needed; those that are get a name and stand in the deck once, where they are equal.
 */
final class Definitions {
    /** Before the number of a definition; no card has it otherwise. */
    private static final char SIGN = '\u0001';
    private static final Pattern REFERENCE = Pattern.compile(SIGN + "(\\d+)");

    private final WrittenNames names;
    private final List<Definition> known = new ArrayList<>();
    private final Map<Definition, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> named = new HashMap<>();
    private final List<String> models = new ArrayList<>();
    private final List<String> subcircuits = new ArrayList<>();

    /**
     * Of one deck.
     *
     * @param names of its outermost level, among which those of models and subcircuits are unique
     */
    Definitions(WrittenNames names) {
        this.names = names;
    }

    /** A model or subcircuit: what it would be called, and what it says behind its name. */
    record Definition(boolean subcircuit, String name, String text) {
        private String card(String called) {
            return subcircuit ? ".subckt " + called + " " + text + "\n.ends" : ".model " + called + " " + text;
        }
    }

    /** What stands for a model in a card. */
    String model(String name, String text) {
        return reference(new Definition(false, name, text));
    }

    /** What stands for a subcircuit in a card. */
    String subcircuit(String name, String text) {
        return reference(new Definition(true, name, text));
    }

    private String reference(Definition definition) {
        return SIGN + Integer.toString(numbers.computeIfAbsent(definition, d -> {
            known.add(d);
            return known.size() - 1;
        }));
    }

    /** What a word of a card refers to, or null. */
    Definition referred(String word) {
        Matcher reference = REFERENCE.matcher(word);
        return reference.matches() ? known.get(Integer.parseInt(reference.group(1))) : null;
    }

    /** A card with names in the place of references; what they refer to will stand in the deck. */
    String resolved(String card) {
        return card.indexOf(SIGN) < 0 ? card : REFERENCE.matcher(card).replaceAll(reference -> name(Integer.parseInt(reference.group(1))));
    }

    private String name(int number) {
        String name = named.get(number);
        if (name == null) {
            Definition definition = known.get(number);
            name = names.fresh(definition.name);
            named.put(number, name);
            (definition.subcircuit ? subcircuits : models).add(resolved(definition.card(name)));
        }
        return name;
    }

    /** Cards of all models and subcircuits that are referred to, in the order in which they were. */
    List<String> cards() {
        List<String> cards = new ArrayList<>(models);
        cards.addAll(subcircuits);
        return cards;
    }
}
