package org.superpose.simulator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.simulator.report.schematic.Sheet;
import org.superpose.simulator.report.schematic.SheetPart;
import org.superpose.simulator.report.schematic.Sheets;
import org.superpose.simulator.report.schematic.Symbol;

/** The schematics of the subcircuits that a circuit is made of, with the values that its parts have. */
final class Schematics {
    private static final String PREFIXES = "fpnum kMG";

    private Schematics() {
    }

    /** SVG by the name of each subcircuit of which there is a sheet. */
    static Map<String, String> of(Circuit circuit) {
        Map<String, Subcircuit> found = new LinkedHashMap<>();
        collect(circuit.parts(), found);
        Map<String, String> drawings = new LinkedHashMap<>();
        found.forEach((name, subcircuit) -> {
            Optional<Sheet> sheet = Sheets.of(name);
            sheet.ifPresent(known -> drawings.put(name, known.svg(parts(subcircuit))));
        });
        return drawings;
    }

    private static void collect(List<Part> parts, Map<String, Subcircuit> found) {
        for (Part part : parts) {
            if (part instanceof Instance instance && found.putIfAbsent(instance.subcircuit().name(), instance.subcircuit()) == null) {
                collect(instance.subcircuit().parts(), found);
            }
        }
    }

    /** What a sheet shows of a subcircuit. */
    static List<SheetPart> parts(Subcircuit subcircuit) {
        List<SheetPart> parts = new ArrayList<>();
        for (Part part : subcircuit.parts()) {
            if (part instanceof Resistor resistor) {
                parts.add(new SheetPart(part.name(), Symbol.RESISTOR, part.nodes(), engineering(resistor.resistance())));
            } else if (part instanceof Capacitor capacitor) {
                parts.add(new SheetPart(part.name(), Symbol.CAPACITOR, part.nodes(), engineering(capacitor.capacitance())));
            } else if (part instanceof Diode diode) {
                parts.add(new SheetPart(part.name(), Symbol.DIODE, part.nodes(), times(diode.placement().area())));
            } else if (part instanceof BipolarTransistor transistor && transistor.substrate().equals(Circuit.GROUND)) {
                parts.add(new SheetPart(part.name(), transistor.model().isNpn() ? Symbol.NPN : Symbol.PNP, part.nodes().subList(0, 3), times(transistor.placement().area())));
            } else if (part instanceof Instance instance && instance.subcircuit().ports().equals(OperationalAmplifierLevel.PORTS)) {
                parts.add(new SheetPart(part.name(), Symbol.AMPLIFIER, part.nodes(), instance.subcircuit().name()));
            } else {
                throw new CircuitException("subcircuit " + subcircuit.name() + ": there is no symbol for " + part.name());
            }
        }
        return parts;
    }

    private static String times(double area) {
        return area == 1 ? "" : "\u00d7" + engineering(area);
    }

    /** Four digits and a prefix: {@code 1.394k}. */
    static String engineering(double value) {
        int exponent = Math.max(-15, Math.min(9, 3 * (int) Math.floor(Math.log10(Math.abs(value) * (1 + 1e-9)) / 3)));
        String digits = String.format(Locale.ROOT, "%.4g", value / Math.pow(10, exponent));
        String plain = digits.contains(".") ? digits.replaceAll("0+$", "").replaceAll("\\.$", "") : digits;
        return plain + PREFIXES.substring(exponent / 3 + 5, exponent / 3 + 6).trim();
    }
}
