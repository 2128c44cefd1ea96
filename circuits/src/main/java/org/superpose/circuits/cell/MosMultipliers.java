package org.superpose.circuits.cell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.semiconductor.EkvModel;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.source.CurrentSource;

/**
 * Gilbert's cell of n-channel MOS transistors between supplies of ±2.5 V, in strong and in weak inversion. The lines stand at 2 V, the quad's gates at 1.5 V, the inputs at 0 V; all bulks lie on the negative supply. One ideal source feeds the
 * line of tail currents.
 */
public final class MosMultipliers {
    private static final double SUPPLY = 2.5;                 // ± [V]
    private static final double LINE = 2;                     // [V]
    private static final double WEIGHT_LEVEL = 1.5;           // [V]
    private static final List<String> PORTS = List.of("xp", "xn", "wp", "wn", "op", "on", "bias", "vss");
    private static final Map<String, Double> POTENTIALS = Map.of("vdd", SUPPLY, "vss", -SUPPLY);
    /** Of the tail's transistor, V_GS − V_T [V]. */
    private static final double TAIL_OVERDRIVE = 0.3;
    /** Of both windows to √(I_T/K): at their corner the product lies 4 % above √2 K x v. */
    private static final double STRONG_LIMIT = 0.25;
    /** As with bipolar transistors: tanh of the largest weight's voltage over 2 n VT, and the largest input over 2 n VT. */
    private static final double WEIGHT_LIMIT = 0.8;
    private static final double WEAK_LIMIT = 0.25;

    private MosMultipliers() {
    }

    /** Makes a transistor of a cell. */
    private interface Device {
        Component of(String name, String drain, String gate, String source, MosfetGeometry geometry);
    }

    /**
     * In strong inversion {@code I ≈ √2 K x v}, see {@link MosGilbertCell}; the weight's voltage is proportional to the weight.
     *
     * @param process     its square law
     * @param tailCurrent I_T [A]
     * @param span        √(I_T/K), at which an input alone switches its pair over [V]: four times the window of each port; sets the transistors' width
     * @param length      of all channels [m]
     */
    public static MultiplierCell strongInversion(MosProcess process, double tailCurrent, double span, double length) {
        MosfetModel model = process.strong();
        double factor = tailCurrent / (span * span);
        MosGilbertCell law = new MosGilbertCell(tailCurrent, factor);
        MosfetGeometry signal = MosfetGeometry.of(2 * factor / model.value("KP") * length, length);
        MosfetGeometry tail = MosfetGeometry.of(2 * tailCurrent / (model.value("KP") * TAIL_OVERDRIVE * TAIL_OVERDRIVE) * length, length);
        Device device = (name, drain, gate, source, geometry) -> new Mosfet(name, drain, gate, source, "vss", model, geometry);
        double limit = STRONG_LIMIT * span;
        return new MultiplierCell(cell("mosgcell", "Gilbert cell of MOS transistors in strong inversion", device, signal, tail), new DifferentialPort("xp", "xn", 0, limit, false),
                Optional.of(new DifferentialPort("wp", "wn", WEIGHT_LEVEL, limit, true)), "op", "on", LINE, POTENTIALS, List.of(line(device, tail, tailCurrent)), new MultiplierCell.Coding.Voltage(w -> w * limit, 1),
                (x, w) -> law.current(x, w * limit));
    }

    /**
     * In weak inversion, where the drain current is exponential, {@code I = I_T tanh(x/2nVT) tanh(v/2nVT)} with the slope factors n at the gates' voltages (E. Vittoz and J. Fellrath, <i>CMOS analog integrated circuits based on weak inversion
     * operation</i>, IEEE JSSC 12, 224, 1977). The weight's voltage is {@code 2nVT artanh w}. The product lies below the law by about i in the lower pair and 2i in the
     * quad, where i is a transistor's current over its specific current 2n β VT².
     *
     * @param process     its EKV law
     * @param tailCurrent I_T [A]
     * @param geometry    of all transistors
     */
    public static MultiplierCell weakInversion(MosProcess process, double tailCurrent, MosfetGeometry geometry) {
        EkvModel model = process.weak();
        double lower = slopeFactor(model, SUPPLY);
        double upper = slopeFactor(model, SUPPLY + WEIGHT_LEVEL);
        GilbertCell law = GilbertCell.matched(tailCurrent, 0, Double.POSITIVE_INFINITY, Physics.ROOM_TEMPERATURE);
        double unit = 2 * law.thermalVoltage();
        MultiplierCell.Coding.Voltage coding = new MultiplierCell.Coding.Voltage(w -> upper * unit * BipolarMultipliers.artanh(w), WEIGHT_LIMIT);
        Device device = (name, drain, gate, source, shape) -> new EkvTransistor(name, drain, gate, source, "vss", model, shape);
        return new MultiplierCell(cell("weakcell", "Gilbert cell of MOS transistors in weak inversion", device, geometry, geometry), new DifferentialPort("xp", "xn", 0, WEAK_LIMIT * lower * unit, false),
                Optional.of(new DifferentialPort("wp", "wn", WEIGHT_LEVEL, coding.ofWeight().applyAsDouble(WEIGHT_LIMIT), true)), "op", "on", LINE, POTENTIALS, List.of(line(device, geometry, tailCurrent)), coding,
                (x, w) -> law.current(x / lower, unit * BipolarMultipliers.artanh(w)));
    }

    /** What a gate's voltage against the bulk does to the pinch-off voltage, {@code n = dV_G/dV_P = 1 + γ/2√(φ + V_P)} (Enz, Krummenacher and Vittoz, <i>An analytical MOS transistor model</i>, Analog Integr. Circuits Signal Process. 8, 83, 1995). */
    static double slopeFactor(EkvModel model, double gate) {
        double gamma = model.value("GAMMA");
        double phi = model.value("PHI");
        double shifted = gate - model.value("VTO") + phi + gamma * Math.sqrt(phi);
        double pinchOff = shifted - phi - gamma * (Math.sqrt(shifted + gamma * gamma / 4) - gamma / 2);
        return 1 + gamma / (2 * Math.sqrt(phi + pinchOff));
    }

    private static Subcircuit cell(String name, String purpose, Device device, MosfetGeometry signal, MosfetGeometry tail) {
        return Subcircuit.of(name, purpose, PORTS, device.of("m1", "d1", "xp", "s", signal), device.of("m2", "d2", "xn", "s", signal), device.of("m3", "op", "wp", "d1", signal), device.of("m4", "on", "wn", "d1", signal),
                device.of("m5", "op", "wn", "d2", signal), device.of("m6", "on", "wp", "d2", signal), device.of("m7", "s", "bias", "vss", tail));
    }

    private static Instance line(Device device, MosfetGeometry tail, double current) {
        return Subcircuit.of("mosbias", "sets the line of tail currents", List.of("bias", "vdd", "vss"), CurrentSource.dc("i1", "vdd", "bias", current), device.of("m1", "bias", "bias", "vss", tail)).as("xtail", "bias", "vdd", "vss");
    }
}
