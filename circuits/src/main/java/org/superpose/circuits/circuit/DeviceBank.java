package org.superpose.circuits.circuit;

/**
 * All devices of a family in a circuit, as arrays. It says once what flows, what is stored and what is noisy; operating point, AC, transient, noise and sensitivity are all made of that: the circuit is {@code f(x, t) + dq(x)/dt = 0}.
 * <p>A device has K local unknowns: its terminals, what it senses, its inner nodes, its branch current. To the equation of local unknown k it gives {@code f_k}, the current that flows from that node into the device (for a branch current:
 * the device's own equation, in volts), and {@code q_k}, the charge stored there (for a branch: minus the flux). The first local unknowns are the component's nodes in its order, so that f_k is the current into terminal k; the currents of a
 * device's nodes sum to zero. A row depends on differences of the node voltages in its pattern; one that depends on a voltage against ground has ground among its local unknowns, or no other voltage in that row. Topology only is kept here; parameters belong to the variant, what a run remembers to the run, so one bank serves many threads.
 * <p>Anybody may implement it. {@code DeviceLaws} in the tests checks derivatives against finite differences, and that the currents of a device's nodes sum to zero.
 */
public interface DeviceBank {
    /** Number of devices n. */
    int size();

    /** Global number of each local unknown, {@code [K][n]}. Two local unknowns of a device may be one global one (a terminal resistance of 0). */
    int[][] unknowns();

    /** The terminal of a device to which a local unknown belongs, directly or behind a resistance: the collector of an inner collector. Where there is no resistance, the two are one global unknown. Any other local unknown stands for itself. A node behind a resistance that has a conductance of its own and that nobody else sees is eliminated before the sparse matrix is factored. */
    default int terminal(int local, int device) {
        return local;
    }

    /** Pairs {row, column} of local unknowns for which {@code ∂f_row/∂x_column} may differ from 0. */
    int[][] conductancePattern();

    /** Pairs {row, column} of local unknowns for which {@code ∂q_row/∂x_column} may differ from 0. */
    default int[][] capacitancePattern() {
        return new int[0][];
    }

    /** How many numbers per device are remembered from one iteration to the next (limiting) and from one accepted time point to the next. */
    default int memory() {
        return 0;
    }

    /** How many numbers the kernel wants to compute with; they hold nothing from one {@link #load} to the next. */
    default int scratch() {
        return 0;
    }

    /** The parameters as the kernel wants them at a temperature, {@code [P][n]}. */
    double[][] parameters(Environment environment);

    /**
     * How {@link #parameters} follow a number of a component, for those who solve one circuit with many values; null if they have to be made anew from a changed component.
     *
     * @param number by its name in the record or on the card: {@code resistance}, {@code area}, {@code IS}
     */
    default Dependence dependence(String number) {
        return null;
    }

    /** The kernel: from {@link Evaluation#unknown} to currents, charges and their derivatives, for all devices. Allocates nothing. */
    void load(Evaluation e);

    /** Computes currents near a place that is known. Has room to compute with, so it belongs to one thread. */
    @FunctionalInterface
    interface Near {
        /** The same as {@link DeviceBank#load} does where neither charges nor derivatives are wanted and no junction starts, to rounding; a memory may be left as it is. */
        void load(Evaluation e);
    }

    /**
     * A quick way to currents alone, of a {@linkplain #divisible divisible} bank, where devices are mostly near the place at which their {@link Evaluation#accepted memory} was accepted; null if there is none.
     *
     * @param e      the place
     * @param varied which rows of the parameters may change from now on, though not from 0; null: none
     */
    default Near near(Evaluation e, boolean[] varied) {
        return null;
    }

    /** Whether {@link #load} computes the devices from {@link Evaluation#first} to {@link Evaluation#end} only, so that several threads may each load a share, and devices that stand still may be passed by. */
    default boolean divisible() {
        return false;
    }

    /**
     * The differences of local unknowns, {plus, minus}, along which currents and charges of the devices bend: a device that stands still along them has the same derivatives, and what it carries follows everything else, be it time, in a straight line
     * or not at all. Then it need not be computed anew ({@link #sharpness} says from when on). Empty where derivatives follow nothing but the parameters; null where they may follow anything.
     */
    default int[][] bends() {
        return null;
    }

    /**
     * How sharply the devices from {@link Evaluation#first} to {@link Evaluation#end} bend where they were loaded last: if the differences move by d_k, currents and charges leave their tangents by no more than {@code (Σ |d_k| s_k)²/2} of what meets in the device.
     *
     * @param into s [1/V], {@code [bend][n]}; infinity where nothing is known
     */
    default void sharpness(Evaluation e, double[][] into) {
    }

    /** Between which local unknowns each noise current flows: {@code {from, to}} for each source of a device; the same for all devices. */
    default int[][] noiseSources() {
        return new int[0][];
    }

    /** Name of a noise source: {@code thermal}, {@code collector shot}, {@code flicker}. */
    default String noiseName(int source) {
        throw new IllegalArgumentException("no noise source " + source);
    }

    /**
     * The densities of the noise currents at the operating point that was loaded last.
     *
     * @param white    [A²/Hz], single-sided, {@code [source][n]}
     * @param flicker  [A² Hz^(b−1)] such that the density is {@code white + flicker / f^b}, {@code [source][n]}
     * @param exponent b, {@code [source][n]}
     */
    default void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
    }

    /** Adds the AC excitation that stands on the right-hand side, of the equation of each local unknown, {@code [K][n]}. */
    default void excite(Evaluation e, double[][] real, double[][] imaginary) {
    }

    /**
     * Writes the device's own initial conditions, where it has any, over {@link Evaluation#unknown}, for a transient run that starts without an operating point: a branch current as it is, a voltage between two terminals by moving the first.
     */
    default void initialConditions(Evaluation e) {
    }

    /**
     * The first device from a given one on for which the values evaluated last call for another state, such as an open switch; −1 if there is none. Asked only where an iteration has settled, so that a value on the way to a solution decides nothing.
     * A device in two states keeps them in its {@link Evaluation#memory}, and a load follows the memory alone.
     */
    default int undecided(Evaluation e, int from) {
        return -1;
    }

    /** Lets an {@linkplain #undecided undecided} device decide: writes the state that is called for to {@link Evaluation#memory}. The iteration then goes on. */
    default void decide(Evaluation e, int device) {
    }

    /**
     * When the first decision falls due, as a fraction of the step from the last accepted time point to the one evaluated last, on the straight line between the values at both; infinity if none does. A transient run then goes to that time, and
     * lets the device decide there.
     */
    default double crossing(Evaluation e) {
        return Double.POSITIVE_INFINITY;
    }

    /** The first time after {@code time} [s] at which a waveform has a corner, or infinity. */
    default double nextCorner(Evaluation e, double time) {
        return Double.POSITIVE_INFINITY;
    }
}
