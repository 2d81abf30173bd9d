package io.brickyard.load.run;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The first 32 bytes of a block that is to be verified: a mark, the block's own offset and length, the job's seed, and a
 * CRC-32C over all of the block but itself. Every bit of the block is covered; a block that belongs elsewhere is found too.
 */
final class VerifyHeader {
    /** How long it is. */
    static final int BYTES = 32;

    private static final long MARK = 0x627269636b796c31L;
    private static final int OFFSET_AT = 8;
    private static final int SEED_AT = 16;
    private static final int LENGTH_AT = 24;
    private static final int CRC_AT = 28;

    private VerifyHeader() {
    }

    /** Puts the header into a block that is ready otherwise. */
    static void put(ByteBuffer block, long offset, int length, long seed) {
        block.clear();
        block.putLong(0, MARK);
        block.putLong(OFFSET_AT, offset);
        block.putLong(SEED_AT, seed);
        block.putInt(LENGTH_AT, length);
        block.putInt(CRC_AT, crc(block, length));
    }

    /** What is wrong with a block that was read; null if nothing is. */
    static @Nullable String fault(ByteBuffer block, long offset, int length) {
        block.clear();
        if (block.getInt(CRC_AT) == crc(block, length) && block.getLong(0) == MARK
                && block.getLong(OFFSET_AT) == offset && block.getInt(LENGTH_AT) == length) {
            return null;
        }
        if (block.getLong(0) != MARK) {
            return "no block that load wrote for verification";
        }
        int written = block.getInt(LENGTH_AT);
        if (written != length && block.getLong(OFFSET_AT) == offset && written > BYTES) {
            return "written as a block of " + written + " bytes but read as one of " + length;
        }
        if (block.getLong(OFFSET_AT) != offset && block.getInt(CRC_AT) == crc(block, length)) {
            return "holds the block of offset " + block.getLong(OFFSET_AT);
        }
        return "crc32c is " + hex(crc(block, length)) + ", written was " + hex(block.getInt(CRC_AT));
    }

    private static String hex(int number) {
        return "%08x".formatted(number);
    }

    private static int crc(ByteBuffer block, int length) {
        var crc = new CRC32C();
        crc.update(block.limit(CRC_AT).position(0));
        crc.update(block.clear().limit(length).position(BYTES));
        block.clear();
        return (int) crc.getValue();
    }
}
