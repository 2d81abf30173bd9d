package io.brickyard.load.engine;

/** Hears of the end of an I/O, on any thread; may submit the same unit again. */
@FunctionalInterface
public interface Completion {
    /** The unit's result is in {@link IoUnit#done} and {@link IoUnit#error}. */
    void completed(IoUnit unit);
}
