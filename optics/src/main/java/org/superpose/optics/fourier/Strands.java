package org.superpose.optics.fourier;

/** Shares a range of independent pieces of work among threads that live for one call. */
final class Strands {
    /** The work for pieces {@code from} to {@code to} − 1. */
    interface Range {
        void run(int from, int to);
    }

    private Strands() {
    }

    /**
     * Runs all pieces and returns when the last is done. The calling thread takes the first share.
     * @param threads at least 1
     */
    static void split(int pieces, int threads, Range work) {
        int shares = Math.max(1, Math.min(threads, pieces));
        Throwable[] failures = new Throwable[shares];
        Thread[] others = new Thread[shares - 1];
        for (int s = 1; s < shares; s++) {
            int share = s;
            others[s - 1] = new Thread(() -> run(pieces, shares, share, work, failures), "optics transform " + s);
            others[s - 1].setDaemon(true);
            others[s - 1].start();
        }
        run(pieces, shares, 0, work, failures);
        join(others);
        for (Throwable failure : failures) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }

    private static void run(int pieces, int shares, int share, Range work, Throwable[] failures) {
        try {
            work.run((int) ((long) pieces * share / shares), (int) ((long) pieces * (share + 1) / shares));
        } catch (RuntimeException | Error failure) {
            failures[share] = failure;
        }
    }

    /** Waits for all, whatever happens: a thread left behind would write into arrays that the caller uses. */
    private static void join(Thread[] threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException interruption) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
