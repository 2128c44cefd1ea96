package org.superpose.simulator.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far long work has come, and when it may end: a bar on a terminal, else a plain line now and then. */
final class ProgressDisplay implements AutoCloseable {
    private static final int WIDTH = 79;                             // characters
    private static final int REDRAWN = 250;                          // [ms]
    private static final long BETWEEN_LINES = 10_000_000_000L;       // [ns]

    private final PrintStream to;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private String task;
    private long began;
    private long lastLine;
    private ProgressBar bar;

    /** @param nanoTime a clock [ns] with any zero */
    ProgressDisplay(Surroundings where, LongSupplier nanoTime) {
        this.to = where.err();
        this.terminal = where.terminal();
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.lastLine = began;
    }

    /**
     * @param work  what is going on, in a word or two; the estimate begins anew with every new one
     * @param done  pieces of work finished
     * @param total pieces altogether, 1 or more
     */
    void report(String work, long done, long total) {
        if (!work.equals(task)) {
            close();
            began = task == null ? began : nanoTime.getAsLong();
            task = work;
        }
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(REDRAWN)
                        .setConsumer(new DelegatingProgressBarConsumer(line -> to.print("\r" + line), WIDTH)).build();
            }
            bar.stepTo(done);
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - lastLine >= BETWEEN_LINES) {
            lastLine = now;
            String left = done == 0 ? "" : ", about " + duration((now - began) / 1e9 * (total - done) / done) + " left";
            to.printf(Locale.ROOT, "%s: %.0f %%%s%n", task, Math.floor(100.0 * done / total), left);
        }
    }

    /** Clears the bar. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            to.print("\r" + " ".repeat(WIDTH) + "\r");
            bar = null;
        }
    }

    /** @param seconds [s] */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s"
                : whole < 3600 ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
    }
}
