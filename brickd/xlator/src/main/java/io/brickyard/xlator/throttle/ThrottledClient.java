package io.brickyard.xlator.throttle;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A client by its stable identity: what it has of its own at the policy in force. It is kept while it is connected or in
 * debt, so that nobody sheds debt by connecting anew.
 */
final class ThrottledClient extends Payer {
    private final String identity;
    private final Map<String, Share> own = new HashMap<>(2);
    private final Map<Long, Flow> flows = new HashMap<>(2);
    private @Nullable InForce current;
    private long lastMask;
    private @Nullable Flow lastFlow;

    /** Sessions that it has. */
    int sessions;

    ThrottledClient(String identity) {
        this.identity = identity;
    }

    String identity() {
        return identity;
    }

    /** Its flow of calls of these classes. */
    Flow flow(InForce force, long mask, long nowNanos) {
        if (!force.equals(current)) {
            current = force;
            flows.clear();
            lastFlow = null;
        }
        Flow last = lastFlow;
        if (last != null && lastMask == mask) {
            return last;
        }
        Flow flow = Objects.requireNonNull(
                flows.computeIfAbsent(mask, key -> force.flow(this, mask, nowNanos)));
        lastMask = mask;
        lastFlow = flow;
        return flow;
    }

    /** Its place at a gate of its own, made at first use; a change of rate keeps level and debt. */
    Share share(String key, Unit unit, long rate, long burst, long nowNanos, LongSupplier ids) {
        Share old = own.get(key);
        if (old == null) {
            Share made = new Share(new Gate(new Bucket(rate, burst, nowNanos), unit, Gate.LATE_NANOS, ids.getAsLong()));
            own.put(key, made);
            return made;
        }
        Bucket bucket = old.gate().bucket();
        if (bucket.rate() != rate || bucket.burst() != burst) {
            bucket.change(rate, burst, nowNanos);
        }
        return old;
    }

    /** Whether a new one would be the same. */
    boolean isForgettable(long nowNanos) {
        if (sessions > 0 || waitingCalls() > 0) {
            return false;
        }
        for (Share share : own.values()) {
            share.gate().level(nowNanos);
            if (!share.gate().bucket().isFull()) {
                return false;
            }
        }
        return true;
    }
}
