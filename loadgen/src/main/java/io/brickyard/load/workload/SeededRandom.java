package io.brickyard.load.workload;

/**
 * Random numbers that depend on nothing but their seed, on every machine and Java: SplitMix64 (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", 2014).
 */
public final class SeededRandom {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    public SeededRandom(long seed) {
        this.state = seed;
    }

    /** 64 random bits. */
    public long next() {
        state += STEP;
        return mix(state);
    }

    /** From 0 up to bound, bound excluded, all alike. */
    public long below(long bound) {
        // Multiplying spreads 64 bits over the bound; a bound of 2^40 is uneven by less than one in 2^24.
        return Math.unsignedMultiplyHigh(next(), bound);
    }

    /** From 0 up to 1, 1 excluded. */
    public double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Stirs 64 bits so that each depends on all others; loses none. */
    public static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
