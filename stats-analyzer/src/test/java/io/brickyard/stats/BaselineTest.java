package io.brickyard.stats;

import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.Change;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import org.junit.jupiter.api.Test;

import static io.brickyard.stats.Runs.CAPTURES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two runs beside each other, and the course of time of one. */
class BaselineTest {
    private static final Path TEXT = CAPTURES.resolve("seed-randread-text/dumps");
    private static final Path JSON = CAPTURES.resolve("seed-randread-json/dumps");
    private static final Path SERIES = CAPTURES.resolve("series-5s-text");
    private static final Path VOLFILES = CAPTURES.resolve("seed-randread-text/volfiles");

    private static DeltaTable compared(Runs now, Runs before) {
        return now.fop("READ").report().since(before.allFops().report()).tables().getFirst();
    }

    private static Change change(DeltaTable table, int position) {
        Change change = table.positions().get(position).change();
        assertNotNull(change);
        return change;
    }

    @Test
    void shouldSayTheChangeOfEachLayer() {
        DeltaTable table = compared(Runs.over(JSON, VOLFILES), Runs.over(TEXT, VOLFILES));
        Change gap = change(table, 1);
        assertEquals(101_693, gap.baselineDeltaNanos(), 1);
        assertEquals(90_641 - 101_693, gap.changeNanos(), 2);
        assertTrue(Double.isNaN(gap.noiseNanos()));
        assertFalse(gap.exceedsNoise());
        assertTrue(Runs.notes(table, Note.Kind.BASELINE).contains("nothing tells a change from chance"));
    }

    @Test
    void shouldTellNoiseByRepeatedDumps() {
        DeltaTable same = compared(Runs.over(SERIES), Runs.over(SERIES));
        for (Position position : same.positions().subList(1, same.positions().size())) {
            Change change = position.change();
            assertNotNull(change);
            assertEquals(0, change.changeNanos());
            assertTrue(change.noiseNanos() > 0, position::toString);
            assertFalse(change.exceedsNoise());
        }
        DeltaTable other = compared(Runs.over(SERIES.resolve("dumps"), SERIES.resolve("volfiles")),
                Runs.over(CAPTURES.resolve("seed-randread-samples/samples"),
                        CAPTURES.resolve("seed-randread-samples/volfiles")));
        assertTrue(change(other, 0).noiseNanos() > 0, other::toString);
    }

    @Test
    void shouldKnowTheCourseOfTime() {
        List<DeltaTable> steps = Runs.over(SERIES).table().steps();
        assertEquals(13, steps.size());
        assertEquals(9311, steps.getFirst().calls());
        assertEquals(252_742.71, steps.getFirst().averageNanos(), 0.01);
        assertEquals(5375, steps.getLast().calls());
        assertTrue(steps.stream().allMatch(step -> step.positions().size() == 6));
    }

    @Test
    void shouldSayWhatOnlyOneOfTheRunsHas() {
        DeltaTable table = compared(Runs.over(CAPTURES.resolve("seed-randread-json")), Runs.over(TEXT, VOLFILES));
        assertNull(table.positions().getFirst().change());
        DeltaTable fewer = compared(Runs.over(TEXT, VOLFILES), Runs.over(CAPTURES.resolve("seed-randread-json")));
        assertTrue(Runs.notes(fewer, Note.Kind.BASELINE).contains("only the earlier run has: application"));
        DeltaTable none = compared(Runs.over(TEXT, VOLFILES), Runs.overStdin(""));
        assertTrue(Runs.notes(none, Note.Kind.BASELINE).contains("the earlier run has no READ"));
    }
}
