package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageControlledCurrentSource;
import org.superpose.circuits.source.VoltageControlledVoltageSource;
import org.superpose.circuits.source.VoltageSource;

/**
 * A macromodel of an op-amp with PNP inputs: a degenerated pair, which saturates at the current that charges the Miller capacitor when it slews, linear stages, and diodes that limit current and voltage of the output. Element values are
 * those of G. Boyle, B. Cohn, D. Pederson and J. Solomon, <i>Macromodeling of integrated circuit operational amplifiers</i>, IEEE J. Solid-State Circuits 9, 353 (1974), with a free C2 and both transistors alike but for the offset:
 * <pre>
 * I_C1 = C2 SR/2     β = I_C1/I_B     I_EE = 2 I_C1 (1 + 1/β)     R_C1 = 1/(2π f₀ C2)     R_E1 = β/(1 + β) (R_C1 − VT/I_C1)
 * C1 = C2/2 tan(90° − φ)     I_S2/I_S1 = 1 − V_os/VT     G_A = 1/R_C1     R_2 = 100 kΩ     G_B = A0 R_C1/(R_2 R_O2)     R_O1 + R_O2 = R_out
 * </pre>
 * The offset's sign is that of PNP. The current limit drops 0.6 V in R_O1; the diode across it has {@code I_S = I_X exp(−0.6 V/VT)} for the current {@code I_X = 2 I_C1 R_2 G_B − I_SC} that is then left for it; the
 * source that repeats the output for it is ideal here. C1 is left out where φ reaches 90°, and so is what the common mode does. The first stage's noise is that of its own parts, not the one of the figures.
 */
final class BoyleMacromodel {
    private static final double C2 = 20e-12;
    private static final double R2 = 100e3;
    private static final double CLAMP = 1e-15;             // saturation current of the diodes at the rails [A]

    private BoyleMacromodel() {
    }

    static Subcircuit netlist(OperationalAmplifierFigures f) {
        double vt = Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
        double collector = C2 * f.slewRate() / 2;
        double beta = -collector / f.biasCurrent();
        double tail = 2 * collector * (1 + 1 / beta);
        double rc = 1 / (2 * Math.PI * f.gainBandwidth() * C2);
        double re = beta / (1 + beta) * (rc - vt / collector);
        if (!(beta > 0) || !(re > 0)) {
            throw new IllegalArgumentException("macromodel: needs currents out of the inputs and a slew rate above 4π VT GBW (a degenerated pair), got " + f.biasCurrent() + " A into them, " + f.slewRate() + " V/s and " + f.gainBandwidth() + " Hz");
        }
        double ro1 = f.outerResistance();
        double ro2 = f.outputResistance() - ro1;
        double gb = f.openLoopGain() * rc / (R2 * ro2);
        double diverted = 2 * collector * R2 * gb - f.outputLimit();
        if (!(ro2 > 0) || !(diverted > 0)) {
            throw new IllegalArgumentException("macromodel: the output's resistance of " + f.outputResistance() + " Ω is too small for its limit of " + f.outputLimit() + " A");
        }
        BipolarModel pnp = BipolarModel.pnp("pin").with("IS", 1e-16).with("BF", beta);
        DiodeModel limiter = DiodeModel.of("dlimit").with("IS", diverted * Math.exp(-OperationalAmplifierFigures.LIMIT_DROP / vt));
        DiodeModel clamp = DiodeModel.of("dclamp").with("IS", CLAMP);
        double drop = vt * Math.log(f.outputLimit() / CLAMP);
        List<Part> parts = new ArrayList<>(List.of(CurrentSource.dc("iee", "vcc", "e", tail),
                new BipolarTransistor("q1", "c1", "n", "e1", pnp), TransistorAmplifier.large("q2", "c2", "p", "e2", pnp, Math.exp(-f.offset() / vt)),
                new Resistor("re1", "e", "e1", re), new Resistor("re2", "e", "e2", re), new Resistor("rc1", "c1", "vee", rc), new Resistor("rc2", "c2", "vee", rc),
                new VoltageControlledCurrentSource("ga", "b", Circuit.GROUND, "c1", "c2", 1 / rc), new Resistor("r2", "b", Circuit.GROUND, R2), new Capacitor("cc", "b", "c", C2),
                new VoltageControlledCurrentSource("gb", "c", Circuit.GROUND, "b", Circuit.GROUND, gb), new Resistor("ro2", "c", Circuit.GROUND, ro2), new Resistor("ro1", "c", "o", ro1),
                new VoltageControlledVoltageSource("eo", "d", Circuit.GROUND, "o", Circuit.GROUND, 1), new Diode("d1", "c", "d", limiter), new Diode("d2", "d", "c", limiter),
                new Diode("d3", "o", "h", clamp), VoltageSource.dc("vh", "vcc", "h", f.supply() - f.high() + drop), new Diode("d4", "l", "o", clamp), VoltageSource.dc("vl", "l", "vee", f.supply() + f.low() + drop),
                new Resistor("rp", "vcc", "vee", 4 * f.supply() * f.supply() / (f.power() - 2 * f.supply() * tail))));
        double lag = Math.toRadians(90 - f.phaseMargin());
        if (lag > 0) {
            parts.add(new Capacitor("ci", "c1", "c2", C2 / 2 * Math.tan(lag)));
        }
        return new Subcircuit("opamp_boyle", "operational amplifier, Boyle macromodel", OperationalAmplifierLevel.PORTS, parts);
    }
}
