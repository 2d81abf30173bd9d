package io.brickyard.stats.dump;

import java.util.Locale;
import java.util.Optional;

/** What a printed latency number means. The label beside it in a GlusterFS dump is no evidence. */
public enum LatencyUnit {
    NANOSECONDS("ns", 1),
    MICROSECONDS("us", 1_000),
    MILLISECONDS("ms", 1_000_000),
    SECONDS("s", 1_000_000_000);

    private final String symbol;
    private final double nanos;

    LatencyUnit(String symbol, double nanos) {
        this.symbol = symbol;
        this.nanos = nanos;
    }

    /** {@code ns}, {@code us}, {@code ms} or {@code s}. */
    public String symbol() {
        return symbol;
    }

    /** How many nanoseconds one of it is. */
    public double nanos() {
        return nanos;
    }

    /** The unit that {@code text} names: a symbol, {@code µs} or {@code usec} and the like. */
    public static Optional<LatencyUnit> named(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "ns", "nsec", "nanos", "nanoseconds" -> Optional.of(NANOSECONDS);
            case "us", "\u00b5s", "\u03bcs", "usec", "micros", "microseconds" -> Optional.of(MICROSECONDS);
            case "ms", "msec", "millis", "milliseconds" -> Optional.of(MILLISECONDS);
            case "s", "sec", "secs", "seconds" -> Optional.of(SECONDS);
            default -> Optional.empty();
        };
    }
}
