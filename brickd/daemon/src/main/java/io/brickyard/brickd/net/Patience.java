package io.brickyard.brickd.net;

import java.util.concurrent.TimeUnit;

/** How long a connection waits for its client: the times of {@link Limits}. But for the introduction, its thread's own. */
final class Patience {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Limits limits;
    private final long introductionNanos;
    private volatile boolean introduced;
    private long recordBeganNanos;
    private boolean withinRecord;

    Patience(Limits limits) {
        this.limits = limits;
        this.introductionNanos = System.nanoTime() + limits.introduction().toNanos();
    }

    /** The client has said what it wants. */
    void introduced() {
        introduced = true;
    }

    /** Whether the client should have said by now what it wants; from any thread. */
    boolean isOverForIntroduction(long nowNanos) {
        return !introduced && nowNanos - introductionNanos >= 0;
    }

    /** A record has come whole. */
    void recordEnded() {
        withinRecord = false;
    }

    /**
     * Until when to wait.
     *
     * @param looks whether to look again soon, for what nobody tells
     * @param stuck whether replies wait for the client, the last of which moved at {@code movedNanos}
     * @param readsRecord whether the rest of a record is wanted
     * @throws DroppedException if patience is over
     */
    long deadlineNanos(boolean looks, boolean stuck, long movedNanos, boolean readsRecord) throws DroppedException {
        long now = System.nanoTime();
        long nearest = looks ? now + LOOK_NANOS : SocketLink.noDeadline();
        if (stuck) {
            nearest = earlier(now, nearest, movedNanos + limits.stall().toNanos(), "it does not read its replies");
        }
        if (!introduced) {
            nearest = earlier(now, nearest, introductionNanos, "it never said what it wants");
        }
        if (readsRecord) {
            if (!withinRecord) {
                withinRecord = true;
                recordBeganNanos = now;
            }
            nearest = earlier(now, nearest, recordBeganNanos + limits.record().toNanos(),
                    "it does not finish a record");
        }
        return nearest;
    }

    private static long earlier(long now, long nearest, long deadline, String reason) throws DroppedException {
        if (now - deadline >= 0) {
            throw new DroppedException(reason);
        }
        return nearest == SocketLink.noDeadline() ? deadline : Math.min(nearest, deadline);
    }
}
