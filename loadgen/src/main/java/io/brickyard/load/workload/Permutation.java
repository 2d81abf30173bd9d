package io.brickyard.load.workload;

/**
 * A random order of the numbers 0 to n - 1, each exactly once, without memory for them.
 *
 * <p>A Feistel network with a keyed round function permutes the numbers of an even count of bits, at most four times as many
 * as n; whatever lands outside of n is permuted again until it lands inside (cycle walking), which keeps every number
 * unique.
 */
final class Permutation {
    private static final int ROUNDS = 4;

    private final long count;
    private final int halfBits;
    private final long halfMask;
    private final long[] keys = new long[ROUNDS];

    /**
     * @param count how many numbers, at least 1
     */
    Permutation(long count, long seed) {
        this.count = count;
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(count - 1));
        this.halfBits = (bits + 1) / 2;
        this.halfMask = (1L << halfBits) - 1;
        var random = new SeededRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = random.next();
        }
    }

    /** The number at a place from 0 to n - 1. */
    long at(long place) {
        long number = place;
        do {
            number = once(number);
        } while (number >= count);
        return number;
    }

    private long once(long number) {
        long left = number >>> halfBits;
        long right = number & halfMask;
        for (long key : keys) {
            long mixed = left ^ (SeededRandom.mix(right + key) & halfMask);
            left = right;
            right = mixed;
        }
        return left << halfBits | right;
    }
}
