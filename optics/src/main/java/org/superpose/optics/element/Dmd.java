package org.superpose.optics.element;

import java.util.Locale;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Opening;
import org.superpose.optics.wave.SamplingException;

/**
 * A digital micromirror device: square mirrors that tilt about their diagonal by +θ (on) or −θ (off), a blazed grating that is switched mirror by mirror. Light comes in
 * the plane normal to the hinges, at 45° to the rows. Along each axis of the array the tangential wave number is kept, (sin α + sin β)/√2 = pλ/d
 * for order (p, p); the mirrors' own direction β = 2θ − α is order μ = d (sin α + sin(2θ − α))/(√2 λ), the blaze number. Order (p, q) gets
 * η = F² sinc²(√F(p − μ)) sinc²(√F(q − μ)) of the power, F being the area fill (Popoff et al., <i>A practical guide to digital micro-mirror devices</i>,
 * arXiv:2311.17496 (2023), section 3; scalar). An integer μ sends everything into one order, a half-integer one shares it among four. Orders may be half-integer:
 * there a checkerboard of half a period sends its light.
 *
 * @param pitch     d [m], above 0
 * @param tilt      θ [rad], above 0, below π/4
 * @param incidence α [rad] against the normal of the device, |α| &lt; π/2, in the plane normal to the hinges
 * @param fill      area of mirrors over area of the array F, above 0, at most 1
 */
public record Dmd(double pitch, double tilt, double incidence, double fill) {
    public Dmd {
        if (!(pitch > 0 && pitch < Double.POSITIVE_INFINITY) || !(tilt > 0 && tilt < Math.PI / 4) || !(Math.abs(incidence) < Math.PI / 2) || !(fill > 0 && fill <= 1)) {
            throw new IllegalArgumentException("DMD: pitch above 0, tilt between 0 and pi/4, incidence within pi/2 of the normal, fill above 0 and at most 1 must hold; got pitch "
                    + pitch + " m, tilt " + tilt + " rad, incidence " + incidence + " rad, fill " + fill);
        }
    }

    /** Blaze number μ of mirrors that are on. @param wavelength λ [m] */
    public double blazeNumber(double wavelength) {
        return blazeNumber(wavelength, tilt);
    }

    /** Blaze number of mirrors that are off: far away from that of the others, so little of their light goes the same way. */
    public double offBlazeNumber(double wavelength) {
        return blazeNumber(wavelength, -tilt);
    }

    private double blazeNumber(double wavelength, double angle) {
        return pitch * (Math.sin(incidence) + Math.sin(2 * angle - incidence)) / (Math.sqrt(2) * wavelength);
    }

    /** Angle β [rad] under which order (p, p) leaves, in the plane of incidence. Orders that do not leave are refused. */
    public double exitAngle(double order, double wavelength) {
        double sine = Math.sqrt(2) * order * wavelength / pitch - Math.sin(incidence);
        if (!(Math.abs(sine) < 1)) {
            throw new IllegalArgumentException("DMD: order " + order + " does not leave the device, its sine would be " + sine);
        }
        return Math.asin(sine);
    }

    /** Part of the power that order (p, q) gets when all mirrors are on. */
    public double efficiency(double p, double q, double wavelength) {
        double amplitude = amplitude(p, q, blazeNumber(wavelength));
        return amplitude * amplitude;
    }

    /** F sinc(√F(p − μ)) sinc(√F(q − μ)), with its sign. */
    private double amplitude(double p, double q, double blaze) {
        double side = Math.sqrt(fill);
        return fill * sinc(side * (p - blaze)) * sinc(side * (q - blaze));
    }

    /** Field of a mirror that is off over that of one that is on, in order (p, q), with its sign. The order must get light at all. */
    public double leakage(double p, double q, double wavelength) {
        double on = amplitude(p, q, blazeNumber(wavelength));
        if (Math.abs(on) < 1e-6) {
            throw new IllegalArgumentException("DMD: order (" + p + ", " + q + ") is dark at a blaze number of " + blazeNumber(wavelength) + "; take one near it");
        }
        return amplitude(p, q, offBlazeNumber(wavelength)) / on;
    }

    /**
     * The device as seen in one order, one sample per mirror.
     * @param p order along x
     * @param q order along y
     */
    public Mask show(MirrorPattern pattern, double p, double q, double wavelength) {
        Grid grid = new Grid(pattern.columns(), pattern.rows(), pitch, pitch);
        double on = amplitude(p, q, blazeNumber(wavelength));
        double off = amplitude(p, q, offBlazeNumber(wavelength));
        double[] t = new double[grid.size()];
        for (int s = 0; s < t.length; s++) {
            t[s] = pattern.isOn(s % grid.nx(), s / grid.nx()) ? on : off;
        }
        return Mask.ofAmplitude(grid, t);
    }

    /**
     * The device as seen around one order, its mirrors resolved: each a flat square whose tilt turns the phase by μ − p and μ − q turns along its sides. Behind a lens several orders stand side by side,
     * those near (p, q) with their efficiency: sampled by points, sinc a becomes sin(πa)/(s sin(πa/s)) at s samples per mirror and a orders from the blaze.
     * @param p                order along x that goes along the axis, a whole number
     * @param q                order along y
     * @param samplesPerMirror along each side; more than twice as many as the turns on a mirror, on or off
     */
    public Mask relief(MirrorPattern pattern, int p, int q, double wavelength, int samplesPerMirror) {
        double turns = pattern.count() > 0 ? turns(blazeNumber(wavelength), p, q) : 0;
        if (pattern.count() < pattern.columns() * pattern.rows()) {
            turns = Math.max(turns, turns(offBlazeNumber(wavelength), p, q));
        }
        if (!(samplesPerMirror > 2 * turns)) {
            throw new SamplingException(String.format(Locale.ROOT, "DMD: seen around order (%d, %d) its mirrors turn the phase by %.3g turns from side to side, which %d samples per mirror do not carry",
                    p, q, turns, samplesPerMirror), pattern.columns() * pitch, pattern.rows() * pitch, pitch / (Math.floor(2 * turns) + 1), pitch / (Math.floor(2 * turns) + 1));
        }
        double step = pitch / samplesPerMirror;
        Grid grid = new Grid(pattern.columns() * samplesPerMirror, pattern.rows() * samplesPerMirror, step, step);
        double side = Math.sqrt(fill);
        double[] t = new double[2 * grid.size()];
        for (int s = 0; s < grid.size(); s++) {
            int column = s % grid.nx();
            int row = s / grid.nx();
            double blaze = pattern.isOn(column / samplesPerMirror, row / samplesPerMirror) ? blazeNumber(wavelength) : offBlazeNumber(wavelength);
            Opening mirror = new Opening(0, side);
            double half = 0.5 / samplesPerMirror;
            double u = (column % samplesPerMirror + 0.5) / samplesPerMirror - 0.5;
            double v = (row % samplesPerMirror + 0.5) / samplesPerMirror - 0.5;
            double live = mirror.overlap(u - half, u + half) * mirror.overlap(v - half, v + half) / (4 * half * half);
            double phase = 2 * Math.PI * ((blaze - p) * u + (blaze - q) * v);
            t[2 * s] = live * Math.cos(phase);
            t[2 * s + 1] = live * Math.sin(phase);
        }
        return Mask.of(grid, t);
    }

    private static double turns(double blaze, int p, int q) {
        return Math.max(Math.abs(blaze - p), Math.abs(blaze - q));
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
