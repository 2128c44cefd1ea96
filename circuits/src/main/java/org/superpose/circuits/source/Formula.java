package org.superpose.circuits.source;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An expression of node voltages [V], branch currents [A], time [s] and temperature [°C], with exact first derivatives: {@code Formula.voltage("a", "b").times(1e-3).plus(Function.TANH.of(Formula.current("v1")))}. Immutable; operations on numbers
 * alone are done at once. What {@link Function} says of its range holds.
 */
public final class Formula {
    /** Operations within each other, so that whoever walks through a formula has stack enough. */
    private static final int DEEPEST = 1000;

    /** What a formula is at its top. */
    enum Kind {
        NUMBER, VOLTAGE, CURRENT, TIME, TEMPERATURE, TABLE, FUNCTION
    }

    private static final Formula TIME = new Formula(Kind.TIME, 0, null, null, null, null);
    private static final Formula TEMPERATURE = new Formula(Kind.TEMPERATURE, 0, null, null, null, null);

    private final Kind kind;
    private final double number;
    private final SensedVoltage voltage;
    private final String component;
    private final Function function;
    private final Table table;
    private final Formula[] operands;
    private final int depth;
    private Tape tape;                                         // made when first asked for; making it twice does no harm

    private Formula(Kind kind, double number, SensedVoltage voltage, String component, Function function, Table table, Formula... operands) {
        this.kind = kind;
        this.number = number;
        this.voltage = voltage;
        this.component = component;
        this.function = function;
        this.table = table;
        this.operands = operands;
        int deepest = 0;
        for (Formula operand : operands) {
            deepest = Math.max(deepest, operand.depth);
        }
        depth = deepest + 1;
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a formula has more than " + DEEPEST + " operations within each other; split it over several sources");
        }
    }

    /** A number. */
    public static Formula constant(double number) {
        return new Formula(Kind.NUMBER, number, null, null, null, null);
    }

    /** The voltage of a node against ground [V]. */
    public static Formula voltage(String node) {
        return voltage(node, "0");
    }

    /** The voltage from one node to another [V]. */
    public static Formula voltage(String positive, String negative) {
        return new Formula(Kind.VOLTAGE, 0, new SensedVoltage(positive, negative), null, null, null);
    }

    /** The branch current of a component [A], such as a voltage source or an inductor. */
    public static Formula current(String component) {
        return new Formula(Kind.CURRENT, 0, null, component, null, null);
    }

    /** The time of a transient run [s], 0 elsewhere. */
    public static Formula time() {
        return TIME;
    }

    /** The temperature of the circuit [°C], as SPICE's {@code temper}. */
    public static Formula temperature() {
        return TEMPERATURE;
    }

    /**
     * Straight lines between points; outside of them the value of the nearest one.
     *
     * @param x  where
     * @param xs of the points, rising
     * @param ys as many
     */
    public static Formula table(Formula x, double[] xs, double[] ys) {
        Table table = new Table(xs, ys);
        return x.isConstant() || xs.length == 1 ? constant(table.at(x.number)) : new Formula(Kind.TABLE, 0, null, null, null, table, x);
    }

    /**
     * Straight lines between points; outside of them the outer lines go on (ngspice's {@code pwl}).
     *
     * @param x  where
     * @param xs of the points, rising
     * @param ys as many, at least two
     */
    public static Formula lines(Formula x, double[] xs, double[] ys) {
        int last = xs.length - 1;
        if (last < 1) {
            throw new IllegalArgumentException("lines need two points, got " + xs.length);
        }
        if (x.function == Function.MIN && x.operands[1].number() == xs[last] && x.operands[0].function == Function.MAX && x.operands[0].operands[1].number() == xs[0]) {
            return table(x.operands[0].operands[0], xs, ys);          // x is kept between the ends, as a written table has it
        }
        Formula below = Function.MIN.of(x.minus(xs[0]), constant(0)).times((ys[1] - ys[0]) / (xs[1] - xs[0]));
        Formula above = Function.MAX.of(x.minus(xs[last]), constant(0)).times((ys[last] - ys[last - 1]) / (xs[last] - xs[last - 1]));
        return table(x, xs, ys).plus(below).plus(above);
    }

    /** See {@link Function#of}. */
    static Formula of(Function function, Formula... operands) {
        if (operands.length != function.arguments()) {
            throw new IllegalArgumentException(function + " takes " + function.arguments() + " operands, got " + operands.length);
        }
        boolean constant = true;
        for (Formula operand : operands) {
            constant &= operand.isConstant();
        }
        if (constant) {
            return constant(function.exact(operands[0].number, operands.length > 1 ? operands[1].number : 0, operands.length > 2 ? operands[2].number : 0));
        }
        return new Formula(Kind.FUNCTION, 0, null, null, function, null, operands.clone());
    }

    /** {@code this + other}. */
    public Formula plus(Formula other) {
        return of(Function.ADD, this, other);
    }

    /** {@code this + number}. */
    public Formula plus(double other) {
        return plus(constant(other));
    }

    /** {@code this − other}. */
    public Formula minus(Formula other) {
        return of(Function.SUBTRACT, this, other);
    }

    /** {@code this − number}. */
    public Formula minus(double other) {
        return minus(constant(other));
    }

    /** {@code this · other}. */
    public Formula times(Formula other) {
        return of(Function.MULTIPLY, this, other);
    }

    /** {@code this · number}. */
    public Formula times(double other) {
        return times(constant(other));
    }

    /** {@code this / other}. */
    public Formula over(Formula other) {
        return of(Function.DIVIDE, this, other);
    }

    /** {@code this / number}. */
    public Formula over(double other) {
        return over(constant(other));
    }

    /** {@code this} to the power of a number. */
    public Formula power(double exponent) {
        return of(Function.POWER, this, constant(exponent));
    }

    /** {@code −this}. */
    public Formula negated() {
        return of(Function.NEGATE, this);
    }

    /** The same expression of nodes and components that are called otherwise. */
    Formula renamed(UnaryOperator<String> components, UnaryOperator<String> nodes) {
        return renamed(components, nodes, new IdentityHashMap<>());
    }

    /** @param done parts that stand in several places stay one */
    private Formula renamed(UnaryOperator<String> components, UnaryOperator<String> nodes, Map<Formula, Formula> done) {
        Formula known = done.get(this);
        if (known == null) {
            Formula[] others = new Formula[operands.length];
            for (int o = 0; o < others.length; o++) {
                others[o] = operands[o].renamed(components, nodes, done);
            }
            known = new Formula(kind, number, voltage == null ? null : voltage.renamed(nodes), component == null ? null : components.apply(component), function, table, others);
            done.put(this, known);
        }
        return known;
    }

    /** Whether it is a number. */
    public boolean isConstant() {
        return kind == Kind.NUMBER;
    }

    /** The number that it is; NaN if it is none. */
    public double number() {
        return isConstant() ? number : Double.NaN;
    }

    /** The voltages that it depends on, each once. */
    public List<SensedVoltage> voltages() {
        return tape().voltages();
    }

    /** The components whose currents it depends on, each once. */
    public List<String> currents() {
        return tape().currents();
    }

    /** Whether it depends on voltages, currents or the time, and not only on the temperature. */
    public boolean followsCircuit() {
        return !voltages().isEmpty() || !currents().isEmpty() || tape().usesTime();
    }

    /** As arrays, for evaluation. */
    Tape tape() {
        if (tape == null) {
            tape = new Tape(this);
        }
        return tape;
    }

    Kind kind() {
        return kind;
    }

    SensedVoltage sensed() {
        return voltage;
    }

    String component() {
        return component;
    }

    Function function() {
        return function;
    }

    Table points() {
        return table;
    }

    Formula[] operands() {
        return operands;
    }

    /**
     * As an expression of ngspice, PSpice and LTspice: {@code (v(a,b)+1.0)*tanh(i(v1))}. Read again it has the same value (but for odd negative powers of 0); in ngspice, too, which takes powers of magnitudes.
     *
     * @param nodes      says how a node is called there
     * @param components says how a component is called there
     * @throws IllegalArgumentException if it would have more than a million characters, because it holds shared parts many times
     */
    public String toSpice(UnaryOperator<String> nodes, UnaryOperator<String> components) {
        return new FormulaText(nodes, components).of(this);
    }

    /** The expression with the names that its nodes and components have here. */
    @Override
    public String toString() {
        return toSpice(UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Whether it does the same operations on the same quantities. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Formula that && (this == that || tape().equals(that.tape()));
    }

    @Override
    public int hashCode() {
        return tape().hashCode();
    }
}
