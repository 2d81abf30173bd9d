package io.brickyard.load.engine;

import java.io.IOException;

/**
 * What the I/O of one job goes through. Each clone of a job has its own; a new engine is one class, its names in
 * {@link io.brickyard.load.option.EngineKind} and a line where the run makes engines. Files are prepared and opened on one thread before the first submit.
 */
public interface Engine extends AutoCloseable {
    /**
     * Starts an I/O. Its completion is called once, when the I/O has ended, on whichever thread; if
     * {@link #completesInline()}, on this one before the call returns. A failed I/O completes with an error; this method
     * itself does not throw.
     */
    void submit(IoUnit unit);

    /** Whether submit only returns when the I/O is done. */
    boolean completesInline();

    /** Whether there are no files at all, so that nothing is looked up, laid out or opened. */
    default boolean diskless() {
        return false;
    }

    /** What is at a path. */
    FileState state(String path) throws IOException;

    /** Makes a file, or opens one to write more to it, and marks it as laid out by load. */
    EngineFile layOut(String path) throws IOException;

    /** Opens a file for the run. */
    EngineFile open(String path, boolean writes) throws IOException;

    /** Removes a file. */
    void unlink(String path) throws IOException;

    /** One phrase on caches between load and the disk, for the results; empty if there is nothing to say. */
    default String cacheState() {
        return "";
    }

    /** Ends the threads; nothing is under way any more. Files are closed by those who opened them. */
    @Override
    void close();

    /** Ends connections; called once, last of all, after files were closed and removed. */
    default void release() {
        // most engines have none
    }
}
