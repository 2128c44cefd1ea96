package org.superpose.circuits.circuit;

import java.util.Arrays;

/** What a kernel reads and writes: the arrays of one bank in one run. Every array is {@code [what][device]}. Public for those who write banks; everybody else reads results. */
public final class Evaluation {
    /** In: parameters of this variant, see {@link DeviceBank#parameters}. */
    public final double[][] parameter;
    /** In: local unknowns, {@code [K][n]}. */
    public final double[][] unknown;
    /** In and out: what limiting remembers of the last iteration, and states that {@link DeviceBank#decide} sets, {@code [M][n]}. */
    public final double[][] memory;
    /** In: {@link #memory} as it stood at the last accepted time point, or point of a sweep; zeros before the first. */
    public final double[][] accepted;
    /** Out: f, {@code [K][n]}. Where a voltage was limited, f is extrapolated from the limited voltage with the conductances. */
    public final double[][] current;
    /** Out: q, {@code [K][n]}. */
    public final double[][] charge;
    /** Out: ∂f, in the order of the conductance pattern. */
    public final double[][] conductance;
    /** Out: ∂q, in the order of the capacitance pattern. */
    public final double[][] capacitance;
    /** Room for the kernel to compute with. */
    public final double[] scratch;
    /** In: what holds for the whole circuit, with which the parameters were made. */
    public Environment environment;

    /** In: the first device to compute and the one behind the last, for kernels that are {@linkplain DeviceBank#divisible divisible}; others compute all. */
    public int first;
    public int end;

    /** In: time [s]; 0 in an operating point. */
    public double time;
    /** In: whether this is a transient run: waveforms follow the time, else they show their DC values. */
    public boolean transientRun;
    /** In: factor on independent sources, 0 to 1 (source stepping). */
    public double sourceScale = 1;
    /** In: conductance across every junction [S]. */
    public double junctionConductance;
    /** In: first iteration without a start: junctions take a voltage at which they conduct, or 0 where a device is said to be off. */
    public boolean starting;
    /** In: whether junction voltages may be limited. */
    public boolean limiting = true;
    /** In: whether charges and capacitances are wanted; if not, as in the iterations of an operating point, a kernel may leave them as they are. */
    public boolean storing = true;
    /** In: whether derivatives are wanted; if not, as where a step is taken with the factors of an earlier iteration, a kernel may leave them as they are. */
    public boolean deriving = true;
    /** Out: set (never cleared) by a kernel that limited a voltage, so that this iteration is not the last. */
    public boolean limited;

    /**
     * @param bank whose arrays these are
     */
    public Evaluation(DeviceBank bank, Environment environment) {
        int n = bank.size();
        int k = bank.unknowns().length;
        this.environment = environment;
        first = 0;
        end = n;
        parameter = bank.parameters(environment);
        unknown = new double[k][n];
        memory = new double[bank.memory()][n];
        accepted = new double[bank.memory()][n];
        scratch = new double[bank.scratch()];
        current = new double[k][n];
        charge = new double[k][n];
        conductance = new double[bank.conductancePattern().length][n];
        capacitance = new double[bank.capacitancePattern().length][n];
    }

    /** A share of another one's devices, with the same arrays. What holds for the whole run is to be {@linkplain #follow taken over}. */
    public Evaluation(Evaluation whole, int first, int end) {
        environment = whole.environment;
        parameter = whole.parameter;
        unknown = whole.unknown;
        memory = whole.memory;
        accepted = whole.accepted;
        scratch = whole.scratch;
        current = whole.current;
        charge = whole.charge;
        conductance = whole.conductance;
        capacitance = whole.capacitance;
        this.first = first;
        this.end = end;
    }

    /** Of the same devices at other unknowns: parameters and accepted states are the same arrays, all others its own. What holds for the whole run is to be {@linkplain #follow taken over}. */
    public Evaluation(Evaluation other) {
        environment = other.environment;
        parameter = other.parameter;
        unknown = likewise(other.unknown);
        memory = likewise(other.memory);
        accepted = other.accepted;
        scratch = new double[other.scratch.length];
        current = likewise(other.current);
        charge = likewise(other.charge);
        conductance = likewise(other.conductance);
        capacitance = likewise(other.capacitance);
        first = other.first;
        end = other.end;
    }

    private static double[][] likewise(double[][] rows) {
        return Arrays.stream(rows).map(row -> new double[row.length]).toArray(double[][]::new);
    }

    /** Takes over what holds for all devices of a run, nothing limited yet. */
    public void follow(Evaluation whole) {
        environment = whole.environment;
        time = whole.time;
        transientRun = whole.transientRun;
        sourceScale = whole.sourceScale;
        junctionConductance = whole.junctionConductance;
        starting = whole.starting;
        limiting = whole.limiting;
        storing = whole.storing;
        deriving = whole.deriving;
        limited = false;
    }
}
