package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.analysis.Output;
import org.superpose.circuits.analysis.Parameters;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Continuation;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.source.CurrentControlledVoltageSource;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.sparse.LuFactorization;

/**
 * What stands behind the cells of a column, on its bench: the readout as it is, what the cells share, all cells at rest as one ({@link Parallels}), and two ideal sources that draw from the lines what driven cells would. Belongs to one thread.
 * <p>Outputs are linearised by the adjoint: with {@code Gᵀ λ = e} an output changes by {@code dy/dp = −λᵀ ∂f/∂p} with whatever changes f (S. Director and R. Rohrer, <i>The generalized adjoint network and network sensitivities</i>, IEEE Trans.
 * Circuit Theory 16, 318, 1969).
 */
final class ColumnBench {
    static final String OUTPUT = "readout_out";
    /** Shows what the cells draw from both lines, 1 V for 1 A. */
    static final String DRAWN = "drawn";
    private static final String LINE_PLUS = "line_op";
    private static final String LINE_MINUS = "line_on";
    private static final String BIAS = "readout_bias";
    private static final String BIAS_SOURCE = "vreadoutbias";
    private static final String READOUT = "xreadout";
    private static final String CELLS = "xcell";

    private final ColumnCharacterisation of;
    private final List<String> own = new ArrayList<>();              // instances of which the column consists without its cells
    private final CircuitPlan plan;
    private final Equations equations;
    private final Continuation continuation;
    private final LuFactorization lu;

    /**
     * What is drawn from the lines beyond what cells at rest draw, and the bias.
     *
     * @param current that from {@code op} less that from {@code on} [A]
     * @param common  that from both together [A]
     * @param bias    voltage at the bias port [V]
     */
    record Drive(double current, double common, double bias) {
        static final Drive REST = new Drive(0, 0, 0);

        static Drive current(double current) {
            return new Drive(current, 0, 0);
        }

        static Drive bias(double bias) {
            return new Drive(0, 0, bias);
        }
    }

    ColumnBench(ColumnCharacterisation of) {
        this.of = of;
        plan = CircuitPlan.of(circuit());
        plan.checkDirectCurrent();
        equations = new Equations(plan, of.settings().environment());
        continuation = new Continuation(equations, of.settings());
        lu = new LuFactorization(plan.ordering());
    }

    private Circuit circuit() {
        MultiplierCell cell = of.cell();
        List<Part> parts = new ArrayList<>();
        Map<String, Double> potentials = new TreeMap<>(Map.of("vcc", ColumnCharacterisation.SUPPLY, "vee", -ColumnCharacterisation.SUPPLY));
        potentials.putAll(cell.potentials());
        parts.add(Parallels.of(cell.as(CELLS, Map.of(cell.outputPlus(), "cell_op", cell.outputMinus(), "cell_on"), 0), of.fanIn()));
        parts.add(VoltageSource.dc("vdrawnop", LINE_PLUS, "cell_op", 0));
        parts.add(VoltageSource.dc("vdrawnon", LINE_MINUS, "cell_on", 0));
        parts.add(new CurrentControlledVoltageSource("hdrawnop", DRAWN, "drawn_on", "vdrawnop", 1));
        parts.add(new CurrentControlledVoltageSource("hdrawnon", "drawn_on", Circuit.GROUND, "vdrawnon", 1));
        held(parts, cell.input());
        cell.weight().ifPresent(port -> held(parts, port));
        for (Instance shared : cell.shared()) {
            parts.add(shared);
            own.add(shared.name() + ".");
        }
        potentials.forEach((node, voltage) -> parts.add(VoltageSource.dc("v_" + node, node, Circuit.GROUND, voltage)));
        parts.add(new Instance(READOUT, of.readout(), List.of(LINE_PLUS, LINE_MINUS, BIAS, OUTPUT, "vcc", "vee"), Map.of()));
        own.add(READOUT + ".");
        parts.add(VoltageSource.dc(BIAS_SOURCE, BIAS, Circuit.GROUND, 0));
        parts.add(CurrentSource.dc("idriveop", LINE_PLUS, Circuit.GROUND, 0).withAc(0.5));
        parts.add(CurrentSource.dc("idriveon", LINE_MINUS, Circuit.GROUND, 0).withAc(-0.5));
        return Circuit.of("column of " + of.fanIn() + " cells at rest", parts);
    }

    /** Ideal sources at the ports, which apply nothing. */
    private static void held(List<Part> parts, DifferentialPort port) {
        parts.add(VoltageSource.dc("vport_" + port.plus(), port.plus(), Circuit.GROUND, port.plusVoltage(0)));
        if (!port.minus().equals(Circuit.GROUND)) {
            parts.add(VoltageSource.dc("vport_" + port.minus(), port.minus(), Circuit.GROUND, port.minusVoltage(0)));
        }
    }

    CircuitPlan plan() {
        return plan;
    }

    /** What stands in front of the rectifier; the output of a readout without one. */
    String linear() {
        return rectified() ? READOUT + ".z" : OUTPUT;
    }

    boolean rectified() {
        return plan.nodes().contains(READOUT + ".z");
    }

    /** Whether a component belongs to the readout or to what cells share, and not to the cells or to the bench. */
    boolean isOwn(String component) {
        return own.stream().anyMatch(component::startsWith);
    }

    /** Whether cells share anything. */
    boolean shares() {
        return !of.cell().shared().isEmpty();
    }

    /** Whether it belongs to the readout. */
    boolean isReadout(String component) {
        return component.startsWith(READOUT + ".");
    }

    /** Whether it belongs to what cells share. */
    boolean isShared(String component) {
        return isOwn(component) && !isReadout(component);
    }

    /** The circuit driven so. */
    CircuitPlan driven(Drive drive) {
        return plan.variant(Bench.set(plan.circuit(), Map.of("idriveop", (drive.common + drive.current) / 2, "idriveon", (drive.common - drive.current) / 2, BIAS_SOURCE, drive.bias)));
    }

    /** Solves it driven so, first from the solution of another state, or from nothing. */
    State at(Drive drive, State near) {
        CircuitPlan driven = driven(drive);
        equations.adopt(driven);
        double[] x = near == null ? equations.zeros() : near.x.clone();
        continuation.solve(x, near != null, "no operating point");
        return new State(drive, driven, x);
    }

    /** How nodes' voltages change with the draws of the column's parts, in a state. */
    SensitivityResult ofDraws(State state, String... nodes) {
        Output[] outputs = Arrays.stream(nodes).map(Output::of).toArray(Output[]::new);
        return new Sensitivity(outputs).with(of.settings()).after(Parameters.draws(this::vary)).run(state.driven);
    }

    private Component vary(Component part, ToDoubleFunction<String> normal) {
        return isOwn(part.name()) ? of.variation().vary(part, normal) : part;
    }

    /** Whether made columns differ at all. */
    boolean varies() {
        Set<String> asked = new HashSet<>();
        plan.circuit().components().forEach(part -> vary(part, name -> {
            asked.add(name);
            return 0;
        }));
        return !asked.isEmpty();
    }

    /** A solution, and how what is watched there changes. */
    final class State {
        private final Drive drive;
        private final CircuitPlan driven;
        private final double[] x;
        private final Map<String, double[]> adjoints = new HashMap<>();          // λ by node

        private State(Drive drive, CircuitPlan driven, double[] x) {
            this.drive = drive;
            this.driven = driven;
            this.x = x;
            equations.evaluateAt(x);
            double[] values = new double[plan.pattern().entries()];
            equations.conductances(values);
            lu.factorOrRefactor(values);
            for (String node : List.of(linear(), OUTPUT, DRAWN)) {
                double[] lambda = new double[plan.size()];
                lambda[plan.node(node)] = 1;
                lu.solveTransposed(lambda);
                adjoints.put(node, Arrays.copyOf(lambda, plan.size() + 1));
            }
        }

        Drive drive() {
            return drive;
        }

        double voltage(String node) {
            return x[plan.node(node)];
        }

        /** Of the two lines, their mean [V]. */
        double lines() {
            return (voltage(LINE_PLUS) + voltage(LINE_MINUS)) / 2;
        }

        /** What the cells draw from {@code op} less what they draw from {@code on} [A]. */
        double drawnDifference() {
            return x[plan.branch("vdrawnop")] - x[plan.branch("vdrawnon")];
        }

        /** Of a node's voltage with the difference current [Ω]. */
        double ofCurrent(String node) {
            double[] lambda = adjoints.get(node);
            return (lambda[plan.node(LINE_MINUS)] - lambda[plan.node(LINE_PLUS)]) / 2;
        }

        /** Of a node's voltage with the common current [Ω]. */
        double ofCommon(String node) {
            double[] lambda = adjoints.get(node);
            return -(lambda[plan.node(LINE_MINUS)] + lambda[plan.node(LINE_PLUS)]) / 2;
        }

        /** Of a node's voltage with that of the bias. */
        double ofBias(String node) {
            return adjoints.get(node)[plan.branch(BIAS_SOURCE)];
        }
    }
}
