package org.superpose.circuits.circuit;

/**
 * What holds for a whole circuit.
 *
 * @param temperature        T [K], positive
 * @param nominalTemperature at which model parameters are stated where a model does not say [K], positive
 * @param boltzmann          k [J/K]
 * @param elementaryCharge   q [C]
 */
public record Environment(double temperature, double nominalTemperature, double boltzmann, double elementaryCharge) {
    public Environment {
        if (!(temperature > 0) || Double.isInfinite(temperature) || !(nominalTemperature > 0) || Double.isInfinite(nominalTemperature)) {
            throw new IllegalArgumentException("temperatures must be positive [K], got " + temperature + " and nominal " + nominalTemperature);
        }
    }

    /** 27 °C and the constants of the SI of 2019. */
    public static Environment standard() {
        return new Environment(Physics.ROOM_TEMPERATURE, Physics.ROOM_TEMPERATURE, Physics.BOLTZMANN, Physics.ELEMENTARY_CHARGE);
    }

    /** 27 °C and the constants that ngspice 39 to 46 carry (CODATA 2014: Mohr, Newell, Taylor, Rev. Mod. Phys. 88, 035009, 2016), for comparisons with it. */
    public static Environment ngspice() {
        return new Environment(Physics.ROOM_TEMPERATURE, Physics.ROOM_TEMPERATURE, 1.38064852e-23, 1.6021766208e-19);
    }

    public Environment at(double otherTemperature) {
        return new Environment(otherTemperature, nominalTemperature, boltzmann, elementaryCharge);
    }

    /** kT/q [V]. */
    public double thermalVoltage() {
        return boltzmann * temperature / elementaryCharge;
    }
}
