package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Neighbourhood;

/**
 * Sets numbers of a circuit straight in the parameters of its banks, where these follow them simply ({@link Dependence}); no records and no banks are made. Immutable once it {@linkplain #watch watches}; shared by threads.
 */
final class Tuning {
    /** Relative, or in a number's own unit: small enough for the slope at a point, large enough for ten digits of it. */
    private static final double STEP = 1e-5;

    private final Environment environment;
    private final CircuitPlan reference;
    private final int temperature;
    private final int[] parameter;          // of each target: place among the values
    private final int[] bank;
    private final int[] device;
    private final double[] nominal;
    private final double[] before;          // the number in the reference circuit
    private final Dependence[] law;
    private final boolean[][] touched;      // by bank and row of its parameters
    private final double[][][] base;        // of the reference circuit
    private final int[] slopeStart;
    private int[] slopeRow = {};
    private double[] slope = {};

    private Tuning(VariedNumbers numbers, CircuitPlan reference, Environment environment, List<Target> targets) {
        this.environment = environment;
        this.reference = reference;
        temperature = numbers.temperature();
        parameter = targets.stream().mapToInt(Target::parameter).toArray();
        bank = targets.stream().mapToInt(Target::bank).toArray();
        device = targets.stream().mapToInt(Target::device).toArray();
        nominal = targets.stream().mapToDouble(Target::nominal).toArray();
        before = targets.stream().mapToDouble(Target::before).toArray();
        law = targets.stream().map(Target::law).toArray(Dependence[]::new);
        slopeStart = new int[law.length + 1];
        touched = new boolean[reference.banks().size()][];
        base = new double[reference.banks().size()][][];
        for (int t = 0; t < law.length; t++) {
            if (base[bank[t]] == null) {
                base[bank[t]] = reference.banks().get(bank[t]).bank().parameters(environment);
                touched[bank[t]] = new boolean[base[bank[t]].length];
            }
            for (int[] rows : law[t].parameters()) {
                for (int row : rows) {
                    touched[bank[t]][row] = true;
                }
            }
        }
    }

    private record Target(int parameter, int bank, int device, double nominal, double before, Dependence law) {
    }

    /** Sets these numbers; null if the parameters do not follow all of them simply. */
    static Tuning of(CircuitPlan plan, VariedNumbers numbers, Environment environment) {
        Map<Component, CircuitPlan.Place> places = places(plan, numbers);
        List<Component> components = null;                                       // others than those of the plan
        List<Target> targets = new ArrayList<>();
        Map<Component, List<List<String>>> taken = new IdentityHashMap<>();
        for (int t = numbers.targets().size() - 1; t >= 0; t--) {                // a path of its own before that of the card
            VariedNumbers.Target target = numbers.targets().get(t);
            Component component = numbers.circuit().components().get(target.component());
            CircuitPlan.Place place = places.get(component);
            ComponentNumber number = number(target, numbers.circuit(), plan.banks().get(place.bank()));
            Dependence law = number == null ? null : law(plan.banks().get(place.bank()), number);
            if (law == null) {
                return null;
            }
            if (taken.computeIfAbsent(component, c -> new ArrayList<>()).contains(number.path())) {
                continue;
            }
            taken.get(component).add(number.path());
            double before = number.value();
            if (!law.startsAt(before)) {
                if (before != 0 || !law.straight()) {
                    return null;
                }
                before = 1;
                components = components == null ? new ArrayList<>(numbers.circuit().components()) : components;
                components.set(target.component(), target.set(components.get(target.component()), before));
            }
            targets.add(new Target(target.parameter(), place.bank(), place.device(), number.value(), before, law));
        }
        CircuitPlan reference = components == null ? plan : plan.variant(Circuit.of(numbers.circuit().title(), components));
        return reference.isLike(plan) ? new Tuning(numbers, reference, environment, targets) : null;
    }

    /** Where the components stand to which the numbers belong. */
    private static Map<Component, CircuitPlan.Place> places(CircuitPlan plan, VariedNumbers numbers) {
        Map<Component, CircuitPlan.Place> places = new IdentityHashMap<>();
        for (VariedNumbers.Target target : numbers.targets()) {
            places.put(numbers.circuit().components().get(target.component()), null);
        }
        for (int b = 0; b < plan.banks().size(); b++) {
            List<Component> members = plan.banks().get(b).members();
            for (int i = 0; i < members.size(); i++) {
                if (places.containsKey(members.get(i))) {
                    places.put(members.get(i), new CircuitPlan.Place(b, i));
                }
            }
        }
        return places;
    }

    private static Dependence law(PlannedBank planned, ComponentNumber number) {
        return planned.bank().dependence(number.path().get(number.path().size() - 1));
    }

    /** The number that a target means; of a principal value, the one on which the bank's parameters depend. */
    private static ComponentNumber number(VariedNumbers.Target target, Circuit circuit, PlannedBank planned) {
        if (target.number() != null) {
            return target.number();
        }
        for (ComponentNumber number : ComponentNumber.of(circuit.components().get(target.component()))) {
            if (target.places(circuit).contains(number.path()) && law(planned, number) != null) {
                return number;
            }
        }
        return null;
    }

    /** The plan of the circuit from which the numbers are set. */
    CircuitPlan reference() {
        return reference;
    }

    /** By bank and row of its parameters, whether {@link #set} changes them where the temperature stays; null where it changes none of a bank. For reading only. */
    boolean[][] touched() {
        return touched;
    }

    /** Whether a parameter may have a value here. */
    boolean allows(int number, double value) {
        for (int t = 0; t < law.length; t++) {
            if (parameter[t] == number && !law[t].allows(before[t], value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Sets values.
     *
     * @param equations of the {@link #reference}
     * @return false if one is outside what the parameters simply follow; the parameters are then undefined
     */
    boolean set(Equations equations, double[] values) {
        for (int t = 0; t < law.length; t++) {
            if (!law[t].allows(before[t], values[parameter[t]])) {
                return false;
            }
        }
        if (temperature >= 0) {
            equations.environment(environment.at(values[temperature]));
        } else {
            restore(equations);
        }
        List<Evaluation> evaluations = equations.evaluations();
        for (int t = 0; t < law.length; t++) {
            law[t].change(evaluations.get(bank[t]).parameter, device[t], before[t], values[parameter[t]]);
            equations.forget(bank[t], device[t]);
        }
        return true;
    }

    private void restore(Equations equations) {
        List<Evaluation> evaluations = equations.evaluations();
        for (int b = 0; b < base.length; b++) {
            for (int row = 0; base[b] != null && row < base[b].length; row++) {
                if (touched[b][row]) {
                    System.arraycopy(base[b][row], 0, evaluations.get(b).parameter[row], 0, base[b][row].length);
                }
            }
        }
    }

    /**
     * Finds how the residual at a solution of the circuit as it stands changes with each number, of one kind of all devices at once.
     *
     * @param equations of the {@link #reference}
     */
    void watch(Equations equations, Neighbourhood near) {
        restore(equations);
        List<Evaluation> evaluations = equations.evaluations();
        for (int t = 0; t < law.length; t++) {
            if (nominal[t] != before[t]) {
                law[t].change(evaluations.get(bank[t]).parameter, device[t], before[t], nominal[t]);
            }
        }
        equations.evaluateAt(near.solution());
        double[][][] difference = new double[law.length][][];
        for (int t = 0; t < law.length; t++) {
            if (difference[t] == null && !near.bends(bank[t])) {
                double[][] found = difference(evaluations.get(bank[t]), t);
                for (int other = t; other < law.length; other++) {
                    if (isAlike(t, other)) {
                        difference[other] = found;
                    }
                }
            }
        }
        slopeRow = new int[law.length];
        slope = new double[law.length];
        int count = 0;
        for (int t = 0; t < law.length; t++) {
            slopeStart[t] = count;
            for (int k = 0; difference[t] != null && k < difference[t].length; k++) {
                double by = difference[t][k][device[t]];
                int row = reference.banks().get(bank[t]).unknowns()[k][device[t]];
                if (by != 0 && row < reference.size()) {
                    if (count == slope.length) {
                        slopeRow = Arrays.copyOf(slopeRow, 2 * count);
                        slope = Arrays.copyOf(slope, 2 * count);
                    }
                    slopeRow[count] = row;
                    slope[count++] = by;
                }
            }
        }
        slopeStart[law.length] = count;
    }

    private boolean isAlike(int t, int other) {
        return law[other] == law[t] && bank[other] == bank[t];
    }

    /** What the currents of all devices change by with this number and those like it. */
    private double[][] difference(Evaluation e, int t) {
        double[][] current = Arrays.stream(e.current).map(double[]::clone).toArray(double[][]::new);
        double[][] parameters = Arrays.stream(e.parameter).map(double[]::clone).toArray(double[][]::new);
        for (int other = 0; other < law.length; other++) {
            if (isAlike(t, other)) {
                tilt(e.parameter, other);
            }
        }
        DeviceBank alike = reference.banks().get(bank[t]).bank();
        alike.load(e);
        for (int k = 0; k < current.length; k++) {
            for (int i = 0; i < current[k].length; i++) {
                current[k][i] = (e.current[k][i] - current[k][i]) / STEP;
            }
        }
        for (int row = 0; row < parameters.length; row++) {
            System.arraycopy(parameters[row], 0, e.parameter[row], 0, parameters[row].length);
        }
        alike.load(e);
        return current;
    }

    private void tilt(double[][] parameters, int t) {
        if (!law[t].straight()) {
            law[t].change(parameters, device[t], nominal[t], nominal[t] * (1 + STEP));
            return;
        }
        for (int[] rows : law[t].parameters()) {
            for (int row : rows) {
                parameters[row][device[t]] = base[bank[t]][row][device[t]];
            }
        }
        law[t].change(parameters, device[t], before[t], nominal[t] + STEP);
    }

    /** Whether {@link #change} knows all that changes; a temperature changes all devices, and everything is then better evaluated. */
    boolean foresees() {
        return temperature < 0;
    }

    /** Writes what values change in the residual at the solution that was watched, to first order: in the logarithm of numbers that keep their sign, for it is that to which a junction's voltage answers as a straight line. */
    void change(double[] values, double[] residual) {
        Arrays.fill(residual, 0);
        for (int t = 0; t < law.length; t++) {
            double value = values[parameter[t]];
            double by = law[t].straight() ? value - nominal[t] : logarithm(value / nominal[t]);
            for (int k = slopeStart[t]; k < slopeStart[t + 1]; k++) {
                residual[slopeRow[k]] += by * slope[k];
            }
        }
    }

    /** ln r; for small changes to third order, which is cheaper. */
    private static double logarithm(double ratio) {
        return ratio > 0.8 && ratio < 1.25 ? 2 * (ratio - 1) / (ratio + 1) : Math.log(ratio);
    }
}
