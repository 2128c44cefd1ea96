package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;

/** Stages of transistors: drivers and level shifters that bring a voltage to a cell's ports, and two functions of a voltage. The bipolar ones stand between supplies of ±5 V, the MOS one between ±2.5 V. */
public final class Stages {
    private static final double SUPPLY = 5;                   // ± [V]
    private static final double MOS_SUPPLY = 2.5;             // ± [V]
    private static final double TAIL_DEGENERATION = 0.5;      // [V]
    private static final Map<String, Double> POTENTIALS = Map.of("vcc", SUPPLY, "vee", -SUPPLY);

    private Stages() {
    }

    /**
     * A pair of transistors as saturating function, {@code α I_T R tanh(x/2VT)} between its collectors (Gray, Hurst, Lewis and Meyer, chapter on differential pairs), {@code α = β/(1 + β)}.
     *
     * @param process     of the NPN transistors
     * @param tailCurrent I_T [A]
     * @param load        R, from each collector to the supply [Ω]
     */
    public static Stage tanh(BipolarProcess process, double tailCurrent, double load) {
        GilbertCell pair = GilbertCell.matched(tailCurrent, 0, process.npn().value("BF"), Physics.ROOM_TEMPERATURE);
        return pair("tanhpair", "differential pair: tanh", process.npn(), pair, load, 0, 8 * pair.thermalVoltage());
    }

    /**
     * A pair with emitter resistors as driver from one voltage to two that move oppositely: between its collectors {@code α I_T R_L u(x)}, about {@code x R_L/(R_E + 2VT/I_T)}, with u from {@link GilbertCell#split}. One resistor for both loads
     * sets what they stand about.
     *
     * @param process     of the NPN transistors
     * @param tailCurrent I_T [A]
     * @param emitter     R_E in each leg [Ω]
     * @param load        R_L of each leg [Ω]
     * @param commonMode  about which the outputs stand [V]; I_T R_L/2 and more below the supply
     */
    public static Stage differentialDriver(BipolarProcess process, double tailCurrent, double emitter, double load, double commonMode) {
        double alpha = process.npn().value("BF") / (1 + process.npn().value("BF"));
        double drop = (SUPPLY - commonMode) / (alpha * tailCurrent) - load / 2;
        if (!(drop > 0)) {
            throw new IllegalArgumentException("differential driver: the outputs can stand at no more than " + (SUPPLY - alpha * tailCurrent * load / 2) + " V, got " + commonMode);
        }
        return pair("driver", "single-ended to differential", process.npn(), GilbertCell.matched(tailCurrent, emitter, process.npn().value("BF"), Physics.ROOM_TEMPERATURE), load, drop, 2.0 / 3 * tailCurrent * emitter);
    }

    private static Stage pair(String name, String purpose, BipolarModel npn, GilbertCell law, double load, double drop, double limit) {
        TailLine tail = new TailLine(npn, law.tailCurrent(), TAIL_DEGENERATION, 2 * SUPPLY);
        List<Part> parts = new ArrayList<>(BipolarMultipliers.pair(1, npn, law.resistance1(), "on", "op", "xp", "xn", "t"));
        String top = drop > 0 ? "m" : "vcc";
        parts.add(new Resistor("rp", top, "op", load));
        parts.add(new Resistor("rn", top, "on", load));
        if (drop > 0) {
            parts.add(new Resistor("rm", "vcc", "m", drop));
        }
        parts.addAll(tail.copy("q3", "r3", "t"));
        double alpha = 1 / (1 + 1 / law.beta());
        return new Stage(new Subcircuit(name, purpose, List.of("xp", "xn", "op", "on", "bias", "vcc", "vee"), parts), new DifferentialPort("xp", "xn", 0, limit, false), "op", "on", POTENTIALS, List.of(tail.branch()),
                x -> alpha * law.tailCurrent() * load * law.split(x));
    }

    /**
     * An emitter follower and a resistor below it in which a constant current flows: the output lies {@code VT ln(I/I_S) + I R} below the input, with PNP transistors above it (Gray, Hurst, Lewis and Meyer, chapter on single-transistor stages).
     *
     * @param transistor of the follower and the current's source
     * @param current    I [A]
     * @param resistance R [Ω], positive
     * @param limit      largest magnitude of the input [V]
     */
    public static Stage levelShifter(BipolarModel transistor, double current, double resistance, double limit) {
        TailLine tail = new TailLine(transistor, current, TAIL_DEGENERATION, 2 * SUPPLY);
        List<Part> parts = new ArrayList<>(List.of(new BipolarTransistor("q1", transistor.isNpn() ? "vcc" : "vee", "x", "e", transistor), new Resistor("r1", "e", "y", resistance)));
        parts.addAll(tail.copy("q2", "r2", "y"));
        double shift = Physics.thermalVoltage(Physics.ROOM_TEMPERATURE) * Math.log(current / transistor.value("IS")) + current * resistance;
        return new Stage(new Subcircuit(transistor.isNpn() ? "down" : "up", "level shifter", List.of("x", "y", "bias", "vcc", "vee"), parts), DifferentialPort.single("x", limit), "y", Circuit.GROUND, POTENTIALS, List.of(tail.branch()),
                x -> transistor.isNpn() ? x - shift : x + shift);
    }

    /**
     * Four MOS transistors as squarer: two whose gates move oppositely by x/2, against two whose gates stand still. By the square law {@code i = K (V_GS − V_T)²} the drains' difference is {@code K x²/2}, which loads turn into {@code R K x²/2}, as
     * long as {@code |x|/2} is below the overdrive V_GS − V_T.
     *
     * @param process   its square law
     * @param geometry  of each transistor; K = KP W/2L
     * @param overdrive of the transistors at rest [V]
     * @param load      R [Ω]
     */
    public static Stage squarer(MosProcess process, MosfetGeometry geometry, double overdrive, double load) {
        MosfetModel model = process.strong();
        double factor = model.value("KP") * geometry.width() / (2 * geometry.length());
        double level = -MOS_SUPPLY + model.value("VTO") + overdrive;
        Subcircuit squarer = Subcircuit.of("squarer", "difference of drain currents: K x x/2", List.of("xp", "xn", "op", "on", "level", "vdd", "vss"), new Mosfet("m1", "on", "xp", "vss", "vss", model, geometry),
                new Mosfet("m2", "on", "xn", "vss", "vss", model, geometry), new Mosfet("m3", "op", "level", "vss", "vss", model, geometry), new Mosfet("m4", "op", "level", "vss", "vss", model, geometry), new Resistor("rp", "vdd", "op", load),
                new Resistor("rn", "vdd", "on", load));
        return new Stage(squarer, new DifferentialPort("xp", "xn", level, 2 * overdrive, true), "op", "on", Map.of("vdd", MOS_SUPPLY, "vss", -MOS_SUPPLY, "level", level), List.of(), x -> load * factor * x * x / 2);
    }
}
