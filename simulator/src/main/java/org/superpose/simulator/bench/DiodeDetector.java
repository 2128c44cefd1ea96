package org.superpose.simulator.bench;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.superpose.optics.detection.Photodiode;
import org.superpose.optics.detection.RelativeIntensity;
import org.superpose.optics.element.Aperture;

/**
 * A photodiode in a plane.
 *
 * @param area null for the whole plane
 */
record DiodeDetector(String name, String plane, Aperture area, Photodiode diode, Electronics electronics) implements Detector {
    @Override
    public List<Reading> read(Scene scene, Consumer<Frame> frames) {
        double[] power = scene.power(plane, area);
        double all = DoubleStream.of(power).sum();
        double bandwidth = electronics.gate().bandwidth();
        double variance = Photodiode.shotVariance(diode.current(all), bandwidth);
        double now = 0;
        for (int laser = 0; laser < power.length; laser++) {
            double fluctuation = scene.lasers().get(laser).intensityVariance(bandwidth);
            variance += fluctuation * Math.pow(diode.responsivity() * power[laser], 2);
            now += Math.max(0, power[laser] * (1 + scene.intensity(laser, bandwidth).direct()));
        }
        RandomGenerator random = scene.own(name);
        double drawn = diode.sample(now, RelativeIntensity.STEADY, electronics.gate(), random);
        return List.of(electronics.reading(name, diode.current(all), variance, drawn, random));
    }
}
