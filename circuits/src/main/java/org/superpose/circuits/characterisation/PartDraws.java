package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Component;

/** Which draws the parts of a circuit ask for. A part may ask for several, and several may ask for the same. */
final class PartDraws {
    private final Variation variation;
    private final Map<String, int[]> places = new HashMap<>();          // by part: of its draws among the names
    private final List<String> names = new ArrayList<>();
    private final int rounds;

    PartDraws(Variation variation, List<Component> parts) {
        this.variation = variation;
        int most = 0;
        for (Component part : parts) {
            List<Integer> asked = new ArrayList<>();
            variation.vary(part, name -> {
                if (!names.contains(name)) {
                    names.add(name);
                }
                asked.add(names.indexOf(name));
                return 0;
            });
            if (!asked.isEmpty()) {
                places.put(part.name(), asked.stream().mapToInt(Integer::intValue).toArray());
                most = Math.max(most, asked.size());
            }
        }
        rounds = most;
    }

    List<String> names() {
        return names;
    }

    /** How many draws the part has that has most. */
    int rounds() {
        return rounds;
    }

    /** Which of the names a part asks for in a round; −1: none. */
    int place(String part, int round) {
        int[] ofPart = places.get(part);
        return ofPart == null || round >= ofPart.length ? -1 : ofPart[round];
    }

    /** The part with its draw of one round. */
    Component vary(Component part, int round, double draw) {
        int place = place(part.name(), round);
        return place < 0 ? part : variation.vary(part, name -> name.equals(names.get(place)) ? draw : 0);
    }
}
