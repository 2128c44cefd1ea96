package org.superpose.circuits.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.sparse.Ordering;
import org.superpose.circuits.sparse.SingularMatrixException;
import org.superpose.circuits.sparse.SparsityPattern;

/**
 * The equations of a circuit, without numbers: modified nodal analysis (Ho, Ruehli, Brennan, <i>The modified nodal approach to network analysis</i>, IEEE Trans. CAS 22, 504, 1975). Unknowns are the node voltages, inner node voltages and branch
 * currents; the row of a voltage is Kirchhoff's current law of its node, the row of a branch current the equation of its component.
 * <p>A solution vector has {@link #size} numbers and one more, at index {@code size()}: ground, always 0. The values of the matrix have one more slot than the pattern, to which goes what would stand in ground's row or column. Immutable and shared.
 */
public final class CircuitPlan {
    /** Ends the name of the unknown that is a branch current. */
    public static final String BRANCH = "#branch";

    /** Unknowns for which another thread pays. */
    private static final int LARGE = 5000;

    private final Circuit circuit;
    private final List<PlannedBank> banks;
    private final List<String> names;
    private final boolean[] voltage;
    private final int size;
    private final Map<String, Integer> branches;    // numbers from 1, as those of circuit.nodes()
    private final Wiring wiring;
    private final Condensation condensed;
    private volatile boolean checked;                     // for direct current; variants need not be, their wiring being the same
    private CircuitException noDirectCurrent;       // what was found then, or null

    private CircuitPlan(Circuit circuit) {
        this.circuit = circuit;
        UnknownNumbers numbers = new UnknownNumbers(circuit);
        Map<DeviceBank, List<Component>> made = new LinkedHashMap<>();
        families(circuit).forEach((family, members) -> made.put(family.bank(members, numbers), members));
        names = numbers.names();
        size = names.size();
        voltage = numbers.voltages();
        branches = numbers.branches();
        List<PlannedBank> planned = new ArrayList<>();
        banks = Collections.unmodifiableList(planned);
        wiring = new Wiring(this, banks);
        made.forEach((bank, members) -> planned.add(new PlannedBank(bank, members, size, wiring, planned.size())));
        Condensation[] condensation = {null};
        RuntimeException[] found = {null, null};
        new Crew(size < LARGE ? 1 : 2).run(2, task -> {
            try {
                if (task == 0) {
                    Topology topology = new Topology(this);
                    topology.checkBranches();
                    topology.checkLoops(false);
                    if (size >= LARGE) {
                        lookForDirectCurrent();
                    }
                } else {
                    condensation[0] = Condensation.of(this);
                }
            } catch (RuntimeException e) {
                found[task] = e;                            // what the first task finds explains what the second one does
            }
        });
        for (RuntimeException trouble : found) {
            if (trouble != null) {
                throw trouble;
            }
        }
        condensed = condensation[0];
    }

    private CircuitPlan(CircuitPlan like, Circuit circuit, List<PlannedBank> banks) {
        this.circuit = circuit;
        this.banks = List.copyOf(banks);
        names = like.names;
        size = like.size;
        voltage = like.voltage;
        branches = like.branches;
        wiring = like.wiring;
        condensed = like.condensed;
        checked = like.checked;
        noDirectCurrent = like.noDirectCurrent;
    }

    private static Map<Family, List<Component>> families(Circuit circuit) {
        Map<Family, List<Component>> families = new LinkedHashMap<>();
        Family last = null;
        List<Component> members = null;
        for (Component component : circuit.components()) {
            Family family = component.family();
            if (family != last) {
                members = families.computeIfAbsent(family, f -> new ArrayList<>());
                last = family;
            }
            members.add(component);
        }
        return families;
    }

    /** Plans a circuit. */
    public static CircuitPlan of(Circuit circuit) {
        return new CircuitPlan(circuit);
    }

    /** Plans a circuit that differs from this one in values, and shares with it what values do not change, down to the banks of which no record was replaced; any other circuit is planned anew. */
    public CircuitPlan variant(Circuit other) {
        if (!sameWiring(other)) {
            return of(other);
        }
        Numbering numbering = new SameNumbers(other, names, circuit.nodes(), branches);
        List<List<Component>> members = new ArrayList<>(families(other).values());
        List<Family> families = new ArrayList<>(families(other).keySet());
        List<PlannedBank> planned = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            PlannedBank old = banks.get(b);
            if (old.isOf(members.get(b), circuit, other)) {
                planned.add(old);
                continue;
            }
            DeviceBank bank = families.get(b).bank(members.get(b), numbering);
            if (!old.hasTopologyOf(bank)) {
                return of(other);
            }
            planned.add(new PlannedBank(bank, members.get(b), size, wiring, b));
        }
        return new CircuitPlan(this, other, planned);
    }

    private boolean sameWiring(Circuit other) {
        List<Component> ours = circuit.components();
        List<Component> theirs = other.components();
        if (ours.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            Component a = ours.get(i);
            Component b = theirs.get(i);
            if (a != b && !(a.name().equals(b.name()) && a.family().equals(b.family()) && a.nodes().equals(b.nodes()) && a.controls().equals(b.controls()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Orders a matrix.
     *
     * @param unknowns in its rows and columns; null if those are all
     */
    Ordering order(SparsityPattern of, int[] unknowns) {
        try {
            return Ordering.of(of);
        } catch (SingularMatrixException e) {
            throw new CircuitException("circuit \"" + circuit.title() + "\": the equations of " + namesOf(e.rows(), unknowns) + " cannot settle " + namesOf(e.columns(), unknowns) + ", whatever the values; look for sources that contradict each other");
        }
    }

    private String namesOf(int[] indices, int[] unknowns) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < Math.min(indices.length, 10); k++) {
            text.append(k == 0 ? "" : ", ").append(names.get(unknowns == null ? indices[k] : unknowns[indices[k]]));
        }
        return indices.length > 10 ? text + ", ..." : text.toString();
    }

    /**
     * Checks that a direct current can flow wherever the equations ask for one.
     *
     * @throws CircuitException which names nodes and components: nodes without a path for direct current to ground (floating, or behind capacitors and current sources only), loops of voltage sources and inductors
     */
    public void checkDirectCurrent() {
        if (!checked) {
            lookForDirectCurrent();
        }
        if (noDirectCurrent != null) {
            throw noDirectCurrent;
        }
    }

    private void lookForDirectCurrent() {
        try {
            Topology topology = new Topology(this);
            topology.checkLoops(true);
            topology.checkFloating();
        } catch (CircuitException e) {
            noDirectCurrent = e;
        }
        checked = true;
    }

    public Circuit circuit() {
        return circuit;
    }

    public List<PlannedBank> banks() {
        return banks;
    }

    /** Number of unknowns. */
    public int size() {
        return size;
    }

    /** Names of the unknowns in their order: {@code out}, {@code q1#base}, {@code v1#branch}. */
    public List<String> names() {
        return names;
    }

    /** Whether an unknown is a voltage, and not a branch current. */
    public boolean isVoltage(int index) {
        return voltage[index];
    }

    /** Of each unknown whether it is a voltage, and behind them that ground is none. */
    public boolean[] voltages() {
        return Arrays.copyOf(voltage, size + 1);
    }

    /**
     * Index of a node's voltage in a solution vector.
     *
     * @throws CircuitException if there is no such node; it names those that there are
     */
    public int node(String name) {
        Integer number = circuit.nodes().get(name);
        if (number == null) {
            throw new CircuitException("circuit \"" + circuit.title() + "\" has no node \"" + name + "\"; it has " + listed(circuit.nodes()));
        }
        return index(number);
    }

    private int index(int number) {
        return number == UnknownNumbers.GROUND ? size : number - 1;
    }

    /**
     * Index of an unknown by the name that {@link #names} has for it.
     *
     * @throws CircuitException if there is none
     */
    public int unknown(String name) {
        Integer known = name.endsWith(BRANCH) ? branches.get(name.substring(0, name.length() - BRANCH.length()).toLowerCase(Locale.ROOT)) : circuit.nodes().get(name);
        int index = known != null ? index(known) : names.indexOf(name);
        if (index < 0 || index == size) {
            throw new CircuitException("circuit \"" + circuit.title() + "\" has no unknown \"" + name + "\"; it has nodes " + listed(circuit.nodes()) + " and branch currents such as v1#branch");
        }
        return index;
    }

    /** Whether a component has a branch current. */
    public boolean hasBranch(String component) {
        return branches.containsKey(component.toLowerCase(Locale.ROOT));
    }

    /**
     * Index of a component's branch current in a solution vector.
     *
     * @throws CircuitException if it has none
     */
    public int branch(String component) {
        Integer number = branches.get(component.toLowerCase(Locale.ROOT));
        if (number == null) {
            throw new CircuitException("circuit \"" + circuit.title() + "\" has no branch current of \"" + component + "\"; it has those of " + listed(branches) + "; put a 0 V source in series");
        }
        return index(number);
    }

    private static String listed(Map<String, Integer> indices) {
        List<String> sorted = new ArrayList<>(indices.keySet());
        Collections.sort(sorted);
        return sorted.size() > 20 ? String.join(", ", sorted.subList(0, 20)) + ", ..." : String.join(", ", sorted);
    }

    /**
     * Where a component stands.
     *
     * @param bank   its place in {@link #banks}
     * @param device its place within the bank
     */
    public record Place(int bank, int device) {
    }

    /**
     * Where a component stands among the banks; in a variant it is the same.
     *
     * @throws CircuitException if there is no such component
     */
    public Place place(String component) {
        Component sought = circuit.component(component);
        for (int b = 0; b < banks.size(); b++) {
            List<Component> members = banks.get(b).members();
            if (members.get(0).family() == sought.family()) {
                for (int i = 0; i < members.size(); i++) {
                    if (members.get(i) == sought) {
                        return new Place(b, i);
                    }
                }
            }
        }
        throw new CircuitException("circuit \"" + circuit.title() + "\" has no bank of " + component);
    }

    /** Names of the nodes, without inner ones and without ground, in the order of their names. */
    public Set<String> nodes() {
        Set<String> set = new TreeSet<>(circuit.nodes().keySet());
        set.remove(Circuit.GROUND);
        return set;
    }

    /** Where the entries of the matrix may stand. */
    public SparsityPattern pattern() {
        return wiring.pattern();
    }

    public Ordering ordering() {
        return wiring.ordering();
    }

    /** The matrix without the inner nodes of devices. */
    public Condensation condensed() {
        return condensed;
    }

    /** Whether another plan has the same unknowns and patterns as this one, because one of the two is a {@linkplain #variant variant} of the other, or both of a third. */
    public boolean isLike(CircuitPlan other) {
        return condensed == other.condensed;
    }
}
