package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for conditions, never for a time: polls until the condition holds or a deadline passes. */
public final class Await {
    private static final long POLL_NANOS = Duration.ofMillis(15).toNanos();

    private Await() {
    }

    /** Something that is or is not so yet. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    /** Looks for something that may not be there yet. */
    @FunctionalInterface
    public interface Search<T> {
        Optional<T> look() throws IOException;
    }

    /**
     * Waits until the condition holds.
     *
     * @param what the awaited state, for the failure message
     * @param evidence asked only on failure: the log tail or whatever explains it
     * @throws AssertionError if the limit passes first
     */
    public static void until(String what, Duration limit, Condition condition, Supplier<String> evidence) {
        found(what, limit, () -> condition.holds() ? Optional.of(true) : Optional.empty(), evidence);
    }

    /**
     * Waits until the search finds something and gives it.
     *
     * @throws AssertionError if the limit passes first
     */
    public static <T> T found(String what, Duration limit, Search<T> search, Supplier<String> evidence) {
        long start = System.nanoTime();
        while (true) {
            boolean last = System.nanoTime() - start >= limit.toNanos();
            Optional<T> result = look(search);
            if (result.isPresent()) {
                return result.get();
            }
            if (last || Thread.currentThread().isInterrupted()) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what + "\n" + evidence.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static <T> Optional<T> look(Search<T> search) {
        try {
            return search.look();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
