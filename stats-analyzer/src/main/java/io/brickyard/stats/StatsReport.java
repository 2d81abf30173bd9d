package io.brickyard.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.read.InputReport;
import io.brickyard.stats.table.Baseline;
import io.brickyard.stats.table.DeltaTable;

/**
 * What came out.
 *
 * @param tables one per FOP shown
 * @param inputs what became of each file
 * @param fopsSeen names of all FOPs that any probe saw, the most time first
 */
public record StatsReport(List<DeltaTable> tables, List<InputReport> inputs, List<String> fopsSeen) {

    /** The same with each table beside that of an earlier run, of whose inputs those that cannot be used are told as well. */
    public StatsReport since(StatsReport baseline) {
        List<DeltaTable> compared = new ArrayList<>();
        for (DeltaTable table : tables) {
            Optional<DeltaTable> before = baseline.tables.stream().filter(one -> one.fop().equals(table.fop()))
                    .findFirst();
            compared.add(before.isPresent() ? Baseline.compare(table, before.get()) : Baseline.missing(table));
        }
        List<InputReport> both = new ArrayList<>(inputs);
        both.addAll(baseline.inputs);
        return new StatsReport(compared, List.copyOf(both), fopsSeen);
    }

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
