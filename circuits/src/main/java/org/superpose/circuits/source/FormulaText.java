package org.superpose.circuits.source;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** Writes a formula as an expression of SPICE, with parentheses where the order of operations asks for them. */
final class FormulaText {
    private static final int LONGEST = 1_000_000;              // characters
    // how closely an operation binds
    private static final int CHOICE = 0;
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int SIGN = 3;
    private static final int PRIMARY = 4;

    private final StringBuilder text = new StringBuilder();
    private final UnaryOperator<String> nodes;
    private final UnaryOperator<String> components;

    FormulaText(UnaryOperator<String> nodes, UnaryOperator<String> components) {
        this.nodes = nodes;
        this.components = components;
    }

    String of(Formula formula) {
        write(formula, CHOICE);
        return text.toString();
    }

    /** Within an operation that binds as closely as that. */
    private void write(Formula f, int within) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a formula that is written out has more than " + LONGEST + " characters; split it over several sources");
        }
        switch (f.kind()) {
            case NUMBER -> text.append(f.number() < 0 && within > CHOICE ? "(" + f.number() + ")" : "" + f.number());
            case VOLTAGE -> {
                text.append("v(").append(nodes.apply(f.sensed().positive()));
                if (!f.sensed().negative().equals("0")) {
                    text.append(',').append(nodes.apply(f.sensed().negative()));
                }
                text.append(')');
            }
            case CURRENT -> text.append("i(").append(components.apply(f.component())).append(')');
            case TIME -> text.append("time");
            case TEMPERATURE -> text.append("temper");
            case TABLE -> table(f.operands()[0], f.points());
            default -> function(f, within);
        }
    }

    /** ngspice goes on along the outer lines of a pwl, so x is kept between its ends. */
    private void table(Formula x, Table table) {
        text.append("pwl(min(max(");
        write(x, CHOICE);
        text.append(',').append(table.x(0)).append("),").append(table.x(table.size() - 1)).append(')');
        for (int i = 0; i < table.size(); i++) {
            text.append(',').append(table.x(i)).append(',').append(table.y(i));
        }
        text.append(')');
    }

    private void function(Formula f, int within) {
        Formula[] x = f.operands();
        switch (f.function()) {
            case NEGATE -> {
                text.append(within > SIGN ? "(-" : "-");
                write(x[0], PRIMARY);
                text.append(within > SIGN ? ")" : "");
            }
            case NOT -> {
                text.append("(!");
                write(x[0], PRIMARY);
                text.append(')');
            }
            case ADD -> infix(x, "+", SUM, within);
            case SUBTRACT -> infix(x, "-", SUM, within);
            case MULTIPLY -> infix(x, "*", PRODUCT, within);
            case DIVIDE -> infix(x, "/", PRODUCT, within);
            case POWER -> power(x[0], x[1], within);
            case LESS -> logic(x, "<");
            case AT_MOST -> logic(x, "<=");
            case GREATER -> logic(x, ">");
            case AT_LEAST -> logic(x, ">=");
            case EQUAL -> logic(x, "==");
            case UNEQUAL -> logic(x, "!=");
            case AND -> logic(x, "&&");
            case OR -> logic(x, "||");
            case CHOOSE -> {
                text.append('(');
                write(x[0], PRIMARY);
                text.append(" ? ");
                write(x[1], PRIMARY);
                text.append(" : ");
                write(x[2], PRIMARY);
                text.append(')');
            }
            default -> {
                text.append(f.function().name().toLowerCase(Locale.ROOT)).append('(');
                for (int i = 0; i < x.length; i++) {
                    text.append(i == 0 ? "" : ",");
                    write(x[i], CHOICE);
                }
                text.append(')');
            }
        }
    }

    private void infix(Formula[] x, String sign, int closeness, int within) {
        text.append(within > closeness ? "(" : "");
        write(x[0], closeness);
        text.append(sign);
        write(x[1], closeness + 1);
        text.append(within > closeness ? ")" : "");
    }

    private void logic(Formula[] x, String sign) {
        text.append('(');
        write(x[0], PRIMARY);
        text.append(sign);
        write(x[1], PRIMARY);
        text.append(')');
    }

    /** ngspice takes powers of the magnitude, so the sign of an odd one stands apart. */
    private void power(Formula base, Formula exponent, int within) {
        if (Math.abs(exponent.number() % 2) == 1) {
            text.append(within > PRODUCT ? "(" : "").append("sgn(");
            write(base, CHOICE);
            text.append(")*abs(");
            write(base, CHOICE);
            text.append(")^");
            write(exponent, PRIMARY);
            text.append(within > PRODUCT ? ")" : "");
        } else {
            text.append(within > SIGN ? "(" : "");
            write(base, PRIMARY);
            text.append('^');
            write(exponent, PRIMARY);
            text.append(within > SIGN ? ")" : "");
        }
    }
}
