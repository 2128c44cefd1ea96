package org.superpose.simulator.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.superpose.optics.detection.Camera;
import org.superpose.optics.detection.RelativeIntensity;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.PhysicalConstants;

/**
 * A camera in a plane, centred on the axis.
 *
 * @param exposure [s]
 */
record CameraDetector(String name, String plane, Camera camera, double exposure) implements Detector {
    @Override
    public List<Reading> read(Scene scene, Consumer<Frame> frames) {
        Plane light = scene.planes().get(plane);
        int lasers = scene.lasers().size();
        double bandwidth = 1 / (2 * exposure);
        double wavelength = scene.lasers().get(0).wavelength();
        double[] steady = new double[lasers];
        Arrays.fill(steady, 1);
        double[] now = new double[lasers];
        Arrays.setAll(now, laser -> Math.max(0, 1 + scene.intensity(laser, bandwidth).direct()));
        Image power = camera.power(scene.irradiance(light, steady));
        int brightest = brightest(power);
        int column = brightest % power.grid().nx();
        int row = brightest / power.grid().nx();

        double perJoule = camera.efficiency() * wavelength / (PhysicalConstants.PLANCK * PhysicalConstants.SPEED_OF_LIGHT);
        double electrons = (power.at(column, row) * perJoule + camera.darkRate()) * exposure;
        double step = camera.electronsPerCode();
        double variance = electrons + camera.readNoise() * camera.readNoise() + step * step / 12;
        for (int laser = 0; laser < lasers; laser++) {
            double[] alone = new double[lasers];
            alone[laser] = 1;
            double share = lasers == 1 ? power.at(column, row) : camera.power(scene.irradiance(light, alone)).at(column, row);
            variance += scene.lasers().get(laser).intensityVariance(bandwidth) * Math.pow(share * perJoule * exposure, 2);
        }
        Image codes = camera.expose(scene.irradiance(light, now), wavelength, exposure, RelativeIntensity.STEADY, scene.own(name));
        frames.accept(new Frame(name, codes));

        int largest = (1 << camera.bits()) - 1;
        long full = Arrays.stream(codes.values()).filter(code -> code >= largest).count();
        String where = "pixel (" + column + ", " + row + ")";
        boolean saturated = electrons > camera.fullWell();
        return List.of(new Reading(name, "brightest pixel", "codes", Math.min(largest, camera.blackLevel() + Math.min(electrons, camera.fullWell()) / step), saturated ? 0 : Math.sqrt(variance) / step,
                codes.at(column, row), saturated ? where + ", full well" : where), new Reading(name, "pixels at the largest code", "pixels", full, 0, full, "in this exposure"));
    }

    private static int brightest(Image image) {
        double[] values = image.values();
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }
}
