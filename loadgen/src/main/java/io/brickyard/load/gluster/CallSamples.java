package io.brickyard.load.gluster;

import java.util.concurrent.ThreadLocalRandom;

import io.brickyard.wire.client.RpcMarks;
import io.brickyard.wire.fop.BrickTimes;
import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.stats.RpcSegment;
import io.brickyard.xlator.stats.RpcSegments;
import io.brickyard.xlator.stats.RpcSegments.Group;
import org.jspecify.annotations.Nullable;

/**
 * Calls of which load finds out where their time goes below the client's stack. Which ones, chance decides: a fixed distance
 * would pick the same place of each batch wherever it beats with the depth.
 */
final class CallSamples {
    private final int oneOf;
    private final RpcSegments segments;

    /**
     * @param oneOf how many calls there are for one that is taken, at least 1
     * @param segments hears of them
     */
    CallSamples(int oneOf, RpcSegments segments) {
        this.oneOf = oneOf;
        this.segments = segments;
    }

    /** Whether to take this call. */
    boolean takes(Fop fop) {
        return (fop == Fop.READ || fop == Fop.WRITE) && ThreadLocalRandom.current().nextInt(oneOf) == 0;
    }

    /** The marks of a call that was taken. */
    RpcMarks marks(Fop fop, Group group) {
        return new RpcMarks(nanos -> segments.record(group, fop, RpcSegment.CLIENT_WRITE, nanos));
    }

    /** A reply came to a call that began then. */
    void ended(Fop fop, long beginNanos, RpcMarks marks, @Nullable BrickTimes brick) {
        ended(fop, new Moments(beginNanos, marks.queuedNanos(), marks.writingNanos(), marks.receivedNanos(),
                marks.turnNanos(), System.nanoTime()), brick);
    }

    /**
     * When a call passed what; see {@link RpcMarks}.
     *
     * @param begin when protocol/client got the call
     * @param end when the reply came back there
     */
    record Moments(long begin, long queued, long writing, long received, long turn, long end) {}

    /**
     * Cuts a call into its segments, which add up to the time from begin to end: what nobody claims is the rest.
     *
     * @param said by the brick; null: nothing. What cannot be true counts as nothing
     */
    void ended(Fop fop, Moments at, @Nullable BrickTimes said) {
        BrickTimes brick = said != null && said.fitIn(at.received() - at.writing()) ? said : null;
        Group group = brick == null ? Group.UNANSWERED : Group.ANSWERED;
        long claimed = 0;
        claimed += record(group, fop, RpcSegment.CLIENT_ENCODE, at.queued() - at.begin());
        claimed += record(group, fop, RpcSegment.CLIENT_SEND, at.writing() - at.queued());
        if (brick != null) {
            claimed += record(group, fop, RpcSegment.BRICK_TURN, brick.turnNanos());
            claimed += record(group, fop, RpcSegment.BRICK_DECODE, brick.decodeNanos());
            claimed += record(group, fop, RpcSegment.BRICK_WAIT, brick.waitNanos());
            claimed += record(group, fop, RpcSegment.BRICK_STORAGE, brick.storageNanos());
            claimed += record(group, fop, RpcSegment.BRICK_STACK, brick.stackNanos());
        }
        claimed += record(group, fop, RpcSegment.CLIENT_TURN, at.turn() - at.received());
        claimed += record(group, fop, RpcSegment.CLIENT_DECODE, at.end() - at.turn());
        long total = at.end() - at.begin();
        record(group, fop, RpcSegment.REST, total - claimed);
        record(group, fop, RpcSegment.TOTAL, total);
    }

    private long record(Group group, Fop fop, RpcSegment segment, long nanos) {
        segments.record(group, fop, segment, nanos);
        return nanos;
    }
}
