package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;

/** After which numbers of a circuit an output is differentiated. */
public final class Parameters {
    /** The path of the temperature. */
    public static final String TEMPERATURE = "temp";

    /** Of a draw, in standard deviations: so small that one of a tenth of an exponent's width is differentiated to 1e-7, so large that rounding hides one of 1e-6 to 1e-8 only. */
    private static final double DRAW_STEP = 1e-2;

    private final Function<Circuit, Chosen> choice;

    private Parameters(Function<Circuit, Chosen> choice) {
        this.choice = choice;
    }

    /**
     * What a choice is in a circuit.
     *
     * @param list        what was asked for, in order
     * @param motions     of components, any number for each parameter
     * @param sums        parameters that move several others together, by their places
     * @param temperature place of the temperature in the list, or −1
     */
    record Chosen(List<Parameter> list, List<Motion> motions, Map<Integer, List<Integer>> sums, int temperature) {
        Chosen(int temperature) {
            this(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), temperature);
        }

        /** Completes a gradient by the slopes after what moves several others together. */
        void total(double[] gradient) {
            sums.forEach((place, parts) -> gradient[place] = parts.stream().mapToDouble(part -> gradient[part]).sum());
        }
    }

    /**
     * Every number of every component: values, areas, geometries, coefficients, parameters of its own copy of its model card, as far as they are finite and not 0 with nothing below it that makes sense; then each number of a model card for all
     * components that have it; then the temperature.
     */
    public static Parameters all() {
        return new Parameters(circuit -> {
            Chosen chosen = new Chosen(-1);
            Map<String, List<Integer>> ofCards = new LinkedHashMap<>();
            for (Component component : circuit.components()) {
                List<String> cards = ComponentNumber.cards(component);
                for (ComponentNumber number : ComponentNumber.of(component)) {
                    Motion motion = motion(chosen.list.size(), number);
                    if (motion.stencil().isPresent()) {
                        String last = number.path().get(number.path().size() - 1).toLowerCase(Locale.ROOT);
                        if (number.path().get(0).equals("model")) {
                            cards.forEach(card -> ofCards.computeIfAbsent(card + "." + last, name -> new ArrayList<>()).add(chosen.list.size()));
                        }
                        chosen.list.add(new Parameter(component.name() + "." + last, number));
                        chosen.motions.add(motion);
                    }
                }
            }
            ofCards.forEach((name, parts) -> {
                chosen.sums.put(chosen.list.size(), parts);
                chosen.list.add(new Parameter(name, chosen.list.get(parts.get(0)).value()));
            });
            chosen.list.add(new Parameter(TEMPERATURE, Double.NaN));
            return new Chosen(chosen.list, chosen.motions, chosen.sums, chosen.list.size() - 1);
        });
    }

    /**
     * Numbers by their paths: {@code r1} and {@code v1}, the value of a component; {@code x1.q3.is}, {@code x1.q3.area}, a number of a component, of its model card for itself alone; {@code npnv.is}, a number of a model card for all components
     * that have it; {@code temp}, the temperature [K].
     */
    public static Parameters of(String... paths) {
        List<String> wanted = List.of(paths);
        return new Parameters(circuit -> {
            VariedNumbers varied = new VariedNumbers(circuit, wanted);
            Map<String, Motion> moved = new LinkedHashMap<>();                     // by component and place: the path of a single device comes behind that of its card, and in its stead
            Map<Integer, List<ComponentNumber>> numbers = new HashMap<>();
            for (VariedNumbers.Target target : varied.targets()) {
                Component component = circuit.components().get(target.component());
                List<String> place = target.places(circuit).get(0);
                ComponentNumber number = ComponentNumber.of(component).stream().filter(each -> each.path().equals(place)).findFirst().orElseThrow(() -> new CircuitException("parameter \"" + wanted.get(target.parameter())
                        + "\": " + component.name() + " has no finite value of it, so there is no slope; state one"));
                Motion motion = motion(target.parameter(), number);
                if (motion.stencil().isEmpty()) {
                    throw new CircuitException("parameter \"" + wanted.get(target.parameter()) + "\": at " + number.value() + " " + component.name() + " cannot have a little more and less of it, so there is no slope; state a value within its range");
                }
                numbers.computeIfAbsent(target.parameter(), p -> new ArrayList<>()).add(number);
                moved.put(component.name() + " " + place, motion);
            }
            Chosen chosen = new Chosen(varied.temperature());
            for (int p = 0; p < wanted.size(); p++) {
                List<ComponentNumber> those = numbers.get(p);
                chosen.list.add(those == null ? new Parameter(wanted.get(p), Double.NaN) : those.size() == 1 ? new Parameter(wanted.get(p), those.get(0)) : new Parameter(wanted.get(p), those.get(0).value()));
            }
            chosen.motions.addAll(moved.values());
            return chosen;
        });
    }

    private static Motion motion(int parameter, ComponentNumber number) {
        return new Motion(parameter, number.component(), number::with, number.value(), Motion.step(number.value()));
    }

    /** Each draw of a specimen, at 0: the derivatives are what one standard deviation of each does. */
    public static Parameters draws(Draws draws) {
        return new Parameters(circuit -> {
            Chosen chosen = new Chosen(-1);
            Map<String, Integer> places = new LinkedHashMap<>();
            for (Component component : circuit.components()) {
                Set<String> asked = new LinkedHashSet<>();
                draws.vary(component, name -> {
                    asked.add(name);
                    return 0;
                });
                for (String name : asked) {
                    Integer place = places.computeIfAbsent(name, fresh -> {
                        chosen.list.add(new Parameter(fresh, 0));
                        return chosen.list.size() - 1;
                    });
                    chosen.motions.add(new Motion(place, component, z -> draws.vary(component, other -> other.equals(name) ? z : 0), 0, DRAW_STEP));
                }
            }
            if (places.isEmpty()) {
                throw new CircuitException("circuit \"" + circuit.title() + "\": no part of it draws anything, so no specimen differs from another; give the spread of parts that it has");
            }
            return chosen;
        });
    }

    /** What they are in a circuit. */
    Chosen in(Circuit circuit, Environment environment) {
        Chosen chosen = choice.apply(circuit);
        if (chosen.temperature >= 0) {
            chosen.list.set(chosen.temperature, new Parameter(chosen.list.get(chosen.temperature).name(), environment.temperature()));
        }
        return chosen;
    }
}
