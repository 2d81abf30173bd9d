package io.brickyard.xlator.throttle;

import java.util.Arrays;
import java.util.List;

/** How long calls waited, by powers of two of a microsecond. */
final class Waits {
    /** Of those that never waited. */
    static final List<Long> NONE = List.of();

    /** The last one takes what is longer: over half an hour. */
    private static final int BUCKETS = 32;
    private static final long NANOS_PER_MICRO = 1000;

    private final long[] counts = new long[BUCKETS];

    void add(long nanos) {
        long micros = Math.max(1, nanos / NANOS_PER_MICRO);
        counts[Math.min(BUCKETS - 1, Long.SIZE - 1 - Long.numberOfLeadingZeros(micros))]++;
    }

    /** Element i counts waits of 2^i to 2^(i+1) microseconds, the first one shorter ones too. */
    List<Long> counts() {
        return Arrays.stream(counts).boxed().toList();
    }
}
