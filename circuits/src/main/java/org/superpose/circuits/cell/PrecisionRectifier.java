package org.superpose.circuits.cell;

import org.superpose.circuits.circuit.Physics;

/**
 * A half-wave rectifier with the diodes inside the loop of an op-amp and two equal resistors R (Jung, <i>Op Amp Applications</i>, chapter on
 * nonlinear circuits). The conducting diode carries y/R, so the op-amp's output stands at {@code y + nVT ln(1 + y/(R I_S))} and its input at 1/A0 of
 * that; the output misses the input by twice that:
 * {@code y (1 + 2/A0) + (2/A0) nVT ln(1 + y/(R I_S)) = v}. The knee is a diode drop divided by A0 wide. Static law; a follower keeps the load away.
 *
 * @param openLoopGain      A0 [V/V], positive; may be infinite
 * @param resistance        R [Ω], positive
 * @param saturationCurrent I_S of the diode [A], positive
 * @param emission          n of the diode, positive
 * @param temperature       T [K], positive
 */
public record PrecisionRectifier(double openLoopGain, double resistance, double saturationCurrent, double emission, double temperature) implements Rectifier {
    public PrecisionRectifier {
        if (!(openLoopGain > 0) || !(resistance > 0) || !(saturationCurrent > 0) || !(emission > 0) || !(temperature > 0)) {
            throw new IllegalArgumentException("precision rectifier: A0, R, IS, n and T must be positive, got " + openLoopGain + ", " + resistance + " Ω, "
                    + saturationCurrent + " A, " + emission + ", " + temperature + " K");
        }
    }

    @Override
    public double output(double voltage) {
        double slope = 2 / openLoopGain;
        return JunctionEquation.solve(1 + slope, slope * emission * Physics.thermalVoltage(temperature), resistance * saturationCurrent, voltage);
    }
}
