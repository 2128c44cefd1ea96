package org.superpose.examples;

import java.io.PrintStream;
import java.util.Locale;
import org.superpose.circuits.analysis.Draws;
import org.superpose.circuits.analysis.MismatchVariance;
import org.superpose.circuits.analysis.Output;
import org.superpose.circuits.analysis.Parameters;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Who is to blame for the offset of a differential pair: linearised mismatch of its parts by one transposed solution, without a single Monte Carlo sample. */
public final class OffsetCulprits {
    /** Standard deviations: 1 % of saturation currents, 0.5 % of resistors, each part by itself; 5 % of all resistors of a die. */
    static final Mismatch MISMATCH = new Mismatch(new Mismatch.Plain(0.01, 0.005, 0, 0), new Mismatch.Plain(0, 0.05, 0, 0));

    private OffsetCulprits() {
    }

    /** Prints the culprits. */
    public static void main(String[] arguments) {
        print(offset(), System.out);
    }

    private static Circuit pair() {
        BipolarModel npn = BipolarModel.npn("npn").withSaturationCurrent(1e-16).with("BF", 150).with("VAF", 80);
        return Circuit.of("differential pair", VoltageSource.dc("VCC", "vcc", "0", 5), VoltageSource.dc("VIN", "in", "0", 0), new Resistor("R1", "vcc", "c1", 10e3), new Resistor("R2", "vcc", "c2", 10e3),
                new BipolarTransistor("Q1", "c1", "in", "e", "0", npn, Placement.PLAIN), new BipolarTransistor("Q2", "c2", "0", "e", "0", npn, Placement.PLAIN), CurrentSource.dc("IEE", "e", "0", 200e-6));
    }

    /** The offset, referred to the input [V]. */
    static MismatchVariance offset() {
        Draws draws = (part, normal) -> MISMATCH.vary(part.name(), part, normal, name -> normal.applyAsDouble("die " + name));
        Sensitivity difference = new Sensitivity(Output.of("c1").against("c2"));
        double gain = difference.after(Parameters.of("vin")).run(pair()).gradient()[0][0];
        SensitivityResult spread = difference.after(Parameters.draws(draws)).run(pair());
        double[] referred = spread.gradient()[0];
        for (int draw = 0; draw < referred.length; draw++) {
            referred[draw] /= gain;
        }
        return MismatchVariance.of(spread.parameters(), referred);
    }

    private static void print(MismatchVariance offset, PrintStream out) {
        out.printf(Locale.ROOT, "offset at the input: %.1f uV (one standard deviation)%n", 1e6 * offset.deviation());
        for (MismatchVariance.Culprit culprit : offset.culprits()) {
            out.printf(Locale.ROOT, "  %-16s %8.2f uV  %5.1f %%%n", culprit.name(), 1e6 * culprit.effect(), 100 * culprit.share());
        }
    }
}
