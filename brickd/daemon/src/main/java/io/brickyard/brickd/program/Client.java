package io.brickyard.brickd.program;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.brickd.net.Connection;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Session;

/**
 * A client that named its volume: what SETVOLUME made. Connections that name the same identity share it.
 *
 * @param identity process-uuid as the client sent it
 * @param session what translators know of it
 * @param root the directory that it sees as the root
 * @param opVersion of GlusterFS that it says it is; 0 if it does not
 * @param connections those that are open; changed by {@link Clients} only
 * @param waiting how many of its locks may be waiting
 */
record Client(String identity, Session session, Gfid root, long opVersion, Set<Connection> connections,
        AtomicInteger waiting) {
    private static final int MAX_WAITING = 65_536;

    Client(String identity, Session session, Gfid root, long opVersion) {
        this(identity, session, root, opVersion, ConcurrentHashMap.newKeySet(), new AtomicInteger());
    }

    /** Counts a lock that may wait; false if there are too many. */
    boolean beginWaiting() {
        if (waiting.incrementAndGet() <= MAX_WAITING) {
            return true;
        }
        endWaiting();
        return false;
    }

    void endWaiting() {
        waiting.decrementAndGet();
    }

    /** Whether it sees the volume's own root. */
    boolean hasWholeVolume() {
        return root.equals(Gfid.ROOT);
    }

    /** Calls it on one of its connections. */
    void call(Callback callback) {
        connections.stream().findFirst().ifPresent(connection -> connection.call(callback));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
