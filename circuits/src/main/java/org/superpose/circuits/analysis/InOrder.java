package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Computes something for each number of a range on several threads and hands it over in the order of the numbers, on the thread of the caller; at most so many are computed ahead of the one that is handed over.
 *
 * @param <R> what is computed
 */
public final class InOrder<R> {
    /** Numbers that a thread takes at once, at most: what an operating point of the smallest circuits costs is less than what threads need to wake each other. */
    private static final int BATCH = 16;
    /** Batches ahead, for each thread. */
    private static final int AHEAD = 4;

    /** Computes for one number; belongs to one thread. */
    @FunctionalInterface
    public interface Worker<R> {
        R compute(long number);
    }

    private final long first;
    private final long count;
    private final int batch;
    private final List<List<R>> done = new ArrayList<>();   // by number of the batch, modulo what is computed ahead; null: not yet
    private final long batches;
    private long taken;
    private long delivered;
    private Throwable trouble;

    private InOrder(int threads, long first, long count) {
        this.first = first;
        this.count = count;
        batch = (int) Math.max(1, Math.min(BATCH, count / (4L * threads)));
        batches = (count - 1) / batch + 1;
        for (int slot = 0; slot < AHEAD * threads; slot++) {
            done.add(null);
        }
    }

    /**
     * Runs.
     *
     * @param worker makes the worker of a thread, on that thread
     * @param sink   gets the results, in order, one at a time
     * @throws CancellationException if the thread of the caller was interrupted
     */
    public static <R> void run(int threads, long first, long count, Supplier<Worker<R>> worker, Consumer<R> sink) {
        if (count == 0) {
            return;
        }
        int useful = (int) Math.min(threads, count);
        if (useful == 1) {
            Worker<R> only = worker.get();
            for (long k = 0; k < count; k++) {
                refuseIfInterrupted();
                sink.accept(only.compute(first + k));
            }
            return;
        }
        InOrder<R> order = new InOrder<>(useful, first, count);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < useful; t++) {
            Thread thread = new Thread(() -> order.work(worker), "variants " + (t + 1));
            thread.setDaemon(true);
            all.add(thread);
        }
        try {
            all.forEach(Thread::start);
            order.deliver(sink);
        } finally {
            order.stop(null);
            all.forEach(Thread::interrupt);
            join(all);
        }
    }

    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuseIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    private void work(Supplier<Worker<R>> worker) {
        try {
            Worker<R> own = worker.get();
            for (long b = take(); b >= 0; b = take()) {
                List<R> results = new ArrayList<>(batch);
                long from = b * batch;
                for (long k = 0; k < Math.min(batch, count - from); k++) {
                    results.add(own.compute(first + from + k));
                }
                put(b, results);
            }
        } catch (InterruptedException | CancellationException e) {
            stop(new CancellationException("interrupted"));
        } catch (RuntimeException | Error e) {
            stop(e);
        }
    }

    /** The next batch, as soon as there is room for its results; −1 if there is none. */
    private synchronized long take() throws InterruptedException {
        while (trouble == null && taken < batches && taken >= delivered + done.size()) {
            wait();
        }
        return trouble == null && taken < batches ? taken++ : -1;
    }

    private synchronized void put(long b, List<R> results) {
        done.set((int) (b % done.size()), results);
        notifyAll();
    }

    private synchronized void stop(Throwable why) {
        if (trouble == null) {
            trouble = why == null ? new CancellationException("stopped") : why;
        }
        notifyAll();
    }

    private void deliver(Consumer<R> sink) {
        for (long b = 0; b < batches; b++) {
            refuseIfInterrupted();
            next(b).forEach(sink);
        }
    }

    private synchronized List<R> next(long b) {
        int slot = (int) (b % done.size());
        try {
            while (trouble == null && done.get(slot) == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        if (done.get(slot) == null) {
            if (trouble instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) trouble;
        }
        List<R> results = done.set(slot, null);
        delivered = b + 1;
        notifyAll();
        return results;
    }
}
