package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Just enough of a netlist for tests: R, C, L, V, I, D, Q, X, {@code .model}, {@code .subckt}; one statement a line, all in lower case, {@code |} for the end of a line. */
final class Deck {
    private static final Map<String, Double> PREFIXES = Map.of("f", 1e-15, "p", 1e-12, "n", 1e-9, "u", 1e-6, "m", 1e-3, "k", 1e3, "meg", 1e6, "", 1.0);
    private static final Pattern NUMBER = Pattern.compile("([-+0-9.]+(?:e[-+]?[0-9]+)?)(meg|[fpnumk])?.*");
    private final Map<String, DiodeModel> diodes = new HashMap<>();
    private final Map<String, BipolarModel> transistors = new HashMap<>();
    private final Map<String, List<String[]>> subcircuits = new HashMap<>();
    private final List<Component> components = new ArrayList<>();

    private Deck() {
    }

    static Circuit circuit(String title, String text) {
        Deck deck = new Deck();
        List<String[]> top = new ArrayList<>();
        List<String[]> open = top;
        for (String line : text.replace("\n+", " ").replace('|', '\n').split("\n")) {
            String[] words = line.strip().replaceAll(" *= *", "=").split("[\\s()]+");
            if (words[0].equals(".subckt")) {
                open = new ArrayList<>();
                deck.subcircuits.put(words[1], open);
                open.add(words);
            } else if (words[0].equals(".ends")) {
                open = top;
            } else if (words[0].equals(".model")) {
                deck.model(words);
            } else if (!words[0].isEmpty()) {
                open.add(words);
            }
        }
        for (String[] words : top) {
            deck.element(words, "", Map.of());
        }
        return Circuit.of(title, deck.components);
    }

    private void model(String[] words) {
        DiodeModel diode = DiodeModel.of(words[1]);
        BipolarModel transistor = words[2].equals("pnp") ? BipolarModel.pnp(words[1]) : BipolarModel.npn(words[1]);
        for (int w = 3; w < words.length; w++) {
            String[] pair = words[w].split("=");
            if (words[2].equals("d")) {
                diode = diode.with(pair[0].toUpperCase(Locale.ROOT), number(pair[1]));
            } else {
                transistor = transistor.with(pair[0].toUpperCase(Locale.ROOT), number(pair[1]));
            }
        }
        diodes.put(words[1], diode);
        transistors.put(words[1], transistor);
    }

    private void element(String[] words, String path, Map<String, String> nodes) {
        String name = path + words[0];
        if (words[0].charAt(0) == 'x') {
            List<String[]> body = subcircuits.get(words[words.length - 1]);
            Map<String, String> inside = new HashMap<>();
            for (int k = 1; k < words.length - 1; k++) {
                inside.put(body.get(0)[k + 1], node(words[k], path, nodes));
            }
            body.subList(1, body.size()).forEach(line -> element(line, name + ".", inside));
            return;
        }
        String a = node(words[1], path, nodes);
        String b = node(words[2], path, nodes);
        double area = words[words.length - 1].startsWith("area=") ? number(words[words.length - 1].substring(5)) : 1;
        components.add(switch (words[0].charAt(0)) {
            case 'r' -> new Resistor(name, a, b, number(words[3]));
            case 'c' -> new Capacitor(name, a, b, number(words[3]));
            case 'l' -> new Inductor(name, a, b, number(words[3]));
            case 'v' -> VoltageSource.dc(name, a, b, number(words[3])).withAc(words.length > 5 ? number(words[5]) : 0);
            case 'i' -> CurrentSource.dc(name, a, b, number(words[3])).withAc(words.length > 5 ? number(words[5]) : 0);
            case 'd' -> new Diode(name, a, b, diodes.get(words[3]), Placement.PLAIN.withArea(area));
            case 'q' -> new BipolarTransistor(name, a, b, node(words[3], path, nodes), "0", transistors.get(words[4]), Placement.PLAIN.withArea(area));
            default -> throw new IllegalArgumentException(String.join(" ", words));
        });
    }

    private static String node(String name, String path, Map<String, String> nodes) {
        return name.equals("0") ? "0" : nodes.getOrDefault(name, path + name);
    }

    private static double number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return Double.parseDouble(matcher.group(1)) * PREFIXES.get(matcher.group(2) == null ? "" : matcher.group(2));
    }
}
