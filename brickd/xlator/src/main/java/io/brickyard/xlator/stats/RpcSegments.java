package io.brickyard.xlator.stats;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.brickyard.wire.fop.Fop;

/**
 * Where the time of sampled calls went below the stack of a client or above that of a brick: for each FOP and segment the
 * number of calls, their time and its distribution. Calls whose brick answered are kept apart from those whose did not.
 * Thread-safe; sampled calls are few, so they may queue here.
 */
public final class RpcSegments {
    private final Map<Group, Map<Fop, Map<RpcSegment, FopCell>>> cells = new EnumMap<>(Group.class);
    private Map<Group, Map<Fop, Map<RpcSegment, FopStats>>> base = Map.of();
    private Moment made = Moment.now();

    /** Which calls. */
    public enum Group {
        /** The brick said what it knew. */
        ANSWERED,
        /** It did not. */
        UNANSWERED,
        /** Of a brick: replies that said so. */
        REPLIES;

        /** Its key in dumps. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was counted in some time.
     *
     * @param start when it began
     * @param end when it ended
     */
    public record Window(Moment start, Moment end, Map<Group, Map<Fop, Map<RpcSegment, FopStats>>> groups) {}

    /** One call spent so long in a segment. */
    public synchronized void record(Group group, Fop fop, RpcSegment segment, long nanos) {
        cells.computeIfAbsent(group, key -> new EnumMap<>(Fop.class))
                .computeIfAbsent(fop, key -> new EnumMap<>(RpcSegment.class))
                .computeIfAbsent(segment, key -> new FopCell()).record(nanos, false);
    }

    /** Whether nothing was recorded yet. */
    public synchronized boolean isEmpty() {
        return cells.isEmpty();
    }

    /** What was counted since the last time, or the start; the next interval starts here. */
    public synchronized Window takeInterval() {
        Map<Group, Map<Fop, Map<RpcSegment, FopStats>>> all = new EnumMap<>(Group.class);
        Map<Group, Map<Fop, Map<RpcSegment, FopStats>>> recent = new EnumMap<>(Group.class);
        cells.forEach((group, fops) -> fops.forEach((fop, segments) -> segments.forEach((segment, cell) -> {
            FopSum sum = new FopSum();
            cell.addTo(sum, true);
            FopStats cumulative = sum.cumulative();
            FopStats interval = sum.interval(cumulative, base.getOrDefault(group, Map.of())
                    .getOrDefault(fop, Map.of()).getOrDefault(segment, FopStats.NONE));
            put(all, group, fop, segment, cumulative);
            if (interval.count() > 0) {
                put(recent, group, fop, segment, interval);
            }
        })));
        Moment start = made;
        base = all;
        made = Moment.now();
        return new Window(start, made, recent);
    }

    private static void put(Map<Group, Map<Fop, Map<RpcSegment, FopStats>>> into, Group group, Fop fop,
            RpcSegment segment, FopStats stats) {
        into.computeIfAbsent(group, key -> new EnumMap<>(Fop.class))
                .computeIfAbsent(fop, key -> new EnumMap<>(RpcSegment.class)).put(segment, stats);
    }
}
