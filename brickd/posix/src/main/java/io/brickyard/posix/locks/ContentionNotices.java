package io.brickyard.posix.locks;

import java.util.function.LongSupplier;

/**
 * When the holder of an inodelk is asked to let go: each time that a request meets the lock, but at most once in a while.
 * Thread-safe; the pace can change while locks are held.
 */
public final class ContentionNotices {
    /** Stock's notify-contention-delay. */
    public static final long DEFAULT_DELAY_NANOS = 5_000_000_000L;

    private final ContentionHook hook;
    private final LongSupplier nanoTime;
    private volatile Pace pace = Pace.DEFAULT;

    /**
     * How often holders are asked.
     *
     * @param isOn whether at all (brick option notify-contention)
     * @param delayNanos at most one notice per held lock in this time; 0 for each conflict (notify-contention-delay)
     */
    public record Pace(boolean isOn, long delayNanos) {
        /** Stock's. */
        public static final Pace DEFAULT = new Pace(true, DEFAULT_DELAY_NANOS);
    }

    /**
     * At stock's pace.
     *
     * @param hook hears of the notices
     * @param nanoTime a monotonic clock
     */
    public ContentionNotices(ContentionHook hook, LongSupplier nanoTime) {
        this.hook = hook;
        this.nanoTime = nanoTime;
    }

    /** From now on at this pace. */
    public void setPace(Pace newPace) {
        pace = newPace;
    }

    /** Whether a held lock's holder is to be asked now; takes note that it was. */
    boolean isDue(Held<?> held) {
        Pace now = pace;
        return now.isOn && held.isDue(nanoTime.getAsLong(), now.delayNanos);
    }

    ContentionHook hook() {
        return hook;
    }
}
