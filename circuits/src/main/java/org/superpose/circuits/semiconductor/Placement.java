package org.superpose.circuits.semiconductor;

/**
 * How a device differs from the one that its model describes.
 *
 * @param area        factor on the area of the model's junctions, positive
 * @param multiplier  M, number of equal devices in parallel, positive
 * @param temperature of this device [K]; NaN where it has that of the circuit
 * @param off         whether the search for an operating point starts with the device not conducting
 */
public record Placement(double area, double multiplier, double temperature, boolean off) {
    /** As the model says. */
    public static final Placement PLAIN = new Placement(1, 1, Double.NaN, false);

    public Placement {
        if (!(area > 0) || Double.isInfinite(area) || !(multiplier > 0) || Double.isInfinite(multiplier)) {
            throw new IllegalArgumentException("area and M of a device must be positive numbers, got area " + area + " and M " + multiplier);
        }
        if (!Double.isNaN(temperature) && (!(temperature > 0) || Double.isInfinite(temperature))) {
            throw new IllegalArgumentException("the temperature of a device must be positive [K], got " + temperature + "; NaN means that of the circuit");
        }
    }

    public Placement withArea(double otherArea) {
        return new Placement(otherArea, multiplier, temperature, off);
    }

    public Placement withMultiplier(double otherMultiplier) {
        return new Placement(area, otherMultiplier, temperature, off);
    }

    public Placement atTemperature(double otherTemperature) {
        return new Placement(area, multiplier, otherTemperature, off);
    }

    public Placement startingOff() {
        return new Placement(area, multiplier, temperature, true);
    }

    /** Its own temperature, or the circuit's [K]. */
    double temperatureIn(double ofCircuit) {
        return Double.isNaN(temperature) ? ofCircuit : temperature;
    }
}
