package org.superpose.simulator.network;

/** What follows the weighted sum of a layer. */
public enum Activation {
    /** {@code y = z}; {@code none} in YAML. */
    IDENTITY,
    /** {@code y = max(0, z)}; {@code relu} in YAML. */
    RELU;

    /** The activation of one pre-activation {@code z}. */
    public double apply(double z) {
        return this == RELU ? Math.max(0, z) : z;
    }

    /** The slope at {@code z}; for ReLU the one-sided slope 0 at {@code z = 0}, as training frameworks take it. */
    public double slope(double z) {
        return this == RELU && z <= 0 ? 0 : 1;
    }
}
