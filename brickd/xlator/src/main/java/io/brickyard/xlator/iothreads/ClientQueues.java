package io.brickyard.xlator.iothreads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.xlator.Session;
import org.jspecify.annotations.Nullable;

/** The calls of one session: those that wait, by priority, and the number that run. Guarded by {@link RequestQueues}. */
final class ClientQueues {
    private final Session session;
    private final List<ArrayDeque<QueuedCall>> waiting = new ArrayList<>();
    /** Calls on threads. */
    int running;
    /** Whether the session has disconnected. */
    boolean gone;

    ClientQueues(Session session) {
        this.session = session;
        for (int i = 0; i < Priority.QUEUED.size(); i++) {
            waiting.add(new ArrayDeque<>(0));
        }
    }

    Session session() {
        return session;
    }

    ArrayDeque<QueuedCall> waiting(int priority) {
        return waiting.get(priority);
    }

    @Nullable
    QueuedCall poll(int priority) {
        return waiting.get(priority).poll();
    }
}
