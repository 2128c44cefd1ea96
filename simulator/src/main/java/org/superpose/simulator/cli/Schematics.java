package org.superpose.simulator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.amplifier.OperationalAmplifier;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.passive.VoltageControlledSwitch;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.Polynomial;
import org.superpose.circuits.source.VoltageControlledCurrentSource;
import org.superpose.circuits.source.VoltageControlledVoltageSource;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.report.schematic.SheetPart;
import org.superpose.simulator.report.schematic.Sheets;
import org.superpose.simulator.report.schematic.Symbol;

/** The schematics of the subcircuits that parts of a circuit are made of, with the values that its parts have. */
final class Schematics {
    private static final String PREFIXES = "fpnum kMG";

    private Schematics() {
    }

    /** SVG by the name of each subcircuit of which there is a sheet. */
    static Map<String, String> of(List<Part> parts) {
        Map<String, Subcircuit> found = new LinkedHashMap<>();
        collect(parts, found);
        Map<String, String> drawings = new LinkedHashMap<>();
        found.forEach((name, subcircuit) -> {
            List<SheetPart> shown = subcircuit.parts().stream().map(Schematics::part).toList();
            Sheets.of(name, shown).ifPresent(sheet -> drawings.put(name, sheet.svg(shown)));
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

    /** What a sheet shows of a part; of one without a symbol a block. */
    private static SheetPart part(Part part) {
        String name = part.name();
        List<String> nodes = part.nodes();
        if (part instanceof Resistor resistor) {
            return new SheetPart(name, Symbol.RESISTOR, nodes, engineering(resistor.resistance()));
        } else if (part instanceof ProgrammableConductance conductance) {
            return new SheetPart(name, Symbol.CONDUCTANCE, nodes, engineering(conductance.conductance()) + "S");
        } else if (part instanceof Capacitor capacitor) {
            return new SheetPart(name, Symbol.CAPACITOR, nodes, engineering(capacitor.capacitance()));
        } else if (part instanceof Diode diode) {
            return new SheetPart(name, Symbol.DIODE, nodes, times(diode.placement().area()));
        } else if (part instanceof BipolarTransistor transistor && transistor.substrate().equals(Circuit.GROUND)) {
            return new SheetPart(name, transistor.model().isNpn() ? Symbol.NPN : Symbol.PNP, nodes.subList(0, 3), times(transistor.placement().area()));
        } else if (part instanceof Mosfet transistor && transistor.model().isNChannel()) {
            return new SheetPart(name, Symbol.NMOS, nodes.subList(0, 3), size(transistor.geometry()), List.of(transistor.bulk()));
        } else if (part instanceof EkvTransistor transistor && transistor.model().isNChannel()) {
            return new SheetPart(name, Symbol.NMOS, nodes.subList(0, 3), size(transistor.geometry()), List.of(transistor.bulk()));
        } else if (part instanceof VoltageSource source) {
            return new SheetPart(name, Symbol.VOLTAGE_SOURCE, nodes, engineering(source.dc()));
        } else if (part instanceof CurrentSource source) {
            return new SheetPart(name, Symbol.CURRENT_SOURCE, nodes, engineering(source.dc()));
        } else if (part instanceof VoltageControlledVoltageSource source && isLinear(source.law())) {
            return new SheetPart(name, Symbol.CONTROLLED_VOLTAGE, nodes, engineering(source.law().coefficients()[1]));
        } else if (part instanceof VoltageControlledCurrentSource source && isLinear(source.law())) {
            return new SheetPart(name, Symbol.CONTROLLED_CURRENT, nodes, engineering(source.law().coefficients()[1]) + "S");
        } else if (part instanceof VoltageControlledSwitch contact) {
            return new SheetPart(name, Symbol.SWITCH, nodes, engineering(contact.model().onResistance()));
        } else if (part instanceof OperationalAmplifier amplifier && amplifier.reference().equals(Circuit.GROUND)) {
            return new SheetPart(name, Symbol.AMPLIFIER, List.of(nodes.get(0), nodes.get(1), nodes.get(2), nodes.get(4), nodes.get(5)), engineering(amplifier.model().gain()) + ", " + engineering(amplifier.model().gainBandwidth()) + "Hz");
        } else if (part instanceof Instance instance && instance.subcircuit().ports().equals(OperationalAmplifierLevel.PORTS)) {
            return new SheetPart(name, Symbol.AMPLIFIER, nodes, instance.subcircuit().name());
        } else if (part instanceof Instance instance) {
            return new SheetPart(name, Symbol.BLOCK, nodes, instance.subcircuit().name(), instance.subcircuit().ports());
        }
        return new SheetPart(name, Symbol.BLOCK, nodes, "", nodes);
    }

    private static boolean isLinear(Polynomial law) {
        return law.coefficients().length == 2 && law.coefficients()[0] == 0;
    }

    /** Width and length of a channel [m]. */
    private static String size(MosfetGeometry geometry) {
        return engineering(geometry.width()) + "/" + engineering(geometry.length());
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
