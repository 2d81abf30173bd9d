package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.RpcDump;
import io.brickyard.xlator.stats.RpcSegment;
import io.brickyard.xlator.stats.RpcSegment.Place;

/**
 * Shows where the time between client and brick goes, by sampled calls. The parts of a call add up to its time less that in
 * the brick's stack; what nobody could measure is wire and both kernels, in both directions together: clocks of two machines
 * could not tell them apart. Bricks that do not answer leave the client's parts, and one for all the rest.
 */
public final class GapParts {
    private final String fop;
    private final List<RpcDump> dumps;
    private final boolean brickIsBelow;
    private final double brickNanos;

    private GapParts(String fop, List<RpcDump> dumps, boolean brickIsBelow, double brickNanos) {
        this.fop = fop;
        this.dumps = dumps;
        this.brickIsBelow = brickIsBelow;
        this.brickNanos = brickNanos;
    }

    /** The table with the parts below its last client position, and a footnote; the same table if nothing tells of any. */
    public static DeltaTable addTo(DeltaTable table, List<RpcDump> dumps) {
        List<Position> positions = table.positions();
        OptionalInt last = IntStream.range(0, positions.size())
                .filter(i -> positions.get(i).side() == Dump.Side.CLIENT).reduce((one, other) -> other);
        if (last.isEmpty()) {
            return table;
        }
        int at = last.getAsInt();
        boolean brickIsBelow = positions.get(at).boundaryBelow() && at + 1 < positions.size();
        var parts = new GapParts(table.fop(), dumps, brickIsBelow,
                brickIsBelow ? positions.get(at + 1).averageNanos() : 0);
        return parts.addTo(table, at);
    }

    private DeltaTable addTo(DeltaTable table, int at) {
        Map<RpcSegment, FopCounter> answered = sum(RpcDump.ANSWERED);
        Map<RpcSegment, FopCounter> unanswered = sum(RpcDump.UNANSWERED);
        if (calls(answered) > 0) {
            Map<RpcSegment, FopCounter> replies = sum(RpcDump.REPLIES);
            return table.withParts(at, answered(answered, replies),
                    new Note(Note.Kind.RPC, told(answered, replies, calls(unanswered))));
        }
        return calls(unanswered) == 0 ? table
                : table.withParts(at, unanswered(unanswered), new Note(Note.Kind.RPC, untold(unanswered)));
    }

    private Map<RpcSegment, FopCounter> sum(String group) {
        Map<RpcSegment, FopCounter> sum = new EnumMap<>(RpcSegment.class);
        for (RpcDump dump : dumps) {
            dump.segments(group, fop).forEach((segment, counter) -> sum.merge(segment, counter, FopCounter::plus));
        }
        return sum;
    }

    private static long calls(Map<RpcSegment, FopCounter> segments) {
        return counter(segments, RpcSegment.TOTAL).count();
    }

    private static FopCounter counter(Map<RpcSegment, FopCounter> segments, RpcSegment segment) {
        return segments.getOrDefault(segment, FopCounter.NONE);
    }

    private List<GapPart> answered(Map<RpcSegment, FopCounter> calls, Map<RpcSegment, FopCounter> replies) {
        List<GapPart> parts = new ArrayList<>();
        for (RpcSegment segment : RpcSegment.values()) {
            FopCounter counter = counter(calls, segment);
            if (segment == RpcSegment.REST) {
                double rest = counter.average();
                for (RpcSegment known : List.of(RpcSegment.REPLY_ENCODE, RpcSegment.REPLY_SEND)) {
                    FopCounter reply = counter(replies, known);
                    if (reply.count() > 0) {
                        parts.add(new GapPart(known.key(), known.title(), reply.count(), reply.average()));
                        rest -= reply.average();
                    }
                }
                parts.add(new GapPart(segment.key(), segment.title(), counter.count(), rest));
            } else if (segment.place() == Place.CALL || (segment.place() == Place.BRICK_STACK && !brickIsBelow)) {
                parts.add(new GapPart(segment.key(), segment.title(), counter.count(), counter.average()));
            }
        }
        return parts;
    }

    private List<GapPart> unanswered(Map<RpcSegment, FopCounter> calls) {
        List<GapPart> parts = new ArrayList<>();
        for (RpcSegment segment : RpcSegment.values()) {
            FopCounter counter = counter(calls, segment);
            if (segment == RpcSegment.REST) {
                parts.add(new GapPart(segment.key(), brickIsBelow
                        ? "wire, both kernels, and the brick outside its stack"
                        : "wire, both kernels, and the brick", counter.count(), counter.average() - brickNanos));
            } else if (segment.place() == Place.CALL && counter.count() > 0) {
                parts.add(new GapPart(segment.key(), segment.title(), counter.count(), counter.average()));
            }
        }
        return parts;
    }

    private String told(Map<RpcSegment, FopCounter> calls, Map<RpcSegment, FopCounter> replies, long others) {
        double stack = counter(calls, RpcSegment.BRICK_WAIT).average()
                + counter(calls, RpcSegment.BRICK_STORAGE).average()
                + counter(calls, RpcSegment.BRICK_STACK).average();
        long told = counter(replies, RpcSegment.REPLY_SEND).count();
        return sampled(calls) + ", of which " + micros(stack) + " us in the brick's stack"
                + (brickIsBelow ? "; the parts are the rest of it" : "")
                + ". What is not measured is wire and both kernels, both directions together"
                + (told == 0 ? ", and the brick's encoding and queueing of replies, of which there is no dump" : "")
                + writeCalls(calls, replies)
                + (told == 0 || told == calls(calls) ? ""
                        : ". The brick's dump tells of " + told + " replies, other than those")
                + (others == 0 ? "" : ". " + others + " more were to bricks that do not answer");
    }

    private String untold(Map<RpcSegment, FopCounter> calls) {
        return sampled(calls)
                + "; the brick told nothing of them (stock bricks cannot), so only the client's parts are "
                + "known" + (brickIsBelow ? ", and the rest is less the brick's average of all calls" : "")
                + writeCalls(calls, Map.of());
    }

    private static String sampled(Map<RpcSegment, FopCounter> calls) {
        return "the parts are of " + calls(calls) + " sampled calls, which took "
                + micros(counter(calls, RpcSegment.TOTAL).average()) + " us";
    }

    private static String writeCalls(Map<RpcSegment, FopCounter> calls, Map<RpcSegment, FopCounter> replies) {
        FopCounter client = counter(calls, RpcSegment.CLIENT_WRITE);
        FopCounter brick = counter(replies, RpcSegment.BRICK_WRITE);
        String ofBrick = brick.count() == 0 ? "" : ", the brick's " + micros(brick.average()) + " us";
        return client.count() == 0 ? ""
                : ". The client's write call took " + micros(client.average()) + " us" + ofBrick
                        + "; the other side may be at work meanwhile";
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1000);
    }
}
