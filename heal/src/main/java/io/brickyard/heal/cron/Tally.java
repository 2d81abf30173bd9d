package io.brickyard.heal.cron;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.brickyard.heal.Reason;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.Action.What;
import io.brickyard.heal.run.Difference;
import io.brickyard.heal.run.Journal;
import io.brickyard.wire.type.Gfid;

/** What a run came to so far. Thread-safe. */
public final class Tally implements Journal {
    private static final double MIB = 1 << 20;

    private final Map<What, Long> healed = new EnumMap<>(What.class);
    private final Map<Reason, Long> left = new EnumMap<>(Reason.class);
    private final Set<String> differing = new HashSet<>();
    private long differences;
    private long repaired;
    private long verified;
    private long comparedBytes;
    private long sentBytes;
    private String latest = "";

    @Override
    public synchronized void healed(ReplicaSpec set, Gfid gfid, Action action) {
        healed.merge(action.what(), 1L, Long::sum);
        latest = action.path();
    }

    @Override
    public synchronized void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
        left.merge(reason, 1L, Long::sum);
    }

    @Override
    public synchronized void differs(ReplicaSpec set, Difference difference) {
        differences++;
        differing.add(difference.path());
    }

    @Override
    public synchronized void repaired(ReplicaSpec set, String path, int count) {
        repaired += count;
    }

    @Override
    public synchronized void verified(String path) {
        verified++;
        latest = path;
    }

    @Override
    public synchronized void copied(long compared, long sent) {
        comparedBytes += compared;
        sentBytes += sent;
    }

    /** How much of a kind was healed. */
    public synchronized long healed(What what) {
        return healed.getOrDefault(what, 0L);
    }

    /** Whether anything was healed. */
    public synchronized boolean healedAny() {
        return !healed.isEmpty();
    }

    /** How many entries are left. */
    public synchronized long left() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many entries are left for a reason. */
    public synchronized long left(Reason reason) {
        return left.getOrDefault(reason, 0L);
    }

    /** Whether a person must choose a copy of some entry. */
    public synchronized boolean foundSplitBrain() {
        return left.keySet().stream().anyMatch(Reason::isSplitBrain);
    }

    /** How many differences were found. */
    public synchronized long differences() {
        return differences;
    }

    /** How many of them are no more. */
    public synchronized long repaired() {
        return repaired;
    }

    /** How many entries were compared. */
    public synchronized long verified() {
        return verified;
    }

    /** Bytes of content gone through, compared or copied. */
    public synchronized long comparedBytes() {
        return comparedBytes;
    }

    /** Bytes written to sinks. */
    public synchronized long sentBytes() {
        return sentBytes;
    }

    /** The entry that was healed last; empty if none was. */
    public synchronized String latest() {
        return latest;
    }

    /** One line for a comparison: how much, what differs, and what could not be compared for which reasons. */
    public synchronized String comparison() {
        return verified + " entries, " + mib(comparedBytes) + " compared, " + differences + " differences in "
                + differing.size() + " entries, " + repaired + " repaired, " + leftover();
    }

    /** One line for split-brains: how many are ended, and what is left for which reasons. */
    public synchronized String resolution() {
        return healed(What.RESOLVE_DATA) + " data, " + healed(What.RESOLVE_METADATA) + " metadata, "
                + healed(What.RESOLVE_NAME) + " names resolved, " + leftover();
    }

    /** One line: what was done, and what is left for which reasons. */
    public synchronized String line() {
        return healed(What.DATA) + " data, " + healed(What.METADATA) + " metadata, " + healed(What.CREATE)
                + " created, " + healed(What.REMOVE) + " removed, " + mib(comparedBytes) + " gone through, "
                + mib(sentBytes) + " sent, " + leftover();
    }

    private String leftover() {
        Map<String, Long> reasons = new TreeMap<>();
        left.forEach((reason, count) -> reasons.put(reason.code(), count));
        return left() + " left" + (reasons.isEmpty() ? "" : " " + reasons);
    }

    private static String mib(long bytes) {
        return String.format("%.1f MiB", bytes / MIB);
    }
}
