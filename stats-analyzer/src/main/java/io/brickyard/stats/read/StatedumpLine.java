package io.brickyard.stats.read;

import org.jspecify.annotations.Nullable;

/**
 * A line of counters in a statedump: {@code NAME.KIND.FOP=VALUE}. Most lines of a statedump are others, so they are told
 * apart without a regular expression.
 *
 * @param name of the translator or RPC program; may hold dots and blanks
 * @param kind what is counted
 * @param fop in capitals
 * @param value the rest of the line
 */
record StatedumpLine(String name, Kind kind, String fop, String value) {
    /** What is counted. */
    enum Kind {
        /** Time spent in a translator or program, since the last statedump. */
        LATENCY(".latency"),
        /** io-stats' counters since the process started. */
        CUMULATIVE(".cumulative"),
        /** io-stats' counters since the last dump. */
        INCREMENTAL(".incremental");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    /** The parts of {@code line}, null if it is of another kind. */
    static @Nullable StatedumpLine of(String line) {
        int equals = line.indexOf('=');
        int dot = equals < 0 ? -1 : line.lastIndexOf('.', equals);
        if (dot <= 0 || !isFop(line, dot + 1, equals)) {
            return null;
        }
        String key = line.substring(0, dot);
        for (Kind kind : Kind.values()) {
            if (key.length() > kind.suffix.length() && key.endsWith(kind.suffix)) {
                return new StatedumpLine(key.substring(0, key.length() - kind.suffix.length()), kind,
                        line.substring(dot + 1, equals), line.substring(equals + 1));
            }
        }
        return null;
    }

    private static boolean isFop(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '_' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return to > from && to - from <= 40;
    }
}
