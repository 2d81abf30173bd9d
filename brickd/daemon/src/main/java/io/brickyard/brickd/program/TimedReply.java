package io.brickyard.brickd.program;

import io.brickyard.brickd.net.ReplyMarks;
import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.stats.RpcSegment;
import io.brickyard.xlator.stats.RpcSegments;
import io.brickyard.xlator.stats.RpcSegments.Group;

/** What becomes of the reply to a call that asked for its times, once it cannot be told to the client any more. */
final class TimedReply implements ReplyMarks {
    private final RpcSegments segments;
    private final Fop fop;
    private final long readyNanos;
    private long queuedNanos;

    /** The reply is about to be encoded. */
    TimedReply(RpcSegments segments, Fop fop, long readyNanos) {
        this.segments = segments;
        this.fop = fop;
        this.readyNanos = readyNanos;
    }

    @Override
    public void queued(long nanos) {
        queuedNanos = nanos;
    }

    @Override
    public void written(long writingNanos, long writtenNanos) {
        segments.record(Group.REPLIES, fop, RpcSegment.REPLY_ENCODE, queuedNanos - readyNanos);
        segments.record(Group.REPLIES, fop, RpcSegment.REPLY_SEND, writingNanos - queuedNanos);
        segments.record(Group.REPLIES, fop, RpcSegment.BRICK_WRITE, writtenNanos - writingNanos);
    }
}
