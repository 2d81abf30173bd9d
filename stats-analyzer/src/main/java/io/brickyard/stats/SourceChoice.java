package io.brickyard.stats;

/** What the positions of a table are. */
public enum SourceChoice {
    /** io-stats probes if at least two saw calls, else the translators' own latencies. */
    AUTO,
    /** io-stats probes. */
    IO_STATS,
    /** The translators' own latencies, of statedumps. */
    LATENCY
}
