package org.superpose.circuits.analysis;

/** Where draws come from: whoever computes with chance hands it in, for no circuit has any of its own. A draw depends on its name and the number of the sample alone. */
@FunctionalInterface
public interface Chance {
    /** The draws of a name, one for each sample; the name tells what is drawn: {@code x1.q3.is}. */
    Draw draw(String name);

    /** One draw for each sample; asked from several threads. */
    interface Draw {
        /** From the uniform distribution between 0 and 1. */
        double uniform(long sample);

        /** From the standard normal distribution; the same draw as {@link #uniform}, of another shape. */
        double normal(long sample);
    }
}
