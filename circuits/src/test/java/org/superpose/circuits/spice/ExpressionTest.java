package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.passive.Resistor;

class ExpressionTest {
    private static final String DEFINITIONS = ".param a=2 b={3*a} c='b-a'\n.func sq(x) {x*x}\n.func mean(x, y) = {(x+y)/2}\n.func later(x) {sq(x)+d}\n.param d = 1 + 2 * a e2=(a +\n+ 1)\n";

    private static double value(String expression) {
        Deck deck = new SpiceReader().read("deck", "title\n" + DEFINITIONS + "R1 1 0 {" + expression + "}\n.op\n.end\n");
        return ((Resistor) deck.circuit().component("r1")).resistance();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"1+2*3;7", "(1+2)*3;9", "-2^2;-4", "2**3**2;64", "2^-1;0.5", "7%4;3", "10-2-3;5", "16/4/2;2", "a>1 ? 5 : 6;5", "a==2&&b==6;1", "a!=2||!0;1", "a<>3 ? 1 : 2;1", "0 ? 1 : 0 ? 2 : 3;3", "1 ? a<3 ? 4 : 5 : 6;4",
        "b;6", "c;4", "d;5", "e2;3", "sq(3)+sq(a);13", "mean(1,2k);1000.5", "later(2);9", "sqrt(16);4", "log(e);1", "ln(exp(3));3", "log10(1k);3", "min(3,a)+max(3,a);5", "pow(2,10);1024", "pwr(-2,2);4", "pwrs(-2,2);-4", "abs(-3);3", "sgn(-3);-1",
        "int(2.7);2", "nint(2.5);2", "floor(-1.5);-2", "ceil(1.2);2", "limit(5,0,3);3", "limit(-5,3,0.5);0.5", "if(a>1,7,8);7", "ternary_fcn(0,7,8);8", "table(2.5,1,10,2,20,3,40);30", "table(9,1,10,3,40);40", "u(1)+uramp(3);4", "atan2(1,1)*4/pi;1",
        "1k+1meg;1001000", "2k7;2700", "1e-3*1E+6;1000", "tanh(0)+cosh(0);1", "asinh(sinh(0.5))*2;1", "temper;27"})
    void expressionsHaveTheirValue(String expression, double value) {
        assertEquals(value, value(expression), 1e-14 * Math.abs(value));
    }

    /** The place of each is in the expression, which begins at column 9 of line 8. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1+", "(1", "1)", "2 3", "nosuch", "nosuch(1)", "sq()", "sq(1,2)", "min(1)", "1/0", "sqrt(-1)", "1 ? 2", "a b", "@", "table(1,2)"})
    void whatIsWrongIsSaidWithItsPlace(String expression) {
        SpiceException e = assertThrows(SpiceException.class, () -> value(expression));
        assertTrue(e.getMessage().matches("deck:(8|4|5):\\d+: .+"), e.getMessage());
    }

    @Test
    void depthIsBounded() {
        assertThrows(SpiceException.class, () -> value("(".repeat(100_000) + "1" + ")".repeat(100_000)));
        assertThrows(SpiceException.class, () -> value("-".repeat(100_000) + "1"));
        assertThrows(SpiceException.class, () -> value("1?".repeat(100_000) + "1" + ":1".repeat(100_000)));
    }

    @Test
    void circlesEnd() {
        assertThrows(SpiceException.class, () -> new SpiceReader().read("deck", "t\n.param a={b} b={a}\nr1 1 0 {a}\n.op\n"));
        assertThrows(SpiceException.class, () -> new SpiceReader().read("deck", "t\n.func f(x) {f(x)+1}\nr1 1 0 {f(1)}\n.op\n"));
    }

    /** Each function calls the one before it twice: 2^60 steps, were they not counted. */
    @Test
    void workIsBounded() {
        StringBuilder deck = new StringBuilder("t\n.func f0(x) {x}\n");
        for (int i = 1; i <= 60; i++) {
            deck.append(".func f").append(i).append("(x) {f").append(i - 1).append("(x)+f").append(i - 1).append("(x)}\n");
        }
        assertThrows(SpiceException.class, () -> new SpiceReader().read("deck", deck + "r1 1 0 {f60(1)}\n.op\n"));
    }
}
