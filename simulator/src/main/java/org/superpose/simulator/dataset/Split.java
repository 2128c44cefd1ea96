package org.superpose.simulator.dataset;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.superpose.simulator.input.Section;

/**
 * A data set parted into rows to train (and calibrate) on and rows to test on, none in both.
 *
 * @param name what reports call it, also safe in file names
 */
public record Split(String name, Dataset train, Dataset test) {
    /** One entry of {@code splits}: {@code name}, and the index lists {@code train} and {@code test}. */
    public static Split read(Section section, Dataset whole) {
        int[] train = IndexList.read(section.resolve("train"), whole.size());
        int[] test = IndexList.read(section.resolve("test"), whole.size());
        BitSet trained = new BitSet();
        Arrays.stream(train).forEach(trained::set);
        OptionalInt shared = Arrays.stream(test).filter(trained::get).findFirst();
        if (shared.isPresent()) {
            throw section.error("test", "names row " + shared.getAsInt() + ", which train names too; a row that was trained on tests nothing");
        }
        return new Split(section.name("name"), whole.subset(train), whole.subset(test));
    }
}
