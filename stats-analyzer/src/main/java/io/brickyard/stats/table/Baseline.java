package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.dump.Note;

/** Sets a table beside that of an earlier run. Positions are the same if side, label and place among equals are. */
public final class Baseline {
    private Baseline() {
    }

    /** {@code now} with a note that the earlier run has nothing to compare it with. */
    public static DeltaTable missing(DeltaTable now) {
        NoteList notes = new NoteList(now.notes());
        notes.add(new Note(Note.Kind.BASELINE, "the earlier run has no " + now.fop() + " to compare with"));
        return now.withPositions(now.positions(), notes.all());
    }

    /** {@code now} with the change of each position since {@code before}. */
    public static DeltaTable compare(DeltaTable now, DeltaTable before) {
        List<PositionKey> keysBefore = PositionKey.of(before);
        List<PositionKey> keys = PositionKey.of(now);
        NoteList notes = new NoteList(now.notes());
        List<Position> positions = new ArrayList<>();
        boolean unknown = false;
        for (int i = 0; i < keys.size(); i++) {
            int at = keysBefore.indexOf(keys.get(i));
            if (at < 0) {
                positions.add(now.positions().get(i));
                continue;
            }
            Position here = now.positions().get(i);
            Position there = before.positions().get(at);
            double noise = Math.hypot(Noise.ofDelta(now, i), Noise.ofDelta(before, at));
            unknown |= Double.isNaN(noise);
            positions.add(here.withChange(new Change(there.averageNanos(), there.deltaNanos(),
                    here.deltaNanos() - there.deltaNanos(), noise)));
        }
        if (unknown) {
            notes.add(new Note(Note.Kind.BASELINE, "where no noise is given, nothing tells a change from chance: dumps"
                    + " at intervals (three or more of each run), samples, captures or brickyard's own dumps do"));
        }
        keysBefore.removeAll(keys);
        if (!keysBefore.isEmpty()) {
            notes.add(new Note(Note.Kind.BASELINE, "only the earlier run has: "
                    + String.join(", ", keysBefore.stream().map(PositionKey::label).toList())));
        }
        return now.withPositions(positions, notes.all());
    }
}
