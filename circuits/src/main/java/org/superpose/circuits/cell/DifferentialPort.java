package org.superpose.circuits.cell;

/**
 * Two ports of a cell between which a voltage is applied.
 *
 * @param plus       port that rises with the voltage
 * @param minus      the other one
 * @param commonMode about which it stands [V]
 * @param limit      largest magnitude of the voltage that the cell is meant for [V], positive
 * @param balanced   whether both ports move, by half each, or only {@code plus}, the other one staying at the common mode
 */
public record DifferentialPort(String plus, String minus, double commonMode, double limit, boolean balanced) {
    public DifferentialPort {
        if (!(limit > 0) || Double.isInfinite(limit) || !Double.isFinite(commonMode)) {
            throw new IllegalArgumentException("ports " + plus + ", " + minus + ": the limit must be positive and the common mode finite [V], got " + limit + " and " + commonMode);
        }
        if (plus.equals(minus)) {
            throw new IllegalArgumentException("ports " + plus + ", " + minus + " must differ");
        }
    }

    /** What stands at {@code plus} [V]. */
    public double plusVoltage(double voltage) {
        return commonMode + (balanced ? voltage / 2 : voltage);
    }

    /** What stands at {@code minus} [V]. */
    public double minusVoltage(double voltage) {
        return commonMode - (balanced ? voltage / 2 : 0);
    }
}
