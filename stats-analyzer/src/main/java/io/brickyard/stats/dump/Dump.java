package io.brickyard.stats.dump;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One dump of one probe as read: raw numbers, unit undecided.
 *
 * @param source file and line where it starts
 * @param format what wrote it
 * @param probe the probe's name as the content gives it; null in text dumps, whose file name alone has it
 * @param side the stack that the content says it is of
 * @param cumulative since the process started; null where the format has none
 * @param interval since the last reset; null where the format has none
 * @param intervalNumber from 0, -1 where the format does not number them
 * @param taken when it was written, null where the content does not say
 * @param process what tells the process from others, null where the content does not say
 * @param rank place among the dumps of one statedump, whose order is that of the graph
 * @param clues what tells the unit
 */
public record Dump(Source source, DumpFormat format, @Nullable String probe, Side side, @Nullable Section cumulative,
        @Nullable Section interval, int intervalNumber, @Nullable Instant taken,
        @Nullable String process, int rank, UnitClues clues) {

    /** Where a probe stands, top first. */
    public enum Side {
        /** Above GlusterFS: the program that makes the calls. */
        APPLICATION,
        CLIENT,
        /** Between the stacks: what a packet capture saw. */
        WIRE,
        BRICK,
        UNKNOWN
    }

    /** The section that a single dump is read by: the interval if there is one. */
    public Section latest() {
        if (interval != null) {
            return interval;
        }
        if (cumulative == null) {
            throw new IllegalStateException("a dump without sections: " + source);
        }
        return cumulative;
    }
}
