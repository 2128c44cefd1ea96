package org.superpose.simulator.analog;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** What the machines of a run have found out about their hardware, each thing once: what one has measured serves all that have the same part. Serves many threads. */
public final class Findings {
    private final Map<Object, CompletableFuture<Object>> known = new ConcurrentHashMap<>();

    /**
     * What is known, else what is found now; who asks for something that another thread is about to find waits for it.
     *
     * @param what says by its equality what is sought: two that are equal have equal answers
     * @param find finds it; what it throws is thrown to all who ask
     */
    public <T> T find(Class<T> type, Object what, Supplier<T> find) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> other = known.putIfAbsent(what, mine);
        if (other == null) {
            try {
                mine.complete(find.get());
            } catch (RuntimeException | Error e) {
                mine.completeExceptionally(e);
            }
            other = mine;
        }
        try {
            return type.cast(other.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
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
}
