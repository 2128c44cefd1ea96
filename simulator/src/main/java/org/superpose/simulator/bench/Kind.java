package org.superpose.simulator.bench;

import java.util.Map;
import java.util.function.Function;
import org.superpose.simulator.input.Section;

/**
 * One of several sections, told apart by its key: {@code doubleSlit: {...}}.
 *
 * @param <T>    what the section describes
 * @param key    that is there
 * @param section behind the key
 * @param reader that goes with the key
 */
record Kind<T>(String key, Section section, Function<Section, T> reader) {
    /** @param several what to do where two of the keys are there */
    static <T> Kind<T> of(Section parent, Map<String, Function<Section, T>> readers, String several) {
        Kind<T> kind = optional(parent, readers, several);
        if (kind == null) {
            parent.finish();                                              // a misspelt key has a better message
            throw parent.error("expected one of " + String.join(", ", readers.keySet()));
        }
        return kind;
    }

    /** Null where none of the keys is there. */
    static <T> Kind<T> optional(Section parent, Map<String, Function<Section, T>> readers, String several) {
        Kind<T> kind = null;
        for (Map.Entry<String, Function<Section, T>> reader : readers.entrySet()) {
            if (parent.has(reader.getKey())) {
                if (kind != null) {
                    throw parent.error(reader.getKey(), "stands beside " + kind.key + "; " + several);
                }
                kind = new Kind<>(reader.getKey(), parent.section(reader.getKey()), reader.getValue());
            }
        }
        return kind;
    }

    /** What is described; refusals are located at the section. */
    T read() {
        return section.build(() -> reader.apply(section));
    }
}
