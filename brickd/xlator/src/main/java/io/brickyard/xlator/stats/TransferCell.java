package io.brickyard.xlator.stats;

import java.util.concurrent.atomic.AtomicLongArray;

/** The bytes that READ and WRITE moved, in one stripe. */
final class TransferCell {
    /** Sizes are counted by powers of two up to this one, which no message reaches. */
    static final int POWERS = 40;
    /** Where the slots of READ start. */
    static final int READ = 8;
    /** Where those of WRITE start, on another cache line. */
    static final int WRITE = READ + 48;
    /** How many slots there are. */
    static final int SLOTS = WRITE + 48;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    /** A call that moved {@code bytes}; it is {@link #READ} or {@link #WRITE}. */
    void record(int kind, int bytes) {
        slots.addAndGet(kind, bytes);
        slots.incrementAndGet(kind + 1 + (31 - Integer.numberOfLeadingZeros(bytes)));
    }

    void addTo(long[] sum) {
        for (int i = 0; i < SLOTS; i++) {
            sum[i] += slots.getOpaque(i);
        }
    }
}
