package io.brickyard.stats.dump;

/**
 * A footnote.
 *
 * @param kind what it is about
 * @param text a sentence
 */
public record Note(Kind kind, String text) {
    /** What a footnote is about; its lower-case name is its code in JSON. */
    public enum Kind {
        /** How the latency unit was found. */
        UNIT,
        /** A unit that rests on evidence which may mislead. */
        UNIT_UNCERTAIN,
        /** Where the order of the positions comes from. */
        ORDER,
        /** Calls at neighbouring positions differ. */
        COUNTS,
        /** Calls that run in parallel leave bounds only. */
        PARALLEL,
        /** A difference below zero. */
        NEGATIVE,
        /** Probes that are not in the table. */
        LEFT_OUT,
        /** Several processes in one row. */
        MERGED,
        /** The parts of the time between client and brick. */
        RPC,
        /** Averages or percentiles rest on samples of the calls. */
        SAMPLED,
        /** Nothing tells how long single calls took. */
        AVERAGES_ONLY,
        /** Calls of heal, rebalance and the like, apart from those of applications. */
        INTERNAL,
        /** Dumps cover different times. */
        WINDOWS,
        /** Counters started anew between two dumps. */
        RESET,
        /** A dump is much older than the others. */
        STALE,
        /** A counter or buffer is full. */
        SATURATED,
        /** The comparison with an earlier run. */
        BASELINE,
        /** A remark on an input. */
        INPUT
    }
}
