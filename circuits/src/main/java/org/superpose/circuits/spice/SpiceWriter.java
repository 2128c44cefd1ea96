package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.Axis;
import org.superpose.circuits.analysis.DcSweep;
import org.superpose.circuits.analysis.LinearSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.Method;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.solve.Settings;

/**
 * Writes a circuit and analyses of it as a SPICE deck that ngspice 39 runs with the same answer, and that our own reader reads again to the same circuit, number by number. The deck is flat. Names are kept as far as a deck can have them: in lower
 * case, with the letter of the kind before that of a component which begins with another ({@code x1.q3} is {@code q.x1.q3}, as ngspice calls it); what is changed beyond that stands in comments at the beginning. Components that SPICE has no
 * element for become subcircuits of elements; one that has no such form is refused by its name.
 * <p>Physical constants cannot be written: ngspice has its own ({@link Environment#ngspice}).
 */
public final class SpiceWriter {
    static final double ZERO_CELSIUS = 273.15;                 // [K]
    private static final int LONGEST_TITLE = 200;

    private final Circuit circuit;
    private final boolean ours;
    private final WrittenNames names = new WrittenNames();
    private final PartCards parts;
    private final List<String> comments = new ArrayList<>();
    private final Set<String> shown = new LinkedHashSet<>();
    private final List<String> analyses = new ArrayList<>();
    private final Set<String> methods = new LinkedHashSet<>();
    private final Map<String, Double> near = new LinkedHashMap<>();
    private final Map<String, Double> initial = new LinkedHashMap<>();
    private Settings settings;

    private SpiceWriter(Circuit circuit, boolean ours, Map<String, String> remarks) {
        this.circuit = circuit;
        this.ours = ours;
        parts = new PartCards(circuit, ours, remarks, names);
    }

    /**
     * A deck for ngspice.
     *
     * @throws CircuitException if a component has no form there
     */
    public static SpiceWriter forNgspice(Circuit circuit) {
        return forNgspice(circuit, Map.of());
    }

    /**
     * A deck for ngspice.
     *
     * @param remarks comments of one line before parts, by their paths, such as {@code x1.q3}; those within a subcircuit that stands in several places are of the first one
     * @throws CircuitException if a component has no form there
     */
    public static SpiceWriter forNgspice(Circuit circuit, Map<String, String> remarks) {
        return new SpiceWriter(circuit, false, remarks);
    }

    /** A deck for our own reader, which knows more kinds of components. */
    public static SpiceWriter forSuperpose(Circuit circuit) {
        return new SpiceWriter(circuit, true, Map.of());
    }

    /** Temperature, tolerances and junction conductance; those of an analysis that is added do as well. */
    public SpiceWriter with(Settings other) {
        if (settings != null && (settings.environment().temperature() != other.environment().temperature() || settings.environment().nominalTemperature() != other.environment().nominalTemperature()
                || settings.junctionConductance() != other.junctionConductance())) {
            throw new CircuitException("circuit \"" + circuit.title() + "\": a deck has one temperature and one GMIN for all analyses; write a deck for each");
        }
        settings = settings == null ? other : new Settings(other.environment(), Math.min(settings.relative(), other.relative()), Math.min(settings.voltage(), other.voltage()), Math.min(settings.current(), other.current()),
                other.junctionConductance(), other.iterations());
        return this;
    }

    /** Adds a comment of one line to the beginning. */
    public SpiceWriter comment(String line) {
        comments.add("* " + WrittenNames.plain(line));
        return this;
    }

    /** Adds the voltage of a node to what results of all analyses keep and print, in the place of everything. */
    public SpiceWriter show(String node) {
        shown.add("v(" + parts.node(node) + ")");
        return this;
    }

    /** Adds {@code .op}. */
    public SpiceWriter add(OperatingPoint point) {
        with(point.settings());
        near.putAll(point.near());
        analyses.add(".op");
        return this;
    }

    /**
     * Adds {@code .dc}.
     *
     * @throws CircuitException if an axis is neither a component's value nor the temperature, or its points are not equally spaced: SPICE has no card for that
     */
    public SpiceWriter add(DcSweep sweep) {
        with(sweep.settings());
        StringBuilder card = new StringBuilder(".dc");
        for (Axis axis : sweep.axes()) {
            boolean temperature = axis.name().equals("temperature");
            double[] points = axis.sweep().values();
            double step = points.length > 1 ? points[1] - points[0] : 1;
            for (int p = 0; p < points.length; p++) {
                if (Math.abs(points[0] + p * step - points[p]) > 1e-9 * (Math.abs(step) + Math.abs(points[p]))) {
                    throw new CircuitException("sweep over " + axis.name() + ": its points are not equally spaced, which .dc of ngspice cannot say");
                }
            }
            double offset = temperature ? ZERO_CELSIUS : 0;
            card.append(' ').append(temperature ? "temp" : parts.name(axis.name())).append(' ').append(ComponentCards.number(points[0] - offset)).append(' ')
                    .append(ComponentCards.number(points[points.length - 1] - offset)).append(' ').append(ComponentCards.number(step));
        }
        analyses.add(card.toString());
        return this;
    }

    /** Adds {@code .ac}. */
    public SpiceWriter add(AcSweep sweep) {
        with(sweep.settings());
        near.putAll(sweep.near());
        analyses.add(".ac " + frequencies(sweep.frequencies()));
        return this;
    }

    /** Adds {@code .noise}. */
    public SpiceWriter add(NoiseAnalysis noise) {
        with(noise.settings());
        near.putAll(noise.near());
        if (noise.input().isEmpty()) {
            throw new CircuitException("noise of " + noise.output() + ": SPICE wants a source to which noise is referred; name one");
        }
        String reference = noise.reference().equals(Circuit.GROUND) ? "" : "," + parts.node(noise.reference());
        analyses.add(".noise v(" + parts.node(noise.output()) + reference + ") " + parts.name(noise.input()) + " " + frequencies(noise.frequencies()));
        return this;
    }

    private static String frequencies(Sweep sweep) {
        double[] points = sweep.values();
        String range = " " + ComponentCards.number(points[0]) + " " + ComponentCards.number(points[points.length - 1]);
        if (sweep instanceof LogSweep log && log.perTen() == Math.rint(log.perTen())) {
            return "dec " + ComponentCards.number(log.perTen()) + range;
        }
        double perOctave = sweep instanceof LogSweep log ? log.perTen() * Math.log10(2) : 0;
        if (sweep instanceof LogSweep && Math.abs(perOctave - Math.rint(perOctave)) < 1e-9) {
            return "oct " + ComponentCards.number(Math.rint(perOctave)) + range;
        }
        if (sweep instanceof LinearSweep || points.length == 1) {
            return "lin " + points.length + range;
        }
        throw new CircuitException("frequencies " + sweep + " are neither equally spaced nor in equal ratios, so SPICE has no words for them");
    }

    /** Adds {@code .tran}. */
    public SpiceWriter add(Transient run) {
        with(run.settings());
        near.putAll(run.near());
        initial.putAll(run.initial());
        methods.add(run.method() == Method.GEAR2 ? "gear" : "trap");
        if (methods.size() > 1) {
            throw new CircuitException("circuit \"" + circuit.title() + "\": a deck has one method of integration for all its transient analyses; write a deck for each");
        }
        double step = Math.min(run.largestStep(), run.stop());
        analyses.add(".tran " + ComponentCards.number(step) + " " + ComponentCards.number(run.stop()) + " " + ComponentCards.number(run.start()) + " " + ComponentCards.number(step) + (run.skipBias() ? " uic" : ""));
        return this;
    }

    /** The deck. */
    public String text() {
        StringBuilder text = new StringBuilder(title()).append('\n');
        text.append("* written by superpose for ").append(ours ? "its own reader" : "ngspice").append('\n');
        comments.forEach(line -> text.append(line).append('\n'));
        names.changes().forEach(change -> text.append("* ").append(change).append('\n'));
        parts.cards().forEach(card -> text.append(card).append('\n'));
        if (settings != null) {
            Environment environment = settings.environment();
            text.append(".options temp=").append(ComponentCards.celsius(environment.temperature())).append(" tnom=").append(ComponentCards.celsius(environment.nominalTemperature())).append(" gmin=")
                    .append(ComponentCards.number(settings.junctionConductance())).append("\n.options reltol=").append(ComponentCards.number(settings.relative())).append(" vntol=").append(ComponentCards.number(settings.voltage()))
                    .append(" abstol=").append(ComponentCards.number(settings.current())).append('\n');
        }
        methods.forEach(method -> text.append(".options method=").append(method).append('\n'));
        voltages(".nodeset", near, text);
        voltages(".ic", initial, text);
        analyses.forEach(card -> text.append(card).append('\n'));
        if (!shown.isEmpty()) {
            String list = " " + String.join(" ", shown);
            text.append(ComponentCards.folded(".save" + list)).append('\n');
            analyses.stream().map(card -> card.substring(1).split(" ")[0]).filter(kind -> !kind.equals("noise")).distinct()
                    .forEach(kind -> text.append(ComponentCards.folded(".print " + kind + list)).append('\n'));
        }
        return text.append(".end\n").toString();
    }

    private void voltages(String card, Map<String, Double> voltages, StringBuilder text) {
        voltages.forEach((node, voltage) -> text.append(card).append(" v(").append(parts.node(node)).append(")=").append(ComponentCards.number(voltage)).append('\n'));
    }

    /** The first line of a deck is its title whatever it says, but for a few words that begin with a sign. */
    private String title() {
        String plain = WrittenNames.plain(circuit.title()).strip();
        String title = plain.substring(0, Math.min(LONGEST_TITLE, plain.length()));
        return title.isEmpty() || !Character.isLetterOrDigit(title.charAt(0)) ? ("circuit " + title).strip() : title;
    }
}
