package org.superpose.simulator.experiment;

/** Is told how far a run has come; called on the thread that runs the experiment. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> { };

    /**
     * @param done  pieces of work finished, of about equal size
     * @param total pieces of work altogether, the same at every call
     */
    void report(int done, int total);
}
