package org.superpose.circuits.spice;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.superpose.circuits.passive.SwitchModel;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.DeviceModel;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.EkvModel;
import org.superpose.circuits.semiconductor.JunctionFieldEffectModel;
import org.superpose.circuits.semiconductor.MosfetModel;

/** Model cards with numbers in the place of expressions. A card within a subcircuit may depend on its parameters, so each instance has models of its own. */
final class Models {
    private static final int DEEPEST = 20;
    private static final double ZERO_CELSIUS = 273.15;         // [K]
    /** Said about a part, not about its law. */
    private static final Set<String> LABELS = Set.of("mfg", "type", "vceo", "icrating", "vpk", "iave", "irms", "vds", "ron", "qg", "level", "version", "bv_max", "fv_max", "id_max", "vbe_max", "vce_max", "ic_max", "vbc_max", "vgs_max", "vds_max", "pd_max", "te_max", "rth0");

    private static final Set<String> SWITCHES = Set.of("sw", "vswitch", "csw", "iswitch");
    /** Under which level EKV 2.6 is known: 44 to ngspice with ADMS and Eldo, 55 to HSPICE, 260 to Xyce. 5, as some say, is BSIM2 to ngspice. */
    private static final Set<Double> EKV = Set.of(44.0, 55.0, 260.0);

    private final Warnings warnings;
    private final Map<String, Map<String, Double>> set;           // parameters that .step gives to models
    private final Map<Scope, Map<String, Object>> made = new HashMap<>();
    private final Map<Object, Toleranced> toleranced = new IdentityHashMap<>();
    private final Set<Toleranced> taken = new LinkedHashSet<>();

    Models(Map<String, Map<String, Double>> set, Warnings warnings) {
        this.set = set;
        this.warnings = warnings;
    }

    /** Whether a model of this name can be seen from a scope. */
    boolean has(String name, Scope scope) {
        return holder(name, scope) != null;
    }

    private static Scope holder(String name, Scope from) {
        for (Scope scope = from; scope != null; scope = scope.outer()) {
            if (scope.body() != null && scope.body().model(name, scope) != null) {
                return scope;
            }
        }
        return null;
    }

    /** The model of an element. */
    <M> M get(Token name, Scope scope, Class<M> kind, String what) {
        Scope holder = holder(name.text(), scope);
        if (holder == null) {
            throw name.error("model " + name.raw() + " is not defined; add .model " + name.raw() + " ... or include the file that has it");
        }
        Card card = holder.body().model(name.text(), holder);
        Object model = made.computeIfAbsent(holder, s -> new HashMap<>()).computeIfAbsent(name.text(), n -> holder.drawing().at(".model " + holder.path(), n, () -> make(n, card, holder)));
        if (toleranced.containsKey(model)) {
            taken.add(toleranced.get(model));
        }
        if (!kind.isInstance(model)) {
            throw name.error("model " + name.raw() + " is no model of a " + what + "; see " + card.position() + ": " + card.shown());
        }
        return kind.cast(model);
    }

    /** Models with tolerances that have been used since this was asked for last. */
    List<Toleranced> taken() {
        List<Toleranced> used = List.copyOf(taken);
        taken.clear();
        return used;
    }

    /** What a card says of a resistor, capacitor or inductor. */
    record Passive(String type, Map<String, Double> values) {
        double value(String name, double fallback) {
            return values.getOrDefault(name, fallback);
        }
    }

    /** What a card says of a switch. */
    record Contact(SwitchModel model, boolean byCurrent) {
    }

    /** What a card says of a device that SPICE has no letter for. */
    record Own(String type, Map<String, Double> values) {
        /** What such a card may state. */
        static final Map<String, Set<String>> PARAMETERS = Map.of("conductance", Set.of("g", "v0", "kf"),
                "opamp", Set.of("a0", "gbw", "pole", "sr", "vlow", "vhigh", "dropl", "droph", "rin", "rout", "ilim", "vos", "ib", "ios", "en", "enc", "in", "inc"));

        double value(String name, double fallback) {
            return values.getOrDefault(name, fallback);
        }
    }

    private static Own own(Token type, Map<String, Token> tokens, Map<String, Double> numbers) {
        Set<String> known = Own.PARAMETERS.get(type.text());
        for (String parameter : numbers.keySet()) {
            if (!known.contains(parameter)) {
                throw tokens.get(parameter).error("a model of type " + type.raw() + " has no parameter " + parameter + "; it has " + String.join(" ", new TreeSet<>(known)));
            }
        }
        return new Own(type.text(), numbers);
    }

    private Object make(String name, Card card, Scope scope) {
        Map<String, Token> values = new LinkedHashMap<>();
        Map<String, Tolerance> tolerances = new LinkedHashMap<>();
        Token type = collect(card, scope, values, tolerances, 0);
        Map<String, Double> numbers = new LinkedHashMap<>();
        values.forEach((parameter, token) -> {
            if (!LABELS.contains(parameter) || parameter.equals("level") || SWITCHES.contains(type.text())) {
                numbers.put(parameter, Values.of(token, scope));
            }
        });
        set.getOrDefault(name, Map.of()).forEach((parameter, value) -> {
            numbers.put(parameter, value);
            values.putIfAbsent(parameter, type);
        });
        double level = numbers.getOrDefault("level", 1.0);
        numbers.remove("level");
        Map<String, Double> nominal = new LinkedHashMap<>();
        tolerances.keySet().forEach(parameter -> nominal.put(parameter, numbers.get(parameter)));
        Object model = model(name, card, type, level, values, numbers);
        if (!tolerances.isEmpty()) {
            toleranced.put(model, new Toleranced(name, model instanceof Passive passive ? passive.type() : type.text(), nominal, tolerances));
        }
        return model;
    }

    private Object model(String name, Card card, Token type, double level, Map<String, Token> values, Map<String, Double> numbers) {
        return switch (type.text()) {
            case "d" -> fill(plain(DiodeModel.of(name), type, level), card, values, numbers);
            case "npn" -> fill(plain(BipolarModel.npn(name), type, level), card, values, numbers);
            case "pnp" -> fill(plain(BipolarModel.pnp(name), type, level), card, values, numbers);
            case "njf" -> fill(plain(JunctionFieldEffectModel.nChannel(name), type, level), card, values, numbers);
            case "pjf" -> fill(plain(JunctionFieldEffectModel.pChannel(name), type, level), card, values, numbers);
            case "nmos", "pmos" -> EKV.contains(level) ? fill(type.is("nmos") ? EkvModel.nmos(name) : EkvModel.pmos(name), card, values, numbers)
                    : fill(atLevel(type.is("nmos") ? MosfetModel.nmos(name) : MosfetModel.pmos(name), type, level), card, values, numbers);
            case "sw", "csw", "vswitch", "iswitch" -> contact(plain(name, type, level), type, card, numbers);
            case "r", "res", "c", "cap", "l", "ind" -> new Passive(type.text().substring(0, 1), numbers);
            case "opamp", "conductance" -> own(type, values, numbers);
            default -> throw type.error("models of type " + type.raw() + (level == 1 ? "" : " with LEVEL=" + String.format(Locale.ROOT, "%.0f", level)) + " are not built" + substitute(type.text()) + "; built are D, NPN, PNP, NMOS, PMOS, NJF, PJF, SW, CSW, VSWITCH, ISWITCH, R, C, L, OPAMP, CONDUCTANCE");
        };
    }

    /** What may stand for a device that is not built. */
    private static String substitute(String type) {
        return switch (type) {
            case "vdmos" -> " (a power MOSFET; NMOS or PMOS with LEVEL=1 or 3, a diode and capacitors make one)";
            case "nmf", "pmf", "nhfet", "phfet" -> " (a MESFET or HFET; NJF or PJF with B=0.6 comes near one)";
            case "urc", "ltra", "txl", "cpl" -> " (a line; R, L and C in sections make one)";
            default -> "";
        };
    }

    private static <M> M plain(M model, Token type, double level) {
        if (level != 1) {
            throw type.error("LEVEL=" + String.format(Locale.ROOT, "%.0f", level) + " of a model of type " + type.raw() + law(type, (int) level) + " is not built; use LEVEL=1");
        }
        return model;
    }

    /** Whose law ngspice and HSPICE have at a level of a model that is no MOSFET; empty where we do not know. */
    private static String law(Token type, int level) {
        return switch (type.text()) {
            case "npn", "pnp" -> level == 4 || level == 9 ? " (VBIC)" : level == 8 ? " (HICUM)" : level == 6 || level == 504 ? " (MEXTRAM)" : "";
            case "njf", "pjf" -> level == 2 ? " (Parker and Skellern)" : "";
            case "d" -> level == 2 ? " (Fowler and Nordheim)" : level == 3 ? " (capacitances of metal and polysilicon)" : "";
            default -> "";
        };
    }

    /** A switch: abrupt by its threshold and hysteresis, or smooth by its two controls (PSpice), or by a negative hysteresis (LTspice). */
    private Contact contact(String name, Token type, Card card, Map<String, Double> numbers) {
        boolean byCurrent = type.is("csw") || type.is("iswitch");
        String letter = byCurrent ? "i" : "v";
        Map<String, Double> left = new LinkedHashMap<>(numbers);
        Double threshold = left.remove(letter + "t");
        Double hysteresis = left.remove(letter + "h");
        Double on = left.remove(letter + "on");
        Double off = left.remove(letter + "off");
        boolean abrupt = threshold != null || hysteresis != null;
        boolean smooth = on != null || off != null || !abrupt && type.text().endsWith("switch");
        if (abrupt && smooth) {
            throw card.error("model " + name + ": states both a threshold and controls to switch on and off; keep " + letter + "t and " + letter + "h for an abrupt switch, or " + letter + "on and " + letter + "off for a smooth one");
        }
        double closed = left.containsKey("ron") ? left.remove("ron") : 1;
        double open = left.containsKey("roff") ? left.remove("roff") : smooth ? 1e6 : 1e12;
        if (!left.isEmpty()) {
            warnings.add(card.position(), "model " + name + ": left out, because the device has no such parameter: " + String.join(" ", new TreeSet<>(left.keySet())));
        }
        double middle = threshold == null ? 0 : threshold;
        double half = hysteresis == null ? 0 : hysteresis;
        try {
            SwitchModel model;
            if (smooth) {
                model = SwitchModel.smooth(name, on == null ? byCurrent ? 1e-3 : 1 : on, off == null ? 0 : off);
            } else {
                model = half < 0 ? SwitchModel.smooth(name, middle - half, middle + half) : SwitchModel.abrupt(name, middle, half);
            }
            return new Contact(model.withResistances(closed, open), byCurrent);
        } catch (IllegalArgumentException e) {
            throw new SpiceException(card.position(), e.getMessage(), e);
        }
    }

    private static MosfetModel atLevel(MosfetModel model, Token type, double level) {
        if (level != 1 && level != 3) {
            throw type.error("LEVEL=" + String.format(Locale.ROOT, "%.0f", level) + " of a MOSFET (" + family(level) + ") is not built; use LEVEL=1, 3 or 44 (EKV 2.6)");
        }
        return model.with("LEVEL", level);
    }

    /** Whose models ngspice and HSPICE have at a level. */
    private static String family(double level) {
        return switch ((int) level) {
            case 2 -> "Meyer's level 2";
            case 4 -> "BSIM1";
            case 5 -> "BSIM2; where EKV is meant, write LEVEL=44";
            case 6, 9 -> "MOS6 or MOS9";
            case 8, 49, 53 -> "BSIM3";
            case 10, 57, 58 -> "BSIM-SOI";
            case 14, 54 -> "BSIM4";
            case 68, 73 -> "HiSIM";
            case 69, 103 -> "PSP";
            case 72 -> "BSIM-CMG";
            default -> "no model that we know";
        };
    }

    /** Parameters of a card, after those of the one that it is a kind of (AKO). Returns the type. */
    private Token collect(Card card, Scope scope, Map<String, Token> values, Map<String, Tolerance> tolerances, int depth) {
        List<Token> tokens = Values.plain(card.tokens());
        if (tokens.size() < 3) {                              // what stood there was a bracket
            throw card.error(".model needs a name and a type, for instance .model d1n4148 d(is=2.5n)");
        }
        Token type = tokens.get(2);
        int next = 3;
        if (type.text().startsWith("ako:")) {
            String base = type.text().substring("ako:".length());
            Scope holder = holder(base, scope);
            if (holder == null || depth > DEEPEST) {
                throw type.error("model " + base + ", of which this is a kind, is not defined; add it");
            }
            Token baseType = collect(holder.body().model(base, holder), holder, values, tolerances, depth + 1);
            boolean typed = next < tokens.size() && !(next + 1 < tokens.size() && tokens.get(next + 1).is("="));
            type = typed ? tokens.get(next++) : baseType;
        }
        while (next < tokens.size()) {
            if (next + 2 >= tokens.size() || !tokens.get(next + 1).is("=")) {
                throw tokens.get(next).error("expected name=value in .model " + tokens.get(1).raw() + ", got \"" + tokens.get(next).raw() + "\"");
            }
            String parameter = tokens.get(next).text();
            values.put(parameter, tokens.get(next + 2));
            Tolerance.Read read = Tolerance.read(tokens, next + 3, scope);
            tolerances.remove(parameter);                        // of the model that this is a kind of
            if (read.next() > next + 3) {
                tolerances.put(parameter, read.tolerance());
            }
            next = read.next();
        }
        return type;
    }

    private <M extends DeviceModel<M>> M fill(M empty, Card card, Map<String, Token> tokens, Map<String, Double> numbers) {
        M model = empty;
        Set<String> leftOut = new TreeSet<>();
        for (Map.Entry<String, Double> entry : numbers.entrySet()) {
            String parameter = entry.getKey();
            boolean temperature = parameter.equals("tnom") || parameter.equals("tref") || parameter.equals("t_measured");
            try {
                model.value(temperature ? "TNOM" : parameter);
            } catch (IllegalArgumentException e) {
                if (entry.getValue() != 0 && model.refuses(parameter)) {
                    throw tokens.get(parameter).error("model " + model.name() + ": parameter " + parameter + " is not built, and without it the device would be another; take it away if that will do");
                }
                leftOut.add(parameter);
                continue;
            }
            try {
                model = temperature ? model.with("TNOM", entry.getValue() + ZERO_CELSIUS) : model.with(parameter, entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new SpiceException(tokens.get(parameter).position(), e.getMessage(), e);
            }
        }
        if (!leftOut.isEmpty()) {
            warnings.add(card.position(), "model " + model.name() + ": left out, because the device has no such parameter: " + String.join(" ", leftOut));
        }
        return model;
    }
}
