package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of one FOP goes.
 *
 * @param fop the FOP's name, or what a hand-written table calls it
 * @param window the stretch of time it is about
 * @param positions top first
 * @param bottleneck index of the position below which most time goes, -1 without positions
 * @param notes footnotes
 * @param partsBelow index of the position whose exclusive time has {@code parts}, -1 if none has
 * @param parts of it, in the order of a call; none if nothing tells
 */
public record DeltaTable(String fop, String window, List<Position> positions, int bottleneck, List<Note> notes,
        int partsBelow, List<GapPart> parts) {
    /** A table in which nothing tells of the parts of a position's time. */
    public DeltaTable(String fop, String window, List<Position> positions, int bottleneck, List<Note> notes) {
        this(fop, window, positions, bottleneck, notes, -1, List.of());
    }

    /** The same with the parts of a position's time, and a footnote about them there. */
    DeltaTable withParts(int index, List<GapPart> newParts, Note note) {
        List<Note> more = new ArrayList<>(notes);
        more.add(note);
        List<Position> marked = new ArrayList<>(positions);
        marked.set(index, positions.get(index).withFootnote(notes.size()));
        return new DeltaTable(fop, window, List.copyOf(marked), bottleneck, List.copyOf(more), index,
                List.copyOf(newParts));
    }

    /** The parts of a position's time, by its index. */
    public List<GapPart> partsOf(int index) {
        return index == partsBelow ? parts : List.of();
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
