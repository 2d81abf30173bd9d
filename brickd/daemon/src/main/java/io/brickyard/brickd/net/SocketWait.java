package io.brickyard.brickd.net;

import java.io.IOException;

/** How the thread of a connection waits for its socket. */
interface SocketWait {
    /**
     * Waits until the socket is ready, {@link #wake} is called or the time is up.
     *
     * @param operations for which to be ready, as in {@link java.nio.channels.SelectionKey}
     * @return those it is ready for
     */
    int await(int operations, long millis) throws IOException;

    /** Ends a wait, or the next one; from any thread. */
    void wake();

    /** The thread waits no more. */
    void end() throws IOException;
}
