package org.superpose.circuits.spice;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.superpose.circuits.analysis.Method;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Spelling;
import org.superpose.circuits.solve.Settings;

/** What .options and .temp say. Tolerances of a deck can only tighten ours, which are tighter than SPICE's defaults. */
final class Options {
    private static final double ZERO_CELSIUS = 273.15;         // [K]
    private static final double TRANSIENT_TOLERANCE = 1e-5;
    private static final double MOST_LENIENT = 100;
    /** SPICE takes a divided difference for the derivative, and so lets pass six times its TRTOL. */
    private static final double AS_SPICE = 6;

    /** Of ngspice 39, PSpice and LTspice: what we know and do not need. */
    private static final Set<String> KNOWN = Set.of("abstol", "acct", "autostop", "badmos3", "baudrate", "chgtol", "convstep", "convabsstep", "cptime", "cshunt", "cshuntmode", "ctmax", "defad", "defas", "defl", "defw", "delmax", "delmin", "device", "distrib",
            "dynagmin", "fastaccess", "filetype", "flagloads", "gmin", "gminsteps", "gshunt", "indverbosity", "ingold", "interp", "itl1", "itl2", "itl3", "itl4", "itl5", "itl6", "keepopinfo", "klu", "limpts", "limtim", "list", "lvlcod", "lvltim", "maxclocks", "maxevtiter",
            "maxopalter", "maxord", "maxstep", "meascplxfmt", "measdgt", "mindeltagmin", "minbreak", "minclocks", "method", "newtrunc", "noacct", "noecho", "noinit", "nomod", "nomodcheck", "noopac", "noopalter", "noopiter", "nopage", "nosmallconductance", "nosqrt", "node",
            "nooldlimit", "noprecharge", "norm", "notrunc", "num_threads", "numdgt", "oldlimit", "opts", "parhier", "pivrel", "pivtol", "plotreltol", "plotabstol", "plotvntol", "plotwinsize", "post", "probe", "ptranmax", "ptrantau", "ramptime", "reltol", "rseries", "rshunt", "savecurrents", "scale",
            "scalm", "seed", "seedinfo", "solver", "sparse", "srcstepmethod", "srcsteps", "stepgmin", "strict", "temp", "thermonly", "tnom", "topologycheck", "trabsmin", "tranlimits", "trytocompact", "unwrap", "vntol", "warn", "width", "wnflag", "xmu");

    private final Warnings warnings;
    private final Set<String> leftOut = new TreeSet<>();
    private Position leftOutAt;
    private double relative = 1e-3;
    private double voltage = 1e-6;
    private double current = 1e-12;
    private double lenience = 1;
    private double junctionConductance = 1e-12;
    private double celsius;
    private double nominalCelsius;
    private Method method = Method.TRAPEZOIDAL;
    private boolean allCurrents;
    private boolean bypass = true;
    private int threads = Runtime.getRuntime().availableProcessors();

    Options(Environment constants, Warnings warnings) {
        this.warnings = warnings;
        celsius = constants.temperature() - ZERO_CELSIUS;
        nominalCelsius = constants.nominalTemperature() - ZERO_CELSIUS;
    }

    void read(Card card, Scope scope) {
        List<Token> tokens = Values.plain(card.tokens());
        for (int i = 1; i < tokens.size(); i++) {
            Token name = tokens.get(i);
            boolean valued = i + 1 < tokens.size() && tokens.get(i + 1).is("=");
            if (valued && i + 2 >= tokens.size()) {
                throw name.error("option " + name.raw() + " has no value behind =");
            }
            Token value = valued ? tokens.get(i + 2) : name;
            set(name, value, valued, scope);
            i += valued ? 2 : 0;
        }
    }

    private void set(Token name, Token value, boolean valued, Scope scope) {
        switch (name.text()) {
            case "reltol" -> relative = positive(value, scope);
            case "vntol" -> voltage = positive(value, scope);
            case "abstol" -> current = positive(value, scope);
            case "trtol" -> lenience = AS_SPICE * lenience(value, scope);
            case "gmin" -> junctionConductance = Values.of(value, scope);
            case "bypass" -> bypass = !valued || Values.of(value, scope) != 0;
            case "temp" -> celsius = Values.of(value, scope);
            case "tnom" -> nominalCelsius = Values.of(value, scope);
            case "savecurrents" -> allCurrents = true;
            case "method" -> method = value.text().startsWith("gear") ? Method.GEAR2 : Method.TRAPEZOIDAL;
            default -> {
                if (!KNOWN.contains(name.text())) {
                    List<String> near = Spelling.nearest(name.text(), KNOWN, 1, 2);
                    warnings.add(name.position(), "option " + name.raw() + " is not known and left out" + (near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?"));
                    return;
                }
                leftOutAt = leftOutAt == null ? name.position() : leftOutAt;
                leftOut.add(name.text());
                if (valued && value.kind() == Token.Kind.SIGN) {
                    throw value.error("option " + name.raw() + " has no value behind =");
                }
            }
        }
    }

    private static double positive(Token token, Scope scope) {
        double value = Values.of(token, scope);
        if (!(value > 0 && value < 1)) {
            throw token.error("a tolerance must lie between 0 and 1, got " + value);
        }
        return value;
    }

    private static double lenience(Token token, Scope scope) {
        double value = Values.of(token, scope);
        if (!(value > 0 && value <= MOST_LENIENT)) {
            throw token.error("trtol must lie between 0 and " + MOST_LENIENT + ", got " + value);
        }
        return value;
    }

    /** .temp: the first of its values; {@link AnalysisCards} steps through several. */
    void temperature(Card card, Scope scope) {
        List<Token> tokens = Values.plain(card.tokens());
        if (tokens.size() < 2) {
            throw card.error(".temp needs a temperature [°C]");
        }
        celsius = Values.of(tokens.get(1), scope);
    }

    /** Another temperature [°C]. */
    void celsius(double other) {
        celsius = other;
    }

    /** Whether the currents of all elements are wanted (savecurrents). */
    boolean allCurrents() {
        return allCurrents;
    }

    void warn() {
        if (!leftOut.isEmpty()) {
            warnings.add(leftOutAt, "options that are left out: " + String.join(" ", leftOut));
        }
    }

    double celsius() {
        return celsius;
    }

    double kelvin() {
        return celsius + ZERO_CELSIUS;
    }

    Method method() {
        return method;
    }

    /** Of a step in time: RELTOL, and where the deck states a TRTOL, what SPICE lets pass with it. SPICE's own default of 7 it has to ask for. */
    double stepError() {
        return Math.min(relative, 1e-3) * lenience;
    }

    /** On which one analysis may be computed; not said by decks. */
    void threads(int most) {
        threads = most;
    }

    Settings settings(Environment constants) {
        Settings standard = Settings.standard();
        Environment environment = new Environment(kelvin(), nominalCelsius + ZERO_CELSIUS, constants.boltzmann(), constants.elementaryCharge());
        return new Settings(environment, Math.min(relative, standard.relative()), Math.min(voltage, standard.voltage()), Math.min(current, standard.current()), junctionConductance, standard.iterations(), threads, bypass);
    }

    Settings transientSettings(Environment constants) {
        return settings(constants).withRelative(Math.min(relative, TRANSIENT_TOLERANCE));
    }
}
