package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Session;
import org.jspecify.annotations.Nullable;

/** What the throttle keeps for one session. Guarded by its lock, but for the mask. */
final class SessionState {
    /** Others' wish for an inode is remembered so long, or until the lock is given back. */
    private static final long URGENT_NANOS = 60_000_000_000L;
    private static final int MOST_URGENT = 1024;
    /** More flows than so many are not found without the lock. */
    private static final int MOST_FLOWS = 8;

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

    /** The classes of its calls at a policy, and its flows there so far. */
    private record Seen(InForce force, long mask, List<Known> flows) {}

    private record Known(long mask, Flow flow) {}

    Session session() {
        return session;
    }

    /** The classes that its calls may be of. From any thread. */
    long mask(InForce force) {
        Seen last = seen;
        if (last == null || !last.force.equals(force)) {
            last = new Seen(force, force.mask(session), List.of());
            seen = last;
        }
        return last.mask;
    }

    /** Its flow of calls of these classes, if it is known yet. From any thread. */
    @Nullable
    Flow flow(InForce force, long mask) {
        Seen last = seen;
        if (last != null && last.force.equals(force)) {
            List<Known> flows = last.flows;
            for (int i = 0; i < flows.size(); i++) {
                if (flows.get(i).mask == mask) {
                    return flows.get(i).flow;
                }
            }
        }
        return null;
    }

    /** Its flow of calls of these classes, which {@link #flow} may find from now on. */
    Flow makeFlow(ThrottledClient of, InForce force, long mask, long nowNanos) {
        Flow flow = of.flow(force, mask, nowNanos);
        Seen last = seen;
        if (last != null && last.force.equals(force) && last.flows.size() < MOST_FLOWS && flow(force, mask) == null) {
            List<Known> flows = new ArrayList<>(last.flows);
            flows.add(new Known(mask, flow));
            seen = new Seen(force, last.mask, List.copyOf(flows));
        }
        return flow;
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
