package org.superpose.simulator.electronic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.PreferredValues;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.source.VoltageSource;

/** The bill of materials of a circuit: which parts it needs, for what, and how many; resistors and capacitors with the value in which they are sold. */
public final class PartsList {
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    private PartsList() {
    }

    /** A part of a subcircuit; sources alone are one entry whatever their values. */
    private record Key(String role, String part, String kind, double value) { }

    private static final class Entry {
        private int quantity;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
    }

    /** Of a circuit as designed. */
    public static PartsList of(Circuit circuit) {
        PartsList list = new PartsList();
        list.add("board", circuit.parts(), Map.of());
        return list;
    }

    private void add(String role, List<Part> parts, Map<String, Component> replaced) {
        for (Part part : parts) {
            if (part instanceof Instance instance) {
                Map<String, Component> inner = new LinkedHashMap<>(instance.replaced());
                String prefix = instance.name() + ".";
                replaced.forEach((path, component) -> {
                    if (path.startsWith(prefix)) {
                        inner.put(path.substring(prefix.length()), component);
                    }
                });
                add(instance.subcircuit().name().replaceFirst("^(layer|column)\\d+$", "$1"), instance.subcircuit().parts(), inner);
            } else {
                add(role, replaced.getOrDefault(part.name(), (Component) part));
            }
        }
    }

    private void add(String role, Component part) {
        if (part instanceof Resistor r) {
            boolean wire = r.name().startsWith(ColumnDesign.WIRE);
            add(role, wire ? r.name().replaceFirst("[\\d_]+$", "") : r.name(), wire ? "wire" : "resistor", r.resistance(), r.resistance());
        } else if (part instanceof Capacitor c) {
            add(role, c.name(), "capacitor", c.capacitance(), c.capacitance());
        } else if (part instanceof BipolarTransistor q) {
            add(role, q.name(), (q.model().isNpn() ? "npn " : "pnp ") + q.model().name(), q.placement().area(), q.placement().area());
        } else if (part instanceof Diode d) {
            add(role, d.name(), "diode " + d.model().name(), d.placement().area(), d.placement().area());
        } else if (part instanceof VoltageSource v) {
            add(role, v.name().replaceFirst("^vx\\d+$", "vx"), "voltage source", 0, v.dc());
        } else if (part instanceof Mosfet m) {
            double times = m.placement().multiplier();
            add(role, m.name(), String.format(Locale.ROOT, "%s %s %s/%s m", m.model().isNChannel() ? "nmos" : "pmos", m.model().name(), digits(m.geometry().width()), digits(m.geometry().length())), times, times);
        } else {                                                                    // of the user's own cells, as they are
            add(role, part.name(), part.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT), 1, 1);
        }
    }

    private void add(String role, String part, String kind, double key, double value) {
        Entry entry = entries.computeIfAbsent(new Key(role, part, kind, key), k -> new Entry());
        entry.quantity++;
        entry.lowest = Math.min(entry.lowest, value);
        entry.highest = Math.max(entry.highest, value);
    }

    /** Six of them: more nobody makes. */
    private static String digits(double value) {
        return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toString();
    }

    /** A line for each kind of part: its role (the subcircuit it is in), name there, kind, value, the nearest preferred value, their difference, and quantity. */
    public String csv() {
        List<String> lines = new ArrayList<>(List.of("role,part,kind,value,to,unit,series,preferred,difference_percent,quantity"));
        entries.forEach((key, entry) -> {
            String unit = key.kind.equals("resistor") || key.kind.equals("wire") ? "ohm" : key.kind.equals("capacitor") ? "F" : key.kind.equals("voltage source") ? "V" : key.kind.matches("(npn|pnp|diode) .*") ? "area" : "parallel";
            String sold = ",,";
            if (key.kind.equals("resistor") || unit.equals("F")) {
                PreferredValues series = unit.equals("ohm") ? PreferredValues.E96 : PreferredValues.E24;
                double preferred = series.nearest(key.value);
                sold = series + "," + digits(preferred) + "," + String.format(Locale.ROOT, "%.3f", 100 * (preferred / key.value - 1));
            }
            lines.add(String.join(",", key.role, key.part, key.kind, digits(entry.lowest), entry.highest > entry.lowest ? digits(entry.highest) : "", unit, sold, Integer.toString(entry.quantity)));
        });
        return String.join("\n", lines) + "\n";
    }
}
