package org.superpose.circuits.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Equations;

/** The current into one terminal of a component, {@code f + dq/dt} of its bank there. It holds for the variants of a plan too. */
final class TerminalCurrent {
    private static final char MARK = '#';

    private final int bank;
    private final int device;
    private final int[] locals;                  // the terminal's own, and inner ones that no resistance parts from it

    private TerminalCurrent(PlannedBank planned, int bank, int device, int terminal) {
        this.bank = bank;
        this.device = device;
        int[][] unknowns = planned.unknowns();
        locals = IntStream.range(0, unknowns.length).filter(k -> k == terminal || planned.bank().terminal(k, device) == terminal && unknowns[k][device] == unknowns[terminal][device]).toArray();
    }

    /** Whether a name is one of a terminal: {@code q1#0}. */
    static boolean isName(String name) {
        int mark = name.lastIndexOf(MARK);
        return mark > 0 && mark < name.length() - 1 && name.chars().skip(mark + 1).allMatch(c -> c >= '0' && c <= '9') && name.length() - mark < 8;
    }

    /** The current of a name such as {@code q1#0}. */
    static TerminalCurrent of(CircuitPlan plan, String name) {
        int mark = name.lastIndexOf(MARK);
        return of(plan, name.substring(0, mark), Integer.parseInt(name.substring(mark + 1)));
    }

    /**
     * The current into a terminal.
     *
     * @param terminal counted from 0, in the order of the component's nodes
     */
    static TerminalCurrent of(CircuitPlan plan, String component, int terminal) {
        CircuitPlan.Place place = plan.place(component);
        PlannedBank planned = plan.banks().get(place.bank());
        Component member = planned.members().get(place.device());
        if (terminal < 0 || terminal >= member.nodes().size()) {
            throw new CircuitException(component + " has no terminal " + terminal + "; its terminals 0 ... " + (member.nodes().size() - 1) + " are at nodes " + member.nodes());
        }
        return new TerminalCurrent(planned, place.bank(), place.device(), terminal);
    }

    /** f at the point that was evaluated last [A]. */
    double flow(Equations equations) {
        return sum(equations.evaluations().get(bank).current);
    }

    /** q at the point that was evaluated last [C]. */
    double charge(Equations equations) {
        Evaluation e = equations.evaluations().get(bank);
        return e.capacitance.length == 0 ? 0 : sum(e.charge);
    }

    private double sum(double[][] values) {
        double sum = 0;
        for (int k : locals) {
            sum += values[k][device];
        }
        return sum;
    }

    /** Phasors {@code Σ (∂f/∂x + jω ∂q/∂x) x} less what the device itself excites, from solutions of the small-signal equations at these frequencies [A]. */
    Phasors phasors(Equations equations, double[] frequencies, double[][] real, double[][] imaginary) {
        PlannedBank planned = equations.plan().banks().get(bank);
        Evaluation e = equations.evaluations().get(bank);
        int[][] unknowns = planned.unknowns();
        double[][] excitedRe = new double[unknowns.length][planned.bank().size()];
        double[][] excitedIm = new double[unknowns.length][planned.bank().size()];
        planned.bank().excite(e, excitedRe, excitedIm);
        double[] re = new double[frequencies.length];
        double[] im = new double[frequencies.length];
        for (int p = 0; p < frequencies.length; p++) {
            re[p] = -sum(excitedRe);
            im[p] = -sum(excitedIm);
            double omega = 2 * Math.PI * frequencies[p];
            add(planned, planned.bank().conductancePattern(), e.conductance, 1, real[p], re, p);
            add(planned, planned.bank().conductancePattern(), e.conductance, 1, imaginary[p], im, p);
            add(planned, planned.bank().capacitancePattern(), e.capacitance, -omega, imaginary[p], re, p);
            add(planned, planned.bank().capacitancePattern(), e.capacitance, omega, real[p], im, p);
        }
        return new Phasors(re, im);
    }

    private void add(PlannedBank planned, int[][] pairs, double[][] values, double factor, double[] x, double[] into, int at) {
        for (int pair = 0; pair < pairs.length; pair++) {
            for (int k : locals) {
                int column = planned.unknowns()[pairs[pair][1]][device];
                if (pairs[pair][0] == k && column < x.length) {
                    into[at] += factor * values[pair][device] * x[column];
                }
            }
        }
    }

    /** All currents of these names. */
    static List<TerminalCurrent> all(CircuitPlan plan, List<String> names) {
        return names.stream().map(name -> of(plan, name)).toList();
    }
}
