package io.brickyard.load.record;

/** What was counted in one direction. For one thread at a time. */
public final class DirectionStats {
    /** From the hand-over to the engine until it passed the I/O on; only engines that work on other threads have it. */
    public final LatencyStat submission = new LatencyStat();
    /** From there until the end. */
    public final LatencyStat completion = new LatencyStat();
    /** Both. */
    public final LatencyStat total = new LatencyStat();
    /** From the moment that the rate meant the I/O to start until its end; without a rate there is none. */
    public final LatencyStat response = new LatencyStat();

    private long ios;
    private long bytes;

    /** Counts an I/O that succeeded. */
    public void count(long length) {
        ios++;
        bytes += length;
    }

    public void add(DirectionStats other) {
        submission.add(other.submission);
        completion.add(other.completion);
        total.add(other.total);
        response.add(other.response);
        ios += other.ios;
        bytes += other.bytes;
    }

    /** Forgets everything. */
    void clear() {
        submission.clear();
        completion.clear();
        total.clear();
        response.clear();
        ios = 0;
        bytes = 0;
    }

    public long ios() {
        return ios;
    }

    public long bytes() {
        return bytes;
    }
}
