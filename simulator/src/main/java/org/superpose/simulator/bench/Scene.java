package org.superpose.simulator.bench;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.superpose.optics.detection.RelativeIntensity;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Wavefront;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * What detectors see. Where they count photons, those of the first laser are the measure: λ/λ₁ of them make the energy of one of another laser.
 *
 * @param planes by name
 * @param lasers in the order of the file
 * @param chance of this run
 */
record Scene(Map<String, Plane> planes, List<Laser> lasers, RandomStreams chance) {
    /** Draws of one detector. */
    RandomGenerator own(String detector) {
        return chance.named("detector").named(detector).stream().generator();
    }

    /** How far a laser is from its mean power during one reading; of the same sign and in the same proportion for all detectors. @param bandwidth of the reading [Hz] */
    RelativeIntensity intensity(int laser, double bandwidth) {
        RandomStream draws = chance.named("laser").stream(laser);
        double sigma = Math.sqrt(lasers.get(laser).intensityVariance(bandwidth));
        return new RelativeIntensity(sigma * draws.normal(), sigma * draws.normal());
    }

    /** Photons of a laser for the energy of one of the first. */
    private double photons(int laser) {
        return lasers.get(laser).wavelength() / lasers.get(0).wavelength();
    }

    /** Power of each laser on an area [W], in photons of the first. @param area null for the whole plane */
    double[] power(String plane, Aperture area) {
        double[] power = new double[lasers.size()];
        for (Component component : planes.get(plane).components()) {
            power[component.laser()] += photons(component.laser()) * product(component.wavefront(), component.wavefront(), area).re();
        }
        return power;
    }

    /** Irradiance of each laser times a factor, together, in photons of the first [W/m²]. */
    Image irradiance(Plane plane, double[] factors) {
        Image sum = null;
        for (Component component : plane.components()) {
            double factor = factors[component.laser()] * photons(component.laser());
            double[] values = component.wavefront().irradiance().values();
            for (int k = 0; k < values.length; k++) {
                values[k] *= factor;
            }
            Image here = Image.of(plane.grid(), values);
            sum = sum == null ? here : sum.plus(here);
        }
        return sum;
    }

    /** Σ a* b dx dy over an area [W]; a sample on its rim counts with the part of its cell that is open. */
    static Complex product(Wavefront a, Wavefront b, Aperture area) {
        if (area == null) {
            return a.innerProduct(b);
        }
        Grid grid = a.grid();
        double[] left = new double[2 * grid.nx()];
        double[] right = new double[2 * grid.nx()];
        double re = 0;
        double im = 0;
        for (int j = 0; j < grid.ny(); j++) {
            a.copyRow(j, left, 0);
            b.copyRow(j, right, 0);
            for (int i = 0; i < grid.nx(); i++) {
                double x = grid.x(i);
                double y = grid.y(j);
                double weight = grid.cell() * area.openFraction(x - grid.dx() / 2, x + grid.dx() / 2, y - grid.dy() / 2, y + grid.dy() / 2);
                re += weight * (left[2 * i] * right[2 * i] + left[2 * i + 1] * right[2 * i + 1]);
                im += weight * (left[2 * i] * right[2 * i + 1] - left[2 * i + 1] * right[2 * i]);
            }
        }
        return new Complex(re, im);
    }
}
