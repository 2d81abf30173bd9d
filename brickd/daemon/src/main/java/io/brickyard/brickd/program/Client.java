package io.brickyard.brickd.program;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
 * @param connections those that are open; changed by {@link Clients} only
 */
record Client(String identity, Session session, Gfid root, Set<Connection> connections) {
    Client(String identity, Session session, Gfid root) {
        this(identity, session, root, ConcurrentHashMap.newKeySet());
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
