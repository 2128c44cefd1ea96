package org.superpose.optics.wave;

/** Constants of nature that light and its detection need; all exact by definition (SI Brochure, 9th edition, 2019). */
public final class PhysicalConstants {
    /** Speed of light in vacuum c [m/s], exact (SI 2019). */
    public static final double SPEED_OF_LIGHT = 299_792_458;
    /** Planck constant h [J s], exact (SI 2019). */
    public static final double PLANCK = 6.626_070_15e-34;
    /** Elementary charge q [C], exact (SI 2019). */
    public static final double ELEMENTARY_CHARGE = 1.602_176_634e-19;
    /** Boltzmann constant k [J/K], exact (SI 2019). */
    public static final double BOLTZMANN = 1.380_649e-23;

    private PhysicalConstants() {
    }
}
