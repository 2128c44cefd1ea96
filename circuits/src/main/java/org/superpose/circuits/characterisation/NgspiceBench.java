package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.characterisation.CharacterisedCell.Noise;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.CurrentControlledVoltageSource;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.spice.NgspiceProcess;
import org.superpose.circuits.spice.RawPlot;

/**
 * The bench of a {@link ForeignCell}: decks that ngspice runs. A deck holds the cell's text word by word and as many benches side by side as there are points; nothing in it is a command.
 */
final class NgspiceBench implements Bench {
    /** Benches in a deck whose noise is asked for: ngspice lists what every part of each adds to the noise of each. */
    private static final int TOGETHER = 16;
    private static final double ZERO_CELSIUS = 273.15;                 // [K]
    /** Where noise is taken [Hz], and from where on flicker must have fallen as 1/f; each bench has its own, by which its results are known, for ngspice gives them in an order of its own. */
    private static final int FREQUENCY = 1;
    private static final int ABOVE = 10;
    private static final double EXPONENT = 0.01;
    /** Closer than ngspice's own by as much as its source stepping bears. */
    private static final String TOLERANCES = "reltol=1e-6 abstol=1e-15 vntol=1e-9 chgtol=1e-18 gmin=1e-12 itl1=500";
    private static final int STEPS = 500;                              // of a transient run, at least
    private static final double WHOLE = 0.999;                         // of a transient run, to which it must come

    private final CellFamily family;
    private final Settings settings;

    NgspiceBench(CellFamily family, Settings settings) {
        this.family = family;
        this.settings = settings;
    }

    @Override
    public CellFamily family() {
        return family;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** The deck of one bench at rest. */
    static String deck(CellFamily family, Specimen specimen) {
        return deck(List.of(family.bench(0, specimen)), Settings.standard().environment().temperature(), ".op\n");
    }

    private static String deck(List<Circuit> benches, double temperature, String analyses) {
        ForeignCell first = cell(benches.get(0));
        StringBuilder deck = new StringBuilder("cell " + first.subcircuit() + " of " + first.text().file().replaceAll("[^\\x20-\\x7e]", "?") + " on its test bench\n* written by superpose for ngspice\n");
        first.text().cards().forEach(card -> deck.append(card).append('\n'));
        for (int k = 0; k < benches.size(); k++) {
            for (Component part : benches.get(k).components()) {
                deck.append(card(part, "_" + k)).append('\n');
            }
        }
        deck.append(".options temp=").append(temperature - ZERO_CELSIUS).append(" tnom=27 ").append(TOLERANCES).append('\n');
        return deck.append(analyses).append(".end\n").toString();
    }

    private static ForeignCell cell(Circuit bench) {
        return (ForeignCell) bench.components().stream().filter(ForeignCell.class::isInstance).findFirst().orElseThrow();
    }

    /** A part of the bench with another ending of all names. */
    private static String card(Component part, String ending) {
        StringBuilder nodes = new StringBuilder();
        for (String node : part.nodes()) {
            nodes.append(' ').append(node.equals(Circuit.GROUND) ? node : node + ending);
        }
        if (part instanceof ForeignCell cell) {
            StringBuilder card = new StringBuilder("xcell" + ending + nodes + " " + cell.subcircuit());
            new TreeMap<>(cell.parameters()).forEach((name, value) -> card.append(' ').append(name).append('=').append(value));
            return card.toString();
        }
        if (part instanceof CurrentControlledVoltageSource sensor) {
            return sensor.name() + ending + nodes + " " + sensor.controls().get(0) + ending + " " + sensor.law().coefficients()[1];
        }
        if (part instanceof Resistor resistor) {
            return "r" + part.name().replace('.', '_') + ending + nodes + " " + resistor.resistance();
        }
        VoltageSource source = (VoltageSource) part;
        return source.name() + ending + nodes + " dc " + source.dc() + (source.acMagnitude() == 0 ? "" : " ac 1") + (source.waveform().at(1) == source.dc() ? "" : " pwl(0 " + source.dc() + " " + CellFigures.RISE + " " + source.waveform().at(1) + ")");
    }

    private List<Circuit> benches(Specimen specimen, double[] x, Map<String, Double> sources) {
        List<Circuit> benches = new ArrayList<>();
        for (double at : x) {
            benches.add(Bench.set(family.bench(at, specimen), sources));
        }
        return benches;
    }

    private static double[] column(RawPlot plot, String name) {
        int column = plot.names().indexOf(name);
        if (column < 0) {
            throw new CircuitException("ngspice's results lack " + name);
        }
        return plot.real(column);
    }

    private static double value(RawPlot plot, String name) {
        return column(plot, name)[0];
    }

    @Override
    public Lines lines(Specimen specimen, double[] x, Map<String, Double> sources, double temperature) {
        StringBuilder saved = new StringBuilder(".op\n");
        for (int k = 0; k < x.length; k++) {
            saved.append(".save i(vop_").append(k).append(") i(von_").append(k).append(")\n");
        }
        RawPlot point = NgspiceProcess.run(deck(benches(specimen, x, sources), temperature, saved.toString()), 1).get(0);
        double[] plus = new double[x.length];
        double[] minus = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            plus[k] = value(point, "i(vop_" + k + ")");
            minus[k] = value(point, "i(von_" + k + ")");
        }
        return new Lines(plus, minus);
    }

    @Override
    public double[][] noise(Specimen specimen, double[] x) {
        double[][] powers = new double[Noise.values().length][x.length];
        for (int begin = 0; begin < x.length; begin += TOGETHER) {
            double[] some = Arrays.copyOfRange(x, begin, Math.min(x.length, begin + TOGETHER));
            List<Circuit> benches = new ArrayList<>();
            StringBuilder analyses = new StringBuilder();
            for (int k = 0; k < some.length; k++) {
                Circuit bench = family.bench(some[k], specimen);
                List<Component> parts = new ArrayList<>(bench.components());
                parts.replaceAll(part -> part instanceof VoltageSource source && source.name().equals("vxp") ? source.withAc(1) : part);
                benches.add(Circuit.of(bench.title(), parts));
                analyses.append(String.format(Locale.ROOT, ".noise v(difference_%d) vxp_%d lin 2 1 %d 1%n", k, k, ABOVE + k));
            }
            List<RawPlot> plots = NgspiceProcess.run(deck(benches, settings.environment().temperature(), analyses.toString()), 2 * some.length);       // densities and integrals
            for (RawPlot plot : plots) {
                if (plot.isSwept()) {
                    double above = plot.real(0)[1];
                    density(plot, powers, begin + (int) Math.rint(above) - ABOVE, above);
                }
            }
        }
        return powers;
    }

    /** What the parts add, kind by kind: shot noise where a junction's or a tunnelling current flows, flicker by its name, and all else is thermal. */
    private static void density(RawPlot plot, double[][] powers, int k, double above) {
        Set<String> names = new HashSet<>(plot.names());
        double thermal = 0;
        double shot = 0;
        double flicker = 0;
        for (String name : names) {
            int last = Math.max(name.lastIndexOf('_'), name.lastIndexOf('.'));
            if (last < 0 || !names.contains(name.substring(0, last))) {
                continue;                                               // a device's whole noise, beside which that of its parts is listed, or something else
            }
            String kind = name.substring(last + 1);
            char device = name.charAt("onoise_".length());
            if (kind.equals("1overf")) {
                double here = square(plot, name, 0);
                double exponent = Math.log(here / square(plot, name, 1)) / Math.log(above / FREQUENCY);
                if (Math.abs(exponent - 1) > EXPONENT) {                // of no noise it is not a number
                    throw new CircuitException(String.format(Locale.ROOT, "%s: its flicker noise falls as 1/f^%.3f; only 1/f can be characterised", name, exponent));
                }
                flicker += here;
            } else if (device == 'q' && (kind.equals("ic") || kind.equals("ib")) || device == 'd' && kind.equals("id") || kind.startsWith("ig") && kind.length() == 3) {
                shot += square(plot, name, 0);
            } else {
                thermal += square(plot, name, 0);
            }
        }
        double scale = TRANSRESISTANCE * TRANSRESISTANCE;
        powers[Noise.THERMAL.ordinal()][k] = thermal / scale;
        powers[Noise.SHOT.ordinal()][k] = shot / scale;
        powers[Noise.FLICKER.ordinal()][k] = flicker / scale;
    }

    private static double square(RawPlot plot, String name, int point) {
        double density = column(plot, name)[point];                    // [V/√Hz]
        return density * density;
    }

    @Override
    public Power power(Specimen specimen) {
        Circuit bench = family.bench(0, specimen);
        RawPlot point = NgspiceProcess.run(deck(List.of(bench), settings.environment().temperature(), ".op\n"), 1).get(0);
        double power = 0;
        for (Component part : bench.components()) {
            if (part instanceof VoltageSource source) {
                power -= source.dc() * value(point, "i(" + source.name() + "_0)");
            }
        }
        return new Power(power, 0);
    }

    @Override
    public Response step(Specimen specimen, double stop) {
        DifferentialPort input = family.cell().input();
        Circuit bench = Bench.stepped(family.bench(0, specimen), input);
        String analysis = ".tran " + stop / STEPS + " " + stop + " 0 " + stop / STEPS + "\n.save i(vop_0) i(von_0)\n";
        RawPlot run = NgspiceProcess.run(deck(List.of(bench), settings.environment().temperature(), analysis), 1).get(0);
        double[] times = run.real(0);
        if (!(times[times.length - 1] >= WHOLE * stop)) {
            throw new CircuitException(String.format(Locale.ROOT, "ngspice followed the step of cell %s for %.3g s of %.3g s only; look at its models", family.cell().netlist().name(), times[times.length - 1], stop));
        }
        double[] plus = column(run, "i(vop_0)");
        double[] difference = column(run, "i(von_0)");
        for (int p = 0; p < difference.length; p++) {
            difference[p] -= plus[p];
        }
        return new Response(times, difference);
    }
}
