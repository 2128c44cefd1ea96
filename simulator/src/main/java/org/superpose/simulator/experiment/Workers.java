package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A fixed number of threads that work off lists of independent tasks. Closing abandons what still runs and waits for it to end. */
final class Workers implements AutoCloseable {
    private final ExecutorService pool;
    private final int total;
    private final Progress progress;
    private int done;

    /** @param total tasks of all lists together, for the progress */
    Workers(int threads, int total, Progress progress) {
        this.total = total;
        this.progress = progress;
        pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "experiment");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The results in the order of the tasks. The first failure ends the wait and is thrown as it is. */
    <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
        CompletionService<Numbered<T>> service = new ExecutorCompletionService<>(pool);
        for (int i = 0; i < tasks.size(); i++) {
            int number = i;
            Callable<T> task = tasks.get(i);
            service.submit(() -> new Numbered<>(number, task.call()));
        }
        List<T> results = new ArrayList<>(Collections.nCopies(tasks.size(), null));
        for (int i = 0; i < tasks.size(); i++) {
            Numbered<T> result = get(service.take());
            results.set(result.number, result.value);
            progress.report(++done, total);
        }
        return results;
    }

    /** Counts a task that the caller did itself. */
    void didOne() {
        progress.report(++done, total);
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private record Numbered<T>(int number, T value) {
    }

    @Override
    public void close() {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;                                       // already ending: tasks stop at their next batch
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
