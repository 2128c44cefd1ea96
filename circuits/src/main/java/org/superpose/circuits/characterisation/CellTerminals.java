package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.VoltageSource;

/**
 * What a cell as designed does at its ports beside multiplying, measured on its bench with the weight 0: which currents it takes there, and how what it draws from the lines follows the voltages there. With these a wire of some resistance between many cells
 * can be reckoned. Immutable.
 */
public final class CellTerminals {
    private static final double PRECISION = 1e-9;
    /** Of a line's voltage, for its conductance: the currents are straight to 1e-3 so far [V]. */
    private static final double LINE_STEP = 0.05;
    /** Of the voltage of a port of tails, likewise [V]. */
    private static final double PORT_STEP = 1e-4;
    /** Of the lines' voltage, for the slope of the product over it [V]. */
    private static final double CURVE_STEP = 1e-3;
    /** So far below and above what holds them lines are followed [V]. */
    private static final double BELOW = 1.5;
    private static final double ABOVE = 0.25;
    /** Of the product over the lines' voltage, relative. */
    private static final double CURVE_TOLERANCE = 1e-5;
    private static final String WIRE = "vwire_";

    private final Settings settings;
    private final CircuitPlan plan;
    private final MultiplierCell cell;
    private final PiecewiseChebyshev inputCurrent;
    private final double inputConductance;
    private final double lineCurrent;
    private final PiecewiseChebyshev lineConductance;
    private final Map<String, Double> loads = new HashMap<>();
    private final MeasuredCurve product;

    private CellTerminals(MultiplierCell cell, double temperature) {
        this.cell = cell;
        settings = Settings.standard().withRelative(PRECISION).at(temperature);
        List<String> ports = cell.feeds();
        List<Part> parts = new ArrayList<>(cell.bench(new Instance("xcell", cell.netlist(), cell.netlist().ports().stream().map(port -> ports.contains(port) ? port + "_cell" : port).toList(), Map.of()), 0, 0).parts());
        ports.forEach(port -> parts.add(VoltageSource.dc(WIRE + port, port + "_cell", port, 0)));
        plan = CircuitPlan.of(Circuit.of("ports of " + cell.netlist().name(), parts));

        double limit = cell.input().limit();
        double[] inputs = PiecewiseChebyshev.nodes(-limit, limit, 1);
        double[][] currents = new double[1][inputs.length];
        for (int k = 0; k < inputs.length; k++) {
            currents[0][k] = -at(Map.of("vxp", cell.input().plusVoltage(inputs[k]), "vxn", cell.input().minusVoltage(inputs[k]))).current("vxp");
        }
        inputCurrent = PiecewiseChebyshev.through(-limit, limit, currents);
        inputConductance = (inputCurrent(LINE_STEP * limit) - inputCurrent(-LINE_STEP * limit)) / (2 * LINE_STEP * limit);
        OperatingPointResult rest = at(Map.of());
        lineCurrent = drawn(rest) / 2;
        double most = cell.weight().isPresent() ? cell.weight().get().limit() : 0;
        double[] weights = PiecewiseChebyshev.nodes(-most, most, 1);
        double[][] conductances = new double[1][weights.length];
        for (int k = 0; k < weights.length; k++) {
            conductances[0][k] = (difference(lines(LINE_STEP, weights[k])) - difference(lines(-LINE_STEP, weights[k]))) / (4 * LINE_STEP);
        }
        lineConductance = PiecewiseChebyshev.through(-most, most, conductances);
        for (String port : ports) {
            double slope = (drawn(at(Map.of(WIRE + port, PORT_STEP))) - drawn(at(Map.of(WIRE + port, -PORT_STEP)))) / (2 * PORT_STEP * drawn(rest));
            loads.put(port, slope * -rest.current(WIRE + port));
        }
        double whole = product(0, 0);
        product = MeasuredCurve.measure(-BELOW, ABOVE, volts -> new MeasuredCurve.Point(volts, product(volts, 0) / whole, (product(volts, CURVE_STEP) - product(volts, -CURVE_STEP)) / (2 * CURVE_STEP * whole)),
                CURVE_TOLERANCE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * Those of a cell.
     *
     * @param temperature [K]
     */
    public static CellTerminals of(MultiplierCell cell, double temperature) {
        return new CellTerminals(cell, temperature);
    }

    private OperatingPointResult at(Map<String, Double> sources) {
        return new OperatingPoint().with(settings).run(plan.variant(Bench.set(plan.circuit(), sources)));
    }

    /** With the lines moved oppositely, and a voltage at the weight's ports. */
    private OperatingPointResult lines(double step, double weight) {
        Map<String, Double> sources = weight(weight);
        sources.putAll(Map.of("vop", cell.lineVoltage() + step, "von", cell.lineVoltage() - step));
        return at(sources);
    }

    private Map<String, Double> weight(double volts) {
        Map<String, Double> sources = new HashMap<>();
        cell.weight().ifPresent(port -> sources.putAll(Map.of("vwp", port.plusVoltage(volts), "vwn", port.minusVoltage(volts))));
        return sources;
    }

    /** A product of half the input and half the weight, with both lines so far above what holds them [A]. */
    private double product(double volts, double more) {
        double x = cell.input().limit() / 2;
        Map<String, Double> sources = weight(cell.weight().isPresent() ? cell.weight().get().limit() / 2 : 0);
        sources.putAll(Map.of("vop", cell.lineVoltage() + volts + more, "von", cell.lineVoltage() + volts + more, "vxp", cell.input().plusVoltage(x), "vxn", cell.input().minusVoltage(x)));
        return difference(at(sources));
    }

    private static double drawn(OperatingPointResult at) {
        return -at.current("vop") - at.current("von");
    }

    private static double difference(OperatingPointResult at) {
        return at.current("von") - at.current("vop");
    }

    /** What flows into the input's first port [A], at an input within its window [V]. */
    public double inputCurrent(double x) {
        double[][] current = new double[1][1];
        inputCurrent.evaluate(new double[] {x}, current);
        return current[0][0];
    }

    /** Its slope about 0 [S]. */
    public double inputConductance() {
        return inputConductance;
    }

    /** What the cell draws from each of its lines at rest [A]. */
    public double lineCurrent() {
        return lineCurrent;
    }

    /** How the difference of what it draws from the lines follows the difference of their voltages, with a voltage at the weight's port [V], [S]. The more a weight steers a current to one line, the less is left that the lines' voltages could steer. */
    public double lineConductance(double weight) {
        double[][] conductance = new double[1][1];
        lineConductance.evaluate(new double[] {weight}, conductance);
        return conductance[0][0];
    }

    /** Of a port that {@linkplain MultiplierCell#feeds() feeds} the cell: what part of the current that it draws from its lines is lost for each ohm of a wire to that port, in which flows what the cell takes there [1/Ω]. */
    public double load(String port) {
        return loads.get(port);
    }

    /** A product with both lines so far above what holds them [V], over the product there; of half the input and half the weight. */
    public double product(double volts) {
        return product.value(volts);
    }
}
