package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Settings;

/**
 * What devices give at the operating point, differentiated after the numbers of the circuit: differences of their laws at unknowns that stand still. Numbers of different devices move together, so that the circuit is evaluated as often as the device
 * with the most numbers wants it; one device is moved by one number at a time, and so is one that refers to others (a mutual inductance).
 */
final class DeviceSlopes {
    /** Takes the derivatives of one device after one number. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes them.
         *
         * @param parameter after which
         * @param planned   the bank of the device
         * @param device    its place there
         * @param slopes    of the bank, times {@code width}
         * @param width     by which to divide
         */
        void take(int parameter, PlannedBank planned, int device, BankSlopes slopes, double width);
    }

    private final Bias bias;
    private final Settings settings;
    private final CircuitPlan plan;
    private final Map<String, List<String>> dependents = new HashMap<>();        // components that refer to one, all in lower case
    private final BankSlopes[] slopes;

    /** At an operating point; its equations are used for all evaluations. */
    DeviceSlopes(Bias bias, Settings settings) {
        this.bias = bias;
        this.settings = settings;
        plan = bias.equations.plan();
        for (Component component : plan.circuit().components()) {
            for (String control : component.controls()) {
                dependents.computeIfAbsent(key(control), name -> new ArrayList<>()).add(key(component.name()));
            }
        }
        slopes = new BankSlopes[plan.banks().size()];
        for (int b = 0; b < slopes.length; b++) {
            slopes[b] = new BankSlopes(plan.banks().get(b));
        }
        bias.equations.accept();                                              // states of switches, to which each evaluation returns
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Motions that may go together: what each device that changes owes its change to, by names in lower case. */
    private record Batch(Stencil stencil, Map<String, Motion> movers, Map<String, Motion> owners) {
        Batch(Stencil stencil) {
            this(stencil, new HashMap<>(), new HashMap<>());
        }
    }

    /**
     * Gives the derivatives after all parameters to a taker.
     *
     * @throws CircuitException if another value of one makes a circuit of other nodes
     */
    void after(Parameters.Chosen chosen, Taker taker) {
        for (Batch batch : batches(chosen.motions())) {
            take(batch, taker);
        }
        if (chosen.temperature() >= 0) {
            takeTemperature(chosen.temperature(), taker);
        }
        bias.equations.adopt(plan);
        bias.equations.revert();
        bias.equations.evaluateAt(bias.x);
    }

    private List<Batch> batches(List<Motion> motions) {
        Map<Stencil, List<Batch>> batches = new HashMap<>();
        Map<String, Integer> next = new HashMap<>();                          // batch in which a component may have place
        for (Motion motion : motions) {
            Stencil stencil = motion.stencil();
            String name = key(motion.component().name());
            List<String> touched = new ArrayList<>(dependents.getOrDefault(name, List.of()));
            touched.add(name);
            List<Batch> open = batches.computeIfAbsent(stencil, s -> new ArrayList<>());
            int at = next.getOrDefault(stencil + name, 0);
            while (at < open.size() && touched.stream().anyMatch(open.get(at).owners::containsKey)) {
                at++;
            }
            if (at == open.size()) {
                open.add(new Batch(stencil));
            }
            for (String device : touched) {
                open.get(at).owners.put(device, motion);
            }
            open.get(at).movers.put(name, motion);
            next.put(stencil + name, at + 1);
        }
        List<Batch> all = new ArrayList<>();
        for (Stencil stencil : Stencil.values()) {
            all.addAll(batches.getOrDefault(stencil, List.of()));
        }
        return all;
    }

    private void take(Batch batch, Taker taker) {
        Stencil stencil = batch.stencil;
        CircuitPlan[] variants = new CircuitPlan[stencil.steps().length];
        for (int s = 0; s < variants.length; s++) {
            variants[s] = variant(batch, stencil.steps()[s]);
        }
        boolean[] changed = new boolean[slopes.length];
        for (int s = 0; s < variants.length; s++) {
            for (int b = 0; b < slopes.length; b++) {
                changed[b] |= variants[s].banks().get(b) != plan.banks().get(b);
            }
        }
        clear();
        for (int s = 0; s < variants.length; s++) {
            bias.equations.adopt(variants[s]);
            evaluate(bias.equations, changed, stencil.weights()[s]);
        }
        closeRows(bias.equations, changed);
        for (int b = 0; b < slopes.length; b++) {
            PlannedBank planned = plan.banks().get(b);
            for (int i = 0; changed[b] && i < planned.members().size(); i++) {
                Motion owner = batch.owners.get(key(planned.members().get(i).name()));
                if (owner != null) {
                    taker.take(owner.parameter(), planned, i, slopes[b], stencil.width() * owner.step());
                }
            }
        }
    }

    private CircuitPlan variant(Batch batch, double steps) {
        List<Component> components = new ArrayList<>(plan.circuit().components());
        components.replaceAll(component -> {
            Motion motion = batch.movers.get(key(component.name()));
            return motion == null ? component : motion.at(steps);
        });
        CircuitPlan variant = plan.variant(Circuit.of(plan.circuit().title(), components));
        if (!variant.isLike(plan)) {
            throw new CircuitException("circuit \"" + plan.circuit().title() + "\": small changes of " + names(batch) + " make other nodes, so there is no slope; choose other numbers");
        }
        return variant;
    }

    private static String names(Batch batch) {
        return batch.movers.values().stream().limit(10).map(motion -> motion.component().name()).sorted().collect(Collectors.joining(", "));
    }

    private void takeTemperature(int parameter, Taker taker) {
        boolean[] all = new boolean[slopes.length];
        Arrays.fill(all, true);
        double temperature = settings.environment().temperature();
        double step = Motion.step(temperature);
        Equations other = null;
        clear();
        for (int s = 0; s < Stencil.CENTRAL.steps().length; s++) {
            other = new Equations(plan, settings.environment().at(temperature + Stencil.CENTRAL.steps()[s] * step));
            other.junctionConductance(settings.junctionConductance());
            other.accept(bias.equations);
            evaluate(other, all, Stencil.CENTRAL.weights()[s]);
        }
        closeRows(other, all);
        for (int b = 0; b < slopes.length; b++) {
            PlannedBank planned = plan.banks().get(b);
            for (int i = 0; i < planned.members().size(); i++) {
                taker.take(parameter, planned, i, slopes[b], Stencil.CENTRAL.width() * step);
            }
        }
    }

    private void clear() {
        for (BankSlopes bank : slopes) {
            bank.clear();
        }
    }

    private void evaluate(Equations equations, boolean[] wanted, double weight) {
        equations.revert();
        equations.evaluateAt(bias.x);
        for (int b = 0; b < slopes.length; b++) {
            if (wanted[b]) {
                slopes[b].add(equations.plan().banks().get(b), equations.evaluations().get(b), weight);
            }
        }
    }

    private void closeRows(Equations last, boolean[] wanted) {
        for (int b = 0; b < slopes.length; b++) {
            if (wanted[b]) {
                slopes[b].closeRows(plan, plan.banks().get(b), last.evaluations().get(b));
            }
        }
    }
}
