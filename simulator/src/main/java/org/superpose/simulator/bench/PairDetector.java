package org.superpose.simulator.bench;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.superpose.optics.detection.BalancedPair;
import org.superpose.optics.detection.RelativeIntensity;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.source.Beam;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Wavefront;
import org.superpose.simulator.input.Section;

/**
 * Two photodiodes, subtracted: in two planes, or behind a beam splitter at which the light of one plane meets a reference of the same laser.
 *
 * @param section   where it stands in the file
 * @param plus      plane
 * @param minus     plane of the other diode; null where there is a reference
 * @param reference beam of the laser that joins the light in plane {@code plus}; null where there are two planes
 * @param power     of the reference [W]
 * @param phase     by which the reference is behind the beam that it describes [rad]
 * @param area      of both; null for the whole plane
 */
record PairDetector(Section section, String name, String plus, String minus, Beam reference, double power, double phase, Aperture area, BalancedPair pair, Electronics electronics) implements Detector {
    @Override
    public List<Reading> read(Scene scene, Consumer<Frame> frames) {
        if (scene.lasers().size() != 1) {
            throw section.error("a balanced pair compares light of one laser with itself, but there are " + scene.lasers().size() + "; read several with photodiodes");
        }
        Laser laser = scene.lasers().get(0);
        double product;
        double signal;
        double local;
        if (reference == null) {
            double first = scene.power(plus, area)[0];
            double second = scene.power(minus, area)[0];
            product = (first - second) / 2;
            signal = first;
            local = second;
        } else {
            Wavefront light = field(scene.planes().get(plus));
            Wavefront beam = section.build(() -> laser.withPower(power).emit(reference, light.grid()).times(new Complex(Math.cos(phase), Math.sin(phase))));
            product = Scene.product(beam, light, area).re();
            signal = Scene.product(light, light, area).re();
            local = Scene.product(beam, beam, area).re();
        }
        double bandwidth = electronics.gate().bandwidth();
        double mean = pair.difference(product);
        double variance = pair.shotVariance(signal, local, bandwidth) + pair.darkVariance(bandwidth)
                + laser.intensityVariance(bandwidth) * (mean * mean + Math.pow(pair.commonModeAmplitude() * pair.sum(signal, local), 2));
        RandomGenerator random = scene.own(name);
        RelativeIntensity intensity = scene.intensity(0, bandwidth);
        double drawn = pair.sample(product, signal, local, intensity, electronics.gate(), random);
        return List.of(electronics.reading(name, mean, variance, drawn, random));
    }

    private Wavefront field(Plane plane) {
        if (plane.components().size() != 1) {
            throw section.error("at", "light that is partly coherent has no one field to compare with a reference; read two planes with plus and minus");
        }
        Component component = plane.components().get(0);
        if (Double.isFinite(component.sphere())) {
            throw section.error("at", "the window in this plane is too coarse for the phase of the light, which a reference is compared with; give it more samples");
        }
        return component.wavefront();
    }
}
