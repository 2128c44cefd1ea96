package org.superpose.circuits.solve;

import java.util.List;

/** No solution was found. It says where the equations are worst and what was tried. */
public final class ConvergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String node;
    private final String device;
    private final long iterations;
    private final transient List<Aid> aids;

    ConvergenceException(String what, String where, String node, String device, long iterations, List<Aid> aids) {
        super(what + " after " + iterations + " iterations: " + where + (aids.isEmpty() ? "" : "; tried " + aids) + "; look for what drives \"" + node + "\" to where " + device + " cannot follow, or start from voltages that are near a solution");
        this.node = node;
        this.device = device;
        this.iterations = iterations;
        this.aids = List.copyOf(aids);
    }

    /** Name of the unknown whose equation is met worst. */
    public String node() {
        return node;
    }

    /** Name of the component with the largest current there. */
    public String device() {
        return device;
    }

    public long iterations() {
        return iterations;
    }

    /** What was tried beyond plain Newton. */
    public List<Aid> aids() {
        return aids;
    }
}
