package io.brickyard.stats;

import java.util.List;

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

    /** Whether nothing at all could be read. */
    public boolean isEmpty() {
        return tables.isEmpty();
    }
}
