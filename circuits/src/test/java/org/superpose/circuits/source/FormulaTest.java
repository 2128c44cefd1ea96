package org.superpose.circuits.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormulaTest {
    private static final Formula X = Formula.voltage("x");
    private static final Formula Y = Formula.voltage("y");
    private static final double[] BAD = {0, -0.0, 1e-300, -1e-300, 1, -1, 1e3, -1e3, 1e30, -1e30, 1e99, -1e99, 0.5, -0.5, 2, -2, 3, -3};
    private static final Set<Function> STEPS = EnumSet.of(Function.FLOOR, Function.CEIL, Function.NINT, Function.SGN, Function.LESS, Function.AT_MOST, Function.GREATER, Function.AT_LEAST, Function.EQUAL, Function.UNEQUAL, Function.AND,
            Function.OR, Function.NOT);

    private static Formula formula(Function function) {
        return function.of(List.of(X, Y, Formula.current("v1")).subList(0, function.arguments()).toArray(Formula[]::new));
    }

    private static double value(Formula formula, double... inputs) {
        double[] w = new double[formula.tape().room()];
        System.arraycopy(inputs, 0, w, 0, formula.tape().inputs());
        return formula.tape().evaluate(w, 0, 27);
    }

    private static double slope(Formula formula, int input, double... inputs) {
        double[] w = new double[formula.tape().room()];
        System.arraycopy(inputs, 0, w, 0, formula.tape().inputs());
        formula.tape().evaluate(w, 0, 27);
        return w[formula.tape().slope(input)];
    }

    /** Whatever Newton's method tries on its way, it gets a number back. */
    @ParameterizedTest
    @EnumSource(Function.class)
    void everyValueAndSlopeIsFinite(Function function) {
        Formula f = formula(function);
        for (double a : BAD) {
            for (double b : BAD) {
                for (double c : new double[] {0, -1, 1e99}) {
                    assertTrue(Math.abs(value(f, a, b, c)) <= 1e99, () -> function + " of " + a + ", " + b);
                    for (int i = 0; i < function.arguments(); i++) {
                        assertTrue(Math.abs(slope(f, i, a, b, c)) <= 1e99, () -> "slope of " + function + " at " + a + ", " + b);
                    }
                }
            }
        }
    }

    /** Where the exact law has a value of moderate size, on numbers, the continued one has the same. */
    @ParameterizedTest
    @EnumSource(Function.class)
    void continuationsBeginWhereLawsEnd(Function function) {
        SplittableRandom random = new SplittableRandom(1);
        int compared = 0;
        for (int trial = 0; trial < 1000; trial++) {
            double a = random.nextDouble(-3, 3);
            double b = random.nextInt(4) == 0 ? Math.rint(random.nextDouble(-3, 3)) : random.nextDouble(-3, 3);
            double c = random.nextDouble(-3, 3);
            double exact = function.exact(a, b, c);
            if (Double.isFinite(exact)) {
                assertEquals(exact, value(formula(function), a, b, c), 0, function + " of " + a + ", " + b);
                compared++;
            }
        }
        assertTrue(compared > 100);
    }

    /** Central differences, 1e-6 wide: a bend of the law over that is below 1e-9 of values here, and rounding is 2e-10 of them. */
    @ParameterizedTest
    @EnumSource(Function.class)
    void slopesAreThoseOfTheLaw(Function function) {
        SplittableRandom random = new SplittableRandom(2);
        double h = 1e-6;
        for (int trial = 0; trial < 500; trial++) {
            double[] x = random.doubles(3, -2.5, 2.5).toArray();
            for (int i = 0; i < function.arguments(); i++) {
                double[] up = x.clone();
                double[] down = x.clone();
                up[i] += h;
                down[i] -= h;
                double high = value(formula(function), up);
                double low = value(formula(function), down);
                double slope = slope(formula(function), i, x);
                double curved = 1 + Math.abs(slope(formula(function), i, up) - slope(formula(function), i, down)) / h;        // near a pole
                if (STEPS.contains(function)) {
                    assertEquals(0, slope, 0);
                } else if (curved < 1e4) {
                    assertEquals((high - low) / (up[i] - down[i]), slope, 1e-8 * curved * (1 + Math.abs(high)), function + " after operand " + i + " at " + x[0] + ", " + x[1]);
                }
            }
        }
    }

    @Test
    void outsideOfItsRangeAFunctionIsContinuedAsItSays() {
        assertEquals(0, value(Function.SQRT.of(X), -4));
        assertEquals(Math.PI / 2, value(Function.ASIN.of(X), 3));
        assertEquals(0, value(X.power(0.5), -4));
        assertEquals(-8, value(X.power(3), -2));
        assertTrue(value(Function.LN.of(X), -1e-9) < value(Function.LN.of(X), 0) && value(Function.LN.of(X), 0) < -60);
        assertEquals(Math.exp(200) * 11, value(Function.EXP.of(X), 210), 1e-12 * Math.exp(200));
        assertEquals(1e30, value(Formula.constant(1).over(X), 0), 1e15);
        assertTrue(Double.isNaN(Function.SQRT.of(Formula.constant(-4)).number()));
    }

    @Test
    void tablesAreLinesBetweenPointsAndConstantOutside() {
        Formula table = Formula.table(X, new double[] {-1, 0, 2, 2.5}, new double[] {3, 1, 5, 5});
        double[] x = {-9, -1, -0.5, 0, 1, 2, 2.2, 7};
        double[] y = {3, 3, 2, 1, 3, 5, 5, 5};
        for (int i = 0; i < x.length; i++) {
            assertEquals(y[i], value(table, x[i]), 1e-15);
        }
        assertEquals(0, slope(table, 0, -9));
        assertEquals(-2, slope(table, 0, -0.5));
        assertEquals(2, slope(table, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Formula.table(X, new double[] {0, 0}, new double[] {0, 1}));
        assertThrows(IllegalArgumentException.class, () -> Formula.table(X, new double[] {0, 1}, new double[] {0}));
    }

    /** What is shared is computed once: 2⁶⁰ products would never end. */
    @Test
    void sharedPartsAreComputedOnce() {
        Formula f = X;
        for (int i = 0; i < 60; i++) {
            f = f.times(f);
        }
        assertEquals(2 * (1 + 2 + 60), f.tape().room());
        assertEquals(Math.pow(1 + 1e-18, 1e18), value(f, 1), 2);
        Formula written = f;
        assertTrue(assertThrows(IllegalArgumentException.class, written::toString).getMessage().contains("split"));
    }

    @Test
    void equalFormulasDoTheSame() {
        assertEquals(X.times(Y).plus(1), Formula.voltage("x", "0").times(Formula.voltage("y")).plus(Formula.constant(1)));
        assertEquals(X.times(Y).plus(1).hashCode(), Formula.voltage("x").times(Formula.voltage("y")).plus(1).hashCode());
        assertNotEquals(X.times(Y).plus(1), X.times(Y).plus(2));
        assertNotEquals(X.minus(Y), Y.minus(X));
        assertNotEquals(X, Y);
    }

    @Test
    void depthIsBounded() {
        assertThrows(IllegalArgumentException.class, () -> {
            Formula f = X;
            for (int i = 0; i < 100_000; i++) {
                f = f.plus(1);
            }
        });
    }

    @Test
    void expressionsHaveTheParenthesesThatTheyNeed() {
        assertEquals("v(x)+v(y)-1.0", X.plus(Y).minus(1).toString());
        assertEquals("v(x)-(v(y)-1.0)", X.minus(Y.minus(1)).toString());
        assertEquals("(v(x)+v(y))*v(x)/(v(y)*2.0)", X.plus(Y).times(X).over(Y.times(2)).toString());
        assertEquals("-(v(x)+v(y))*(-2.0)", X.plus(Y).negated().times(-2).toString());
        assertEquals("(-v(x))^2.0", X.negated().power(2).toString());
        assertEquals("sgn(v(x))*abs(v(x))^3.0", X.power(3).toString());
        assertEquals("v(n_x)*i(h.v1)", X.times(Formula.current("v1")).toSpice(node -> "n_" + node, component -> "h." + component));
    }
}
