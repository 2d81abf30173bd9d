package io.brickyard.stats;

import java.util.List;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.read.InputReport;
import io.brickyard.stats.table.DeltaTable;

/**
 * What came out.
 *
 * @param tables one per FOP shown
 * @param inputs what became of each file
 * @param fopsSeen names of all FOPs that any probe saw, the most time first
 */
public record StatsReport(List<DeltaTable> tables, List<InputReport> inputs, List<String> fopsSeen) {

    /** Inputs that were named or look like dumps and could not be used. */
    public List<InputReport> refused() {
        return inputs.stream().filter(report -> report.status() == InputReport.Status.REFUSED).toList();
    }

    /** What the tables say of units that rest on evidence which may mislead. */
    public List<String> uncertainUnits() {
        return tables.stream().flatMap(table -> table.notes().stream())
                .filter(note -> note.kind() == Note.Kind.UNIT_UNCERTAIN).map(Note::text).distinct().toList();
    }
}
