package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;

/**
 * Numbers of a circuit by a pattern of their paths: {@code r1}, {@code x*.q?.is}, {@code npnv.bf} (of each device of that model), where {@code *} stands for any letters and points, {@code ?} for one. Names count without regard to case.
 */
public record Selection(String pattern) {
    private static final int LONGEST = 1000;

    public Selection {
        if (pattern.isEmpty() || pattern.length() > LONGEST) {
            throw new CircuitException("a pattern of parameters has 1 to " + LONGEST + " characters, got " + pattern.length());
        }
    }

    /**
     * The numbers of components that it means, by path, with their values, in the order of the circuit.
     *
     * @throws CircuitException if there is none
     */
    public Map<String, Double> in(Circuit circuit) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        Map<String, Double> found = new LinkedHashMap<>();
        for (Component component : circuit.components()) {
            if (matches(lower, component.name())) {
                ComponentNumber principal = ComponentNumber.principal(component);
                if (principal != null) {
                    found.put(component.name(), principal.value());
                }
            }
        }
        int dot = lower.lastIndexOf('.');
        if (found.isEmpty() && dot > 0) {
            String owner = lower.substring(0, dot);
            String name = lower.substring(dot + 1);
            for (Component component : circuit.components()) {
                boolean meant = matches(owner, component.name()) || ComponentNumber.cards(component).stream().anyMatch(card -> matches(owner, card));
                ComponentNumber number = meant ? ComponentNumber.named(component, name) : null;
                if (number != null && Double.isFinite(number.value())) {
                    found.put(component.name() + "." + name, number.value());
                }
            }
        }
        if (found.isEmpty()) {
            if (lower.indexOf('*') < 0 && lower.indexOf('?') < 0) {
                new VariedNumbers(circuit, List.of(pattern));             // says what is nearest
            }
            throw new CircuitException("no number of the circuit has a stated value and fits \"" + pattern + "\"; write r1, x1.q3.area, x*.q?.is, or a model's npnv.is");
        }
        return found;
    }

    /** Glob match by keeping the last star: at most as many steps as the product of both lengths. */
    private static boolean matches(String pattern, String name) {
        String text = name.toLowerCase(Locale.ROOT);
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t)) && pattern.charAt(p) != '*') {
                p++;
                t++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = t;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Each of them with an error of its own, drawn by its path, or with one that all share, drawn by the pattern. */
    public List<Varied> varied(Circuit circuit, Scatter scatter, boolean shared) {
        List<Varied> all = new ArrayList<>();
        in(circuit).forEach((path, value) -> all.add(new Varied(path, value, List.of(new Varied.Error(shared ? pattern.toLowerCase(Locale.ROOT) + " together" : path, scatter)))));
        return all;
    }
}
