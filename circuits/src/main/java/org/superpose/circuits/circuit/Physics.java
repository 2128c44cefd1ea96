package org.superpose.circuits.circuit;

/** Constants of the revised SI (BIPM, <i>The International System of Units</i>, 9th edition, 2019, table 1). */
public final class Physics {
    /** Boltzmann constant k [J/K], exact (SI 2019). */
    public static final double BOLTZMANN = 1.380649e-23;
    /** Elementary charge q [C], exact (SI 2019). */
    public static final double ELEMENTARY_CHARGE = 1.602176634e-19;
    /** 27 °C [K], the temperature at which SPICE models are stated (Nagel, SPICE2, UCB/ERL M520, 1975). */
    public static final double ROOM_TEMPERATURE = 300.15;

    private Physics() {
    }

    /** The thermal voltage {@code VT = kT/q} [V]: 25.865 mV at 27 °C. */
    public static double thermalVoltage(double temperature) {
        return BOLTZMANN * temperature / ELEMENTARY_CHARGE;
    }
}
