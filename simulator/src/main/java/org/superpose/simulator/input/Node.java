package org.superpose.simulator.input;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document and where it stands: line and column count from 1, and 0 means that it stands in no file. */
sealed interface Node {
    int line();

    int column();

    /** A key without a value, {@code ~} or {@code null}. */
    record Nothing(int line, int column) implements Node {
    }

    /** A single value, not yet interpreted. */
    record Scalar(String text, int line, int column) implements Node {
    }

    /** A list. */
    record Sequence(List<Node> items, int line, int column) implements Node {
    }

    /** Keys and values in the order of the file. */
    record Mapping(Map<String, Entry> entries, int line, int column) implements Node {
    }

    /**
     * A value and where its key stands.
     *
     * @param replaced whether the value was put in place of what the file says
     */
    record Entry(Node value, int line, int column, boolean replaced) {
    }
}
