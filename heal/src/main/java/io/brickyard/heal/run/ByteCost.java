package io.brickyard.heal.run;

/** How long something has taken of late, by the byte; recent times count most. */
final class ByteCost {
    private static final double NEWEST_SHARE = 0.25;

    private double nanosPerByte;

    /** Takes in that so many bytes took so long. */
    synchronized void took(long nanos, long bytes) {
        double cost = (double) nanos / bytes;
        nanosPerByte = nanosPerByte == 0 ? cost : nanosPerByte + NEWEST_SHARE * (cost - nanosPerByte);
    }

    /** Whether it has taken more than {@code times} as long as {@code other}; no, as long as it has not been done. */
    boolean exceeds(int times, ByteCost other) {
        return nanosPerByte() > times * other.nanosPerByte();
    }

    private synchronized double nanosPerByte() {
        return nanosPerByte;
    }
}
