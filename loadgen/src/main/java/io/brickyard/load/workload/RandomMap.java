package io.brickyard.load.workload;

import java.util.Arrays;

/**
 * Goes through all blocks of a region in random order, each once in a pass, then again in another order.
 *
 * <p>I/Os of one size need no memory for that. Where sizes differ, an I/O takes as many free blocks in a row as it can use,
 * and a bitmap knows which are taken.
 */
final class RandomMap {
    private final long blocks;
    private final long blockBytes;
    private final long seed;
    private final long[] taken;
    private Permutation order;
    private long place;
    private long pass;

    /**
     * @param blocks how many blocks there are, at least 1
     * @param oneSize all I/Os are of one block
     */
    RandomMap(long blocks, long blockBytes, boolean oneSize, long seed) {
        this.blocks = blocks;
        this.blockBytes = blockBytes;
        this.seed = seed;
        this.taken = oneSize ? new long[0] : new long[Math.toIntExact((blocks + 63) / 64)];
        this.order = new Permutation(blocks, seed);
    }

    /** Fills in offset, counted from the region's begin, and length, which is at most what it was. */
    void next(IoRequest request) {
        long block = nextBlock();
        request.offset = block * blockBytes;
        if (taken.length > 0) {
            long wanted = (request.length + blockBytes - 1) / blockBytes;
            long free = 0;
            while (free < wanted && block + free < blocks && !isTaken(block + free)) {
                take(block + free);
                free++;
            }
            request.length = (int) Math.min(request.length, free * blockBytes);
        }
    }

    private long nextBlock() {
        while (true) {
            if (place == blocks) {
                place = 0;
                pass++;
                order = new Permutation(blocks, seed + pass);
                Arrays.fill(taken, 0);
            }
            long block = order.at(place);
            place++;
            if (taken.length == 0 || !isTaken(block)) {
                return block;
            }
        }
    }

    private boolean isTaken(long block) {
        return (taken[(int) (block >>> 6)] & 1L << block) != 0;
    }

    private void take(long block) {
        taken[(int) (block >>> 6)] |= 1L << block;
    }
}
