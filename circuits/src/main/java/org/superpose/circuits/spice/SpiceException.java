package org.superpose.circuits.spice;

/** A deck that cannot be read or run. The message is one line: where, what, and how to mend it. */
public final class SpiceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Position position;
    private final String reason;

    SpiceException(Position position, String message) {
        this(position, message, null);
    }

    SpiceException(Position position, String message, Throwable cause) {
        super(position + ": " + message.replaceAll("\\p{Cntrl}+", " "), cause);
        this.position = position;
        reason = message.replaceAll("\\p{Cntrl}+", " ");
    }

    /** The message without the place. */
    String reason() {
        return reason;
    }

    /** Where. */
    public Position position() {
        return position;
    }
}
