package io.brickyard.heal.afr;

import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some bricks of a replica set, by their numbers from 0. A value.
 *
 * @param bits bit i stands for brick i
 */
public record Bricks(long bits) {
    /** No brick. */
    public static final Bricks NONE = new Bricks(0);
    /** The most bricks that a set may have. */
    public static final int MOST = 63;

    /** The first {@code count} bricks. */
    public static Bricks first(int count) {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("a replica set of " + count + " bricks");
        }
        return new Bricks((1L << count) - 1);
    }

    /** One brick. */
    public static Bricks of(int brick) {
        return new Bricks(1L << brick);
    }

    /** Those of the first {@code count} for which something holds. */
    public static Bricks where(int count, IntPredicate holds) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= holds.test(i) ? 1L << i : 0;
        }
        return new Bricks(bits);
    }

    /** Those of these for which something holds. */
    public Bricks filter(IntPredicate holds) {
        return where(MOST, i -> has(i) && holds.test(i));
    }

    /** Whether a brick is among them. */
    public boolean has(int brick) {
        return (bits >>> brick & 1) != 0;
    }

    /** These and those. */
    public Bricks and(Bricks others) {
        return new Bricks(bits | others.bits);
    }

    /** These without those. */
    public Bricks minus(Bricks others) {
        return new Bricks(bits & ~others.bits);
    }

    /** Those that are in both. */
    public Bricks within(Bricks others) {
        return new Bricks(bits & others.bits);
    }

    /** How many. */
    public int count() {
        return Long.bitCount(bits);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return bits == 0;
    }

    /** The one with the lowest number; -1 if there is none. */
    public int lowest() {
        return bits == 0 ? -1 : Long.numberOfTrailingZeros(bits);
    }

    /** Their numbers, rising. */
    public IntStream stream() {
        return IntStream.range(0, MOST).filter(this::has);
    }

    /** Their numbers, rising, as an array to loop over. */
    public int[] numbers() {
        return stream().toArray();
    }

    @Override
    public String toString() {
        return stream().mapToObj(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
