package org.superpose.optics.element;

import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Wavefront;

/**
 * A lossless, symmetric beam splitter: transmitted amplitude √(1 − R), reflected amplitude i√R, so that it is unitary (Zeilinger, <i>General properties of lossless
 * beam splitters in interferometry</i>, Am. J. Phys. 49, 882 (1981)). Mirror images are left unfolded.
 *
 * @param reflectance R, 0 to 1, of power
 */
public record BeamSplitter(double reflectance) {
    public BeamSplitter {
        if (!(reflectance >= 0 && reflectance <= 1)) {
            throw new IllegalArgumentException("beam splitter: the reflectance must lie in [0, 1], got " + reflectance);
        }
    }

    /** Half of the power each way. */
    public static BeamSplitter even() {
        return new BeamSplitter(0.5);
    }

    /** Both outputs. @param straight transmitted light of the first input and reflected light of the second @param across the other way round */
    public record Outputs(Wavefront straight, Wavefront across) {
    }

    /** One input, the other dark. */
    public Outputs split(Wavefront in) {
        return new Outputs(in.times(new Complex(Math.sqrt(1 - reflectance), 0)), in.times(new Complex(0, Math.sqrt(reflectance))));
    }

    /** Two coherent inputs of one laser. */
    public Outputs join(Wavefront first, Wavefront second) {
        Outputs a = split(first);
        Outputs b = split(second);
        return new Outputs(a.straight().plus(b.across()), a.across().plus(b.straight()));
    }
}
