package io.brickyard.stats;

import java.util.Locale;

/** What the positions of a table are. */
public enum SourceChoice {
    /** io-stats probes if at least two saw calls, else their samples, else the translators' own latencies. */
    AUTO,
    /** io-stats probes. */
    IO_STATS,
    /** Samples of io-stats probes. */
    SAMPLES,
    /** The translators' own latencies, of statedumps and metrics files. */
    LATENCY;

    /** As it is typed on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
