package io.brickyard.stats.table;

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
        /** A remark on an input. */
        INPUT
    }
}
