package io.brickyard.stats.render.html;

import java.util.Locale;

/** Numbers as the page shows them. */
final class Figures {
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    /** Up to here microseconds are read more easily than milliseconds. */
    private static final double MOST_MICROS = 1e7;
    private static final double MOST_MILLIS = 1e10;

    private Figures() {
    }

    /** A time in the unit that suits it, two decimals. */
    static String time(double nanos) {
        double size = Math.abs(nanos);
        return size < MOST_MICROS ? decimals(nanos / MICRO, 2) + " µs"
                : size < MOST_MILLIS ? decimals(nanos / MILLI, 2) + " ms"
                        : decimals(nanos / SECOND, 2) + " s";
    }

    /** A time on an axis: no more digits than it takes. */
    static String tick(double nanos) {
        return nanos == 0 ? "0"
                : Math.abs(nanos) < MILLI ? shortest(nanos / MICRO) + " µs"
                        : Math.abs(nanos) < SECOND ? shortest(nanos / MILLI) + " ms"
                                : shortest(nanos / SECOND) + " s";
    }

    /** A count with its thousands apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
    }

    static String percent(double part) {
        return decimals(100 * part, 1) + " %";
    }

    /** A coordinate in percent of a drawing. */
    static String at(double part) {
        return decimals(100 * part, 3) + "%";
    }

    static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String shortest(double value) {
        double rounded = Math.rint(value * 1000) / 1000;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
