package io.brickyard.brickd.net;

/** Hears of the moments of one reply on its way out, by {@link System#nanoTime}, on whichever threads. */
public interface ReplyMarks {
    /** It was encoded and queued. */
    void queued(long nanos);

    /**
     * It was written, together with what else was queued.
     *
     * @param writingNanos when that began
     * @param writtenNanos when the kernel had taken what it had room for
     */
    void written(long writingNanos, long writtenNanos);
}
