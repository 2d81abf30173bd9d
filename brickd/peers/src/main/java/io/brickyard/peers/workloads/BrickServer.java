package io.brickyard.peers.workloads;

import java.nio.file.Path;

import io.brickyard.peers.ClientGraph;

/**
 * A process that serves one brick directory to stock clients: a stock glusterfsd, or whoever claims to be like one.
 * Closing ends the process and leaves the directory.
 */
public interface BrickServer extends AutoCloseable {
    /** Starts servers, each on a brick directory and a port of its own. */
    @FunctionalInterface
    interface Starter {
        /**
         * Starts a server on a new, empty brick directory and returns when clients can attach.
         *
         * @param name for messages, logs and translators
         * @param runDirectory an existing directory for the brick and for logs, fit for trusted.* attributes
         */
        BrickServer start(String name, Path runDirectory);
    }

    /** What a client's volfile must say to reach it; the same after a restart. */
    ClientGraph.Remote remote();

    /** The brick directory. */
    Path directory();

    /** Ends the process the way a crash does, and returns when it is gone. */
    void kill();

    /** Starts it again after {@link #kill}, on the same directory and port, and returns when clients can attach. */
    void restart();

    /** The log so far, to explain a failure. */
    String log();

    @Override
    void close();
}
