package io.brickyard.load.pace;

/**
 * I/Os at even distances: each waits until those before it have had their time. Exact in whole numbers: what is left of a
 * nanosecond is carried on, so that nothing drifts in a long run.
 */
public final class LinearPacer implements Pacer {
    private static final long SECOND = 1_000_000_000L;

    private final long perSecond;
    private final boolean bytes;
    private long nanos;
    private long carried;

    /**
     * @param perSecond I/Os or bytes in a second, at least 1
     * @param bytes these are bytes
     */
    public LinearPacer(long perSecond, boolean bytes) {
        this.perSecond = perSecond;
        this.bytes = bytes;
    }

    @Override
    public long nextNanos() {
        return nanos;
    }

    @Override
    public void issued(int length) {
        long work = bytes ? length : 1;
        // At most 1 GiB times 10^9 nanoseconds and a rest below the rate: fits into a long.
        long product = work * SECOND + carried;
        nanos += product / perSecond;
        carried = product % perSecond;
    }
}
