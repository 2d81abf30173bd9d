package io.brickyard.load.run;

import java.nio.ByteBuffer;

import io.brickyard.load.workload.SeededRandom;

/**
 * What is written: random bytes, made once for each buffer. Before each write every 512 bytes get the offset and a count,
 * so that no two blocks are alike and nothing below can store them as one.
 */
final class BufferFill {
    private static final int SECTOR = 512;

    private final boolean zero;
    private final boolean refill;
    private final SeededRandom random;
    private long count;

    BufferFill(boolean zero, boolean refill, long seed) {
        this.zero = zero;
        this.refill = refill;
        this.random = new SeededRandom(SeededRandom.mix(~seed));
    }

    /** Fills a whole buffer. */
    void fill(ByteBuffer buffer) {
        buffer.clear();
        int at = 0;
        while (at + Long.BYTES <= buffer.limit()) {
            buffer.putLong(at, zero ? 0 : random.next());
            at += Long.BYTES;
        }
        while (at < buffer.limit()) {
            buffer.put(at, zero ? 0 : (byte) random.next());
            at++;
        }
    }

    /** Makes a filled buffer ready to be written to a place. */
    void stamp(ByteBuffer buffer, long offset, int length) {
        if (zero) {
            return;
        }
        buffer.clear();
        if (refill) {
            fill(buffer);
        }
        count++;
        for (int at = 0; at + 2 * Long.BYTES <= length; at += SECTOR) {
            buffer.putLong(at, offset + at);
            buffer.putLong(at + Long.BYTES, count);
        }
    }
}
