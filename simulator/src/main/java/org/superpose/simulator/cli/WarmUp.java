package org.superpose.simulator.cli;

import java.io.File;
import org.superpose.circuits.spice.Deck;
import org.superpose.circuits.spice.SpiceReader;

/**
 * Solves a small circuit over and over on another processor while the command line and a large deck are read, so that the JVM has compiled already what then plans and solves the large one. It changes no result. Small decks are read before it would help.
 */
final class WarmUp {
    /** Size of a file from which on it pays [bytes]. */
    private static final long LARGE = 100_000;
    private static final int STAGES = 40;

    /** Where there is nothing to warm up for. */
    static final WarmUp NONE = new WarmUp();

    private volatile boolean ended;

    private WarmUp() {
    }

    /** Begins, if a large file is among the arguments and there is a processor to spare. */
    static WarmUp beside(String... arguments) {
        WarmUp warmUp = new WarmUp();
        boolean large = false;
        for (String argument : arguments) {
            large |= new File(argument).length() >= LARGE;
        }
        if (large && Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread(warmUp::work, "warm up");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((same, failure) -> warmUp.end());                // the deck itself will say what is wrong
            thread.start();
        }
        return warmUp;
    }

    private void work() {
        StringBuilder deck = new StringBuilder("to warm up with\n.model n npn(bf=100 vaf=50 rb=10 re=1 rc=5 cje=1p ise=1f ne=1.5)\n.model d d(is=1e-14 rs=1)\n"
                + ".subckt stage in out vcc\nq1 out in e n\nq2 out in f n\nr1 vcc out 1k\nr2 e 0 100\nr3 f 0 {100*2}\nd1 e f d\n.ends\nv1 vcc 0 5\n");
        for (int stage = 0; stage < STAGES; stage++) {
            deck.append("vi").append(stage).append(" in").append(stage).append(" 0 dc 0.8\nx").append(stage).append(" in").append(stage).append(" out").append(stage).append(" vcc stage\n");
        }
        deck.append(".op\n.end\n");
        while (!ended) {
            Deck read = new SpiceReader().read("warm-up", deck.toString());
            read.analyses().forEach(analysis -> analysis.run());
        }
    }

    /** Ends with the round that is under way. */
    void end() {
        ended = true;
    }
}
