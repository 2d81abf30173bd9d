package io.brickyard.stats.capture;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.stats.dump.FopSamples;
import io.brickyard.wire.fop.Fop;

/** What the connections to one address and port of a brick show: times from call to reply, in nanoseconds. */
public final class WireTimes {
    private final Map<Fop, FopSamples> applications = new EnumMap<>(Fop.class);
    private final Map<Integer, Map<Fop, FopSamples>> internal = new TreeMap<>();
    private String subvolume = "";
    private long unanswered;
    private long unasked;
    private long backwards;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;

    void subvolume(String name) {
        subvolume = name;
    }

    void addUnanswered(long calls) {
        unanswered += calls;
    }

    void addUnasked() {
        unasked++;
    }

    void answered(Fop fop, int pid, long callNanos, long replyNanos) {
        if (replyNanos < callNanos) {
            backwards++;
            return;
        }
        firstNanos = Math.min(firstNanos, callNanos);
        lastNanos = Math.max(lastNanos, replyNanos);
        Map<Fop, FopSamples> of = pid < 0
                ? internal.computeIfAbsent(pid, key -> new EnumMap<>(Fop.class))
                : applications;
        of.computeIfAbsent(fop, key -> new FopSamples()).add((double) (replyNanos - callNanos));
    }

    /** What clients asked for when they connected; empty where that was not captured. */
    public String subvolume() {
        return subvolume;
    }

    /** Calls without a reply. */
    public long unanswered() {
        return unanswered;
    }

    /** Replies without a call. */
    public long unasked() {
        return unasked;
    }

    /** Calls whose reply was stamped earlier than they were, which only a clock that was set does. */
    public long backwards() {
        return backwards;
    }

    /** The time of the first call, nanoseconds since 1970; {@link Long#MAX_VALUE} without any. */
    public long firstNanos() {
        return firstNanos;
    }

    /** The time of the last reply. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Of calls in the name of an ordinary process. */
    public Map<Fop, FopSamples> applications() {
        return applications;
    }

    /** Of calls by GlusterFS's own processes, by their reserved process ids. */
    public Map<Integer, Map<Fop, FopSamples>> internal() {
        return internal;
    }

    /** Whether any call was paired with its reply. */
    public boolean isEmpty() {
        return applications.isEmpty() && internal.isEmpty();
    }
}
