package io.brickyard.xlator.throttle;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopRequest;

/** What a limit counts. */
public enum Unit {
    /** File operations, all alike. */
    FOPS("fops", 2),
    /** Bytes of data that are read, written or checksummed; an operation counts as at least {@link #LEAST_BYTES}. */
    BYTES("B", 64L << 10),
    /** What operations cost the brick, see {@link Costs}. */
    TOKENS("tokens", 1000);

    /** Operations without data are not free where bytes are counted. */
    public static final long LEAST_BYTES = 512;

    private static final long NANOS = 1_000_000_000L;

    private final String text;
    private final long leastBurst;

    Unit(String text, long leastBurst) {
        this.text = text;
        this.leastBurst = leastBurst;
    }

    /** As policies write it. */
    public String text() {
        return text;
    }

    /** Tokens that come in a time at a rate, but no fewer than keep the rate exact in spite of a late timer. */
    public long burst(long rate, long burstNanos) {
        // Whole seconds apart, for the product of both does not fit.
        long tokens = rate * (burstNanos / NANOS) + rate * (burstNanos % NANOS) / NANOS;
        return Math.clamp(tokens, leastBurst, Bucket.MAX_BURST);
    }

    /** What a request costs. */
    public long cost(FopRequest request) {
        return cost(request.fop(), Subjects.dataBytes(request));
    }

    /**
     * What an operation costs.
     *
     * @param bytes of data that it moves
     */
    public long cost(Fop fop, long bytes) {
        return switch (this) {
            case FOPS -> 1;
            case BYTES -> Math.max(LEAST_BYTES, bytes);
            case TOKENS -> Costs.of(fop, bytes);
        };
    }
}
