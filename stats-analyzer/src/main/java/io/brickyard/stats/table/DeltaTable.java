package io.brickyard.stats.table;

import java.util.List;

import io.brickyard.stats.dump.Note;

/**
 * Where the time of one FOP goes.
 *
 * @param fop the FOP's name, or what a hand-written table calls it
 * @param window the stretch of time it is about
 * @param positions top first
 * @param bottleneck index of the position below which most time goes, -1 without positions
 * @param notes footnotes
 * @param steps the same for each of the intervals that make the whole, in order of time; empty unless dumps were repeated
 */
public record DeltaTable(String fop, String window, List<Position> positions, int bottleneck, List<Note> notes,
        List<DeltaTable> steps) {

    /** A table of one stretch of time. */
    public DeltaTable(String fop, String window, List<Position> positions, int bottleneck, List<Note> notes) {
        this(fop, window, positions, bottleneck, notes, List.of());
    }

    /** The same with the intervals that make it. */
    public DeltaTable withSteps(List<DeltaTable> intervals) {
        return new DeltaTable(fop, window, positions, bottleneck, notes, intervals);
    }

    /** Calls at the top. */
    public long calls() {
        return positions.isEmpty() ? 0 : positions.getFirst().calls();
    }

    /** Mean time of a call at the top. */
    public double averageNanos() {
        return positions.isEmpty() ? 0 : positions.getFirst().averageNanos();
    }
}
