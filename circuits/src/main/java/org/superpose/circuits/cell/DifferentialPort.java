package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.source.VoltageSource;

/**
 * Two ports of a cell between which a voltage is applied; or one, against ground.
 *
 * @param plus       port that rises with the voltage
 * @param minus      the other one; {@code 0} if the voltage is applied against ground
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
        if (minus.equals(Circuit.GROUND) && (balanced || commonMode != 0)) {
            throw new IllegalArgumentException("port " + plus + " against ground: ground does not move and stands at 0 V");
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

    /** A voltage against ground. */
    public static DifferentialPort single(String port, double limit) {
        return new DifferentialPort(port, Circuit.GROUND, 0, limit, false);
    }

    /** The ports' names, without ground. */
    List<String> ports() {
        return minus.equals(Circuit.GROUND) ? List.of(plus) : List.of(plus, minus);
    }

    /** Sources {@code namep} and {@code namen} that apply a voltage [V]; of one port the first alone. */
    List<Part> sources(String name, double voltage) {
        List<Part> sources = new ArrayList<>(List.of(VoltageSource.dc(name + "p", plus, Circuit.GROUND, plusVoltage(voltage))));
        if (ports().size() > 1) {
            sources.add(VoltageSource.dc(name + "n", minus, Circuit.GROUND, minusVoltage(voltage)));
        }
        return sources;
    }
}
