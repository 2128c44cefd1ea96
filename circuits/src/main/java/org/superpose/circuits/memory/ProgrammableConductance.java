package org.superpose.circuits.memory;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A programmed conductance, {@code i = G V0 sinh(v/V0)}: charge that hops over barriers which the voltage lowers one way and raises the other (N. Mott and R. Gurney, <i>Electronic Processes in Ionic Crystals</i>, 1940, section II.8); with
 * V0 infinite, Ohm's law.
 * <p>Noise: the hops to and fro, {@code i = i₊ − i₋} with {@code i± = G V0/2 exp(±v/V0)}, are independent events of a charge q*, so that the density is {@code 2 q* (i₊ + i₋)} (W. Schottky, Ann. Phys. 362, 541, 1918). At 0 V that must be
 * {@code 4kTG} (H. Nyquist, Phys. Rev. 32, 110, 1928), hence {@code q* = 2kT/V0} and the density is {@code 4kT G cosh(v/V0)}: 4kT times the slope di/dv at every bias. Beside it stands {@code KF i²/f}.
 * <p>As standard elements: a current source of that law (R for an infinite V0, which then has the noise too).
 *
 * @param positive              node at which the current enters; it leaves at {@code negative}
 * @param conductance           G, slope at 0 V [S], positive
 * @param characteristicVoltage V0 [V], positive; infinity for Ohm's law
 * @param flicker               KF, such that 1/f noise has the density KF i²/f; 0 or positive
 */
public record ProgrammableConductance(String name, String positive, String negative, double conductance, double characteristicVoltage, double flicker) implements Component {
    private static final Family FAMILY = ProgrammableConductanceBank::new;

    public ProgrammableConductance {
        if (!(conductance > 0) || Double.isInfinite(conductance) || !(characteristicVoltage > 0) || !(flicker >= 0) || Double.isInfinite(flicker)) {
            throw new IllegalArgumentException(name + ": conductance [S] and characteristic voltage [V] must be positive and the coefficient of 1/f noise 0 or positive, got " + conductance + ", " + characteristicVoltage + ", " + flicker);
        }
    }

    /** By Ohm's law, without 1/f noise. */
    public ProgrammableConductance(String name, String positive, String negative, double conductance) {
        this(name, positive, negative, conductance, Double.POSITIVE_INFINITY, 0);
    }

    /** The same, programmed to another conductance [S]. */
    @Override
    public ProgrammableConductance withValue(double otherConductance) {
        return new ProgrammableConductance(name, positive, negative, otherConductance, characteristicVoltage, flicker);
    }

    @Override
    public ProgrammableConductance renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new ProgrammableConductance(names.apply(name), nodes.apply(positive), nodes.apply(negative), conductance, characteristicVoltage, flicker);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return FAMILY;
    }
}
