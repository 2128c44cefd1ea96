package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.superpose.circuits.circuit.Circuit;

/**
 * The names of a circuit as a deck can have them: lower case, letters, digits and {@code _ . + - /}, and for a component the letter of its kind before it where it begins with another: {@code x1.q3} becomes {@code q.x1.q3}, as ngspice itself
 * calls it. What had to be changed beyond that is listed, to stand as comments in the deck.
 */
final class WrittenNames {
    /** What stands where a node may stand but means something else. */
    private static final Set<String> WORDS = Set.of("gnd", "poly", "value", "table", "vol", "cur", "laplace", "freq");

    private final Map<String, String> nodes = new HashMap<>();
    private final Map<String, String> components = new HashMap<>();
    private final Set<String> takenNodes = new HashSet<>(WORDS);
    private final Set<String> taken = new HashSet<>();         // components, instances, models and subcircuits
    private final Set<String> inner = new HashSet<>();         // nodes of subcircuits
    private final List<String> changes = new ArrayList<>();

    WrittenNames() {
        nodes.put(Circuit.GROUND, Circuit.GROUND);
        takenNodes.add(Circuit.GROUND);
    }

    /** A node. */
    String node(String node) {
        return nodes.computeIfAbsent(node, name -> {
            String written = unique(clean(name), takenNodes);
            note("node", name, written);
            return written;
        });
    }

    /** A node of ours, beside those of the circuit. */
    String newNode(String like) {
        return unique(clean(like), takenNodes);
    }

    /** A component of a kind. */
    String component(String name, char letter) {
        return components.computeIfAbsent(name.toLowerCase(Locale.ROOT), lower -> {
            String clean = clean(lower);
            String written = unique(clean.charAt(0) == letter ? clean : letter + "." + clean, taken);
            if (!written.equals(letter + "." + lower)) {
                note("component", name, written);
            }
            return written;
        });
    }

    /** An instance of a subcircuit. */
    String instance(String name) {
        return components.computeIfAbsent(name.toLowerCase(Locale.ROOT) + ".", path -> {
            String clean = clean(path.substring(0, path.length() - 1)).replace('.', '_');
            String written = unique(clean.charAt(0) == 'x' ? clean : "x" + clean, taken);
            note("instance", name, written);
            return written;
        });
    }

    /** A model or subcircuit; never called like a node, with which it could be confused. */
    String fresh(String like) {
        String name = unique(clean(like), taken);
        while (takenNodes.contains(name) || inner.contains(name)) {
            name = unique(clean(like), taken);
        }
        return name;
    }

    /** Keeps the name of a node within a subcircuit from models and subcircuits. */
    void avoid(String node) {
        inner.add(clean(node));
    }

    /** A name for something else, such as a parameter, that is called neither like a node nor like others of its kind. */
    String other(String like, Set<String> others) {
        String name = like;
        for (int i = 2; takenNodes.contains(name) || others.contains(name); i++) {
            name = like + "_" + i;
        }
        return name;
    }

    private void note(String what, String name, String written) {
        if (!written.equals(name.toLowerCase(Locale.ROOT))) {
            changes.add(what + " " + plain(name) + " is " + written);
        }
    }

    /** What was changed, a line each. */
    List<String> changes() {
        return changes;
    }

    private static String clean(String name) {
        String clean = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.+/-]", "_");
        return clean.isEmpty() || !Character.isLetterOrDigit(clean.charAt(0)) && "+/-_".indexOf(clean.charAt(0)) < 0 ? "_" + clean : clean;
    }

    private static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    /** A stranger's text as part of one line. */
    static String plain(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
