package org.superpose.circuits.crew;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The thread of a caller and the helpers with which it shares work of some microseconds. Helpers that have nothing to do look for work for a while before they sleep, for to wake a thread takes longer than most of this work, and end when they have slept long.
 * Who takes which share is left to chance, and the caller never waits for a share that nobody has begun; so a helper that is slow to come costs nothing. Belongs to one caller; a share asks for no further shares.
 */
public final class Crew {
    /**
     * A factor for who looks for the largest quotient and divides only where {@code a > largest * b * DIVIDING}: without it, rounding of the product could leave out a quotient that is larger by its last bit, and which one that is would depend on the groups.
     */
    public static final double DIVIDING = 1 - 0x1p-50;
    /** A caller without helpers. */
    public static final Crew ALONE = new Crew(1);

    /** Numbers of a share: simple work on them takes some microseconds. */
    private static final int GRAIN = 2048;
    /** How often a helper looks for work before it sleeps, some 0.2 ms long; how long it then sleeps, if nobody wakes it [ns]; and how often it sleeps in vain before it ends. */
    private static final int LOOKS = 5000;
    private static final long NAP = 100_000_000;
    private static final int NAPS = 10;
    /** Looks of a caller that waits for the last shares, before it lets others have the processor. */
    private static final int PATIENCE = 10_000;

    private final Hand[] hands;
    private final AtomicLong ticket = new AtomicLong();     // number of the work, and below it how many of its shares nobody has begun
    private final AtomicInteger left = new AtomicInteger(); // shares that are not done
    private IntConsumer work;
    private Throwable failure;          // of the first share that failed, in their order
    private int failed;

    /** With so many threads in all. */
    public Crew(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a crew has at least 1 thread, got " + threads);
        }
        hands = new Hand[threads - 1];
        for (int h = 0; h < hands.length; h++) {
            hands[h] = new Hand();
        }
    }

    /** Threads in all. */
    public int size() {
        return hands.length + 1;
    }

    /** Work on numbers from one, inclusive, to another, exclusive. */
    @FunctionalInterface
    public interface Range {
        void run(int from, int to);
    }

    /** What numbers from one, inclusive, to another, exclusive, come to. */
    @FunctionalInterface
    public interface Reduction {
        double of(int from, int to);
    }

    /** Does something for each number from 0 to n, exclusive, in any order. */
    public void over(int n, Range range) {
        if (hands.length == 0 || n <= GRAIN) {
            range.run(0, n);
        } else {
            run((n - 1) / GRAIN + 1, share -> range.run(share * GRAIN, Math.min(n, (share + 1) * GRAIN)));
        }
    }

    /** The largest of what numbers from 0 to n, exclusive, come to in groups of whatever size; NaN if one of them does, 0 if there are none. */
    public double largest(int n, Reduction reduction) {
        if (hands.length == 0 || n <= GRAIN) {
            return n == 0 ? 0 : reduction.of(0, n);
        }
        double most = Double.NEGATIVE_INFINITY;
        for (double part : parts(n, reduction)) {
            most = Math.max(most, part);
        }
        return most;
    }

    /** The sum of what numbers from 0 to n, exclusive, come to in groups of always the same size. */
    public double sum(int n, Reduction reduction) {
        double sum = 0;
        for (double part : parts(n, reduction)) {
            sum += part;
        }
        return sum;
    }

    private double[] parts(int n, Reduction reduction) {
        double[] parts = new double[(n + GRAIN - 1) / GRAIN];
        run(parts.length, share -> parts[share] = reduction.of(share * GRAIN, Math.min(n, (share + 1) * GRAIN)));
        return parts;
    }

    /**
     * Does shares from 0 to a number, exclusive, each once and in any order, and returns when all are done. Of shares that fail, the failure of the first one is thrown then.
     *
     * @param share must neither wait for another share nor lead here again
     */
    public void run(int shares, IntConsumer share) {
        if (hands.length == 0 || shares <= 1) {
            for (int s = 0; s < shares; s++) {
                share.accept(s);
            }
        } else {
            together(shares, share);
        }
    }

    private void together(int shares, IntConsumer share) {
        if (left.get() != 0) {
            throw new IllegalStateException("a share asks for further shares, or a crew has two callers");
        }
        work = share;
        left.set(shares);
        ticket.set((ticket.get() >>> 32) + 1 << 32 | shares);
        for (Hand hand : hands) {
            hand.wake();
        }
        help();
        for (int looks = 0; left.get() > 0; looks++) {
            if (looks < PATIENCE) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        work = null;
        Throwable thrown = failed();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    private synchronized void fail(int share, Throwable why) {
        if (failure == null || share < failed) {
            failure = why;
            failed = share;
        }
    }

    /** The failure of the work that was done, which is then forgotten. */
    private synchronized Throwable failed() {
        Throwable thrown = failure;
        failure = null;
        return thrown;
    }

    /** Takes shares while there are any; whether there were. A work changes only when all shares of the one before are done, so who has taken a share sees its work. */
    private boolean help() {
        boolean helped = false;
        for (long now = ticket.get(); (int) now != 0; now = ticket.get()) {
            if (ticket.compareAndSet(now, now - 1)) {
                helped = true;
                try {
                    work.accept((int) now - 1);
                } catch (RuntimeException | Error e) {
                    fail((int) now - 1, e);
                } finally {
                    left.decrementAndGet();
                }
            }
        }
        return helped;
    }

    private final class Hand implements Runnable {
        private static final int NONE = 0;
        private static final int AWAKE = 1;
        private static final int ASLEEP = 2;

        private final AtomicInteger state = new AtomicInteger(NONE);
        private Thread thread;

        /** Called by the caller. If the helper ends at this moment, others do the work, and it begins again at the next. */
        void wake() {
            switch (state.get()) {
                case ASLEEP -> LockSupport.unpark(thread);
                case NONE -> {
                    state.set(AWAKE);
                    thread = new Thread(this, "crew");
                    thread.setDaemon(true);
                    try {
                        thread.start();
                    } catch (OutOfMemoryError e) {          // there is no thread to be had; the caller does what there is to do
                        state.set(NONE);
                    }
                }
                default -> { }
            }
        }

        @Override
        public void run() {
            int looks = 0;
            int naps = 0;
            while (naps < NAPS) {
                if (help()) {
                    looks = 0;
                    naps = 0;
                } else if (looks++ < LOOKS) {
                    Thread.onSpinWait();
                } else {
                    naps++;
                    state.set(ASLEEP);
                    if ((int) ticket.get() == 0) {
                        LockSupport.parkNanos(this, NAP);
                    }
                    state.set(AWAKE);
                }
            }
            state.set(NONE);
        }
    }
}
