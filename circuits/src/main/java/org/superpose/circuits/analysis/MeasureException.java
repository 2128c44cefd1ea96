package org.superpose.circuits.analysis;

/** A curve does not have what was to be measured: it never crosses a level, or ends before a place. The message says which. */
public final class MeasureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MeasureException(String message) {
        super(message);
    }
}
