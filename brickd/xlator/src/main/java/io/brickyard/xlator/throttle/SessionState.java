package io.brickyard.xlator.throttle;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Session;
import org.jspecify.annotations.Nullable;

/** What the throttle keeps for one session. Guarded by its lock, but for the mask. */
final class SessionState {
    /** Others' wish for an inode is remembered so long, or until the lock is given back. */
    private static final long URGENT_NANOS = 60_000_000_000L;
    private static final int MOST_URGENT = 1024;

    private final Session session;
    private volatile @Nullable Seen seen;
    private final Map<Gfid, Long> urgent = new LinkedHashMap<>(0);

    /** Null until it first has a call that a class matches. */
    @Nullable
    ThrottledClient client;
    /** How many of what waited are on their way just now. */
    int going;
    /** Whether the session is over. */
    boolean gone;

    SessionState(Session session) {
        this.session = session;
    }

    private record Seen(InForce force, long mask) {}

    Session session() {
        return session;
    }

    /** The classes that its calls may be of. From any thread. */
    long mask(InForce force) {
        Seen last = seen;
        if (last == null || !last.force.equals(force)) {
            last = new Seen(force, force.mask(session));
            seen = last;
        }
        return last.mask;
    }

    /** Another client waits for a lock that this one has on an inode. */
    void makeUrgent(Gfid gfid, long nowNanos) {
        urgent.remove(gfid);
        urgent.put(gfid, nowNanos);
        Iterator<Long> oldest = urgent.values().iterator();
        while (oldest.hasNext() && (urgent.size() > MOST_URGENT || nowNanos - oldest.next() > URGENT_NANOS)) {
            oldest.remove();
        }
    }

    /** Whether another client waits for what a call works on. */
    boolean isUrgent(Ticket ticket, long nowNanos) {
        if (urgent.isEmpty()) {
            return false;
        }
        return urgent.entrySet().stream()
                .anyMatch(each -> nowNanos - each.getValue() <= URGENT_NANOS && ticket.touches(each.getKey()));
    }

    /** It gave a lock on the inode back. */
    void unlocked(Gfid gfid) {
        urgent.remove(gfid);
    }

    boolean hasUrgent() {
        return !urgent.isEmpty();
    }
}
