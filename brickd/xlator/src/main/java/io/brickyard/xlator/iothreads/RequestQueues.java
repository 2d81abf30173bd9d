package io.brickyard.xlator.iothreads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Unwind;
import org.jspecify.annotations.Nullable;

/**
 * Decides which call runs next; knows no thread and no clock, and its caller locks.
 *
 * <p>Promises: a call of a higher priority goes first, unless as many of that priority run as are allowed. Within a priority
 * the clients that have calls take turns, one call each, so a client with a thousand calls delays another's by one. One
 * client's calls of one priority keep their order. Every step takes constant time, whatever waits.
 */
final class RequestQueues {
    private int[] limits;
    private final int[] running = new int[Priority.QUEUED.size()];
    private final int[] depths = new int[Priority.QUEUED.size()];
    private final long[] bytes = new long[Priority.QUEUED.size()];
    private final List<ArrayDeque<ClientQueues>> turns = new ArrayList<>();
    private final IdentityHashMap<Session, ClientQueues> clients = new IdentityHashMap<>();

    /** Queues of which at most {@code limits[priority]} calls run at a time. */
    RequestQueues(int[] limits) {
        this.limits = limits.clone();
        for (int i = 0; i < Priority.QUEUED.size(); i++) {
            turns.add(new ArrayDeque<>());
        }
    }

    /** From now on at most {@code newLimits[priority]} calls run at a time. */
    void setLimits(int[] newLimits) {
        limits = newLimits.clone();
    }

    /** Lets a call wait. */
    QueuedCall add(Call call, Unwind up, Priority priority) {
        ClientQueues client = clients.computeIfAbsent(call.session(), ClientQueues::new);
        QueuedCall queued = new QueuedCall(call, up, priority, client);
        int queue = priority.queue();
        ArrayDeque<QueuedCall> waiting = client.waiting(queue);
        if (waiting.isEmpty()) {
            turns.get(queue).add(client);
        }
        waiting.add(queued);
        depths[queue]++;
        bytes[queue] += queued.payloadBytes();
        return queued;
    }

    /** The call that runs next, which then counts as running; null if none may run now. */
    @Nullable
    QueuedCall take() {
        for (int queue = 0; queue < Priority.QUEUED.size(); queue++) {
            if (depths[queue] > 0 && running[queue] < limits[queue]) {
                return take(queue);
            }
        }
        return null;
    }

    private @Nullable QueuedCall take(int queue) {
        ArrayDeque<ClientQueues> ring = turns.get(queue);
        ClientQueues client = ring.remove();
        QueuedCall next = client.poll(queue);
        if (!client.waiting(queue).isEmpty()) {
            ring.add(client);
        }
        depths[queue]--;
        running[queue]++;
        client.running++;
        if (next != null) {
            bytes[queue] -= next.payloadBytes();
        }
        return next;
    }

    /**
     * A call that was taken has run.
     *
     * @return whether it was the last of a session that is gone
     */
    boolean done(QueuedCall call) {
        running[call.priority().queue()]--;
        ClientQueues client = call.client();
        client.running--;
        return client.gone && client.running == 0;
    }

    /** Takes the calls of a session that wait out of the queues, in no order, and forgets the session. */
    List<QueuedCall> drop(Session session) {
        ClientQueues client = clients.remove(session);
        List<QueuedCall> dropped = new ArrayList<>();
        if (client == null) {
            return dropped;
        }
        client.gone = true;
        for (int queue = 0; queue < Priority.QUEUED.size(); queue++) {
            ArrayDeque<QueuedCall> waiting = client.waiting(queue);
            if (!waiting.isEmpty()) {
                turns.get(queue).remove(client);
                depths[queue] -= waiting.size();
                for (QueuedCall call : waiting) {
                    bytes[queue] -= call.payloadBytes();
                }
                dropped.addAll(waiting);
                waiting.clear();
            }
        }
        return dropped;
    }

    /** How many calls of a session run. */
    int running(Session session) {
        ClientQueues client = clients.get(session);
        return client == null ? 0 : client.running;
    }

    /** How many calls of a priority wait. */
    int depth(Priority priority) {
        return depths[priority.queue()];
    }

    /** How many bytes of payload wait with the calls of a priority. */
    long bytes(Priority priority) {
        return bytes[priority.queue()];
    }
}
