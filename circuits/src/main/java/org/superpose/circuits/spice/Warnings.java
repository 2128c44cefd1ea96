package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was left out of a deck, each said once. */
final class Warnings {
    private final Set<String> said = new LinkedHashSet<>();

    void add(Position position, String message) {
        said.add(position + ": warning: " + message.replaceAll("\\p{Cntrl}+", " "));
    }

    List<String> all() {
        return new ArrayList<>(said);
    }
}
