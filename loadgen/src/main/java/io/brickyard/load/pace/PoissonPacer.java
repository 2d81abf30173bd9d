package io.brickyard.load.pace;

import io.brickyard.load.workload.SeededRandom;

/** I/Os as they come from many users who know nothing of each other: the time between two is exponential. */
public final class PoissonPacer implements Pacer {
    private static final double SECOND = 1e9;

    private final double perSecond;
    private final boolean bytes;
    private final SeededRandom random;
    private double nanos;

    /**
     * @param perSecond I/Os or bytes in a second on average, at least 1
     * @param bytes these are bytes
     */
    public PoissonPacer(long perSecond, boolean bytes, long seed) {
        this.perSecond = perSecond;
        this.bytes = bytes;
        this.random = new SeededRandom(seed);
    }

    @Override
    public long nextNanos() {
        return (long) nanos;
    }

    @Override
    public void issued(int length) {
        double mean = SECOND * (bytes ? length : 1) / perSecond;
        nanos -= mean * Math.log(1 - random.unit());
    }
}
