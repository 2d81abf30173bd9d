package io.brickyard.stats;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.read.CsvRow;
import io.brickyard.stats.read.InputLoader;
import io.brickyard.stats.read.InputReport;
import io.brickyard.stats.read.Inputs;
import io.brickyard.stats.stack.Measurement;
import io.brickyard.stats.stack.Measurements;
import io.brickyard.stats.stack.Stack;
import io.brickyard.stats.stack.StackOrder;
import io.brickyard.stats.table.DeltaCalculator;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapParts;
import io.brickyard.stats.table.HandTable;

/** From files to delta tables: reads, measures, orders, calculates. */
public final class StatsAnalyzer {
    private final StatsRequest request;
    private final List<DeltaTable> tables = new ArrayList<>();
    private final List<InputReport> reports = new ArrayList<>();
    private List<String> fopsSeen = List.of();

    private StatsAnalyzer(StatsRequest request) {
        this.request = request;
    }

    /** Analyses what {@code request} names; {@code -} is {@code stdin}. */
    public static StatsReport analyze(StatsRequest request, InputStream stdin) {
        return analyze(request, read(request, stdin));
    }

    /** Reads what {@code request} names; {@code -} is {@code stdin}. */
    public static Inputs read(StatsRequest request, InputStream stdin) {
        try (InputLoader loader = new InputLoader(stdin)) {
            // Named probes first: a file named twice belongs to the probe that the user gave it.
            request.probes().forEach(probe -> loader.load(probe.file(), probe.name()));
            request.inputs().forEach(loader::load);
            return loader.inputs();
        }
    }

    /** Analyses what was read before. */
    public static StatsReport analyze(StatsRequest request, Inputs inputs) {
        return new StatsAnalyzer(request).analyze(inputs);
    }

    private StatsReport analyze(Inputs inputs) {
        reports.addAll(inputs.reports());
        inputs.tables().forEach(this::handTable);
        Measurements measurements = Measurements.of(inputs, request.section(), request.units());
        for (Measurements.Undecided one : measurements.undecided()) {
            reports.add(new InputReport(one.source(), InputReport.Status.REFUSED, "cannot tell the latency unit of "
                    + one.probe() + ": " + one.reason() + "; say --unit ns or --unit us"));
        }
        ProbeChoice chosen = ProbeChoice.of(measurements.all(), request.source());
        deltaTables(inputs, chosen, measurements);
        return new StatsReport(List.copyOf(tables), List.copyOf(reports), fopsSeen);
    }

    private void handTable(Inputs.Table table) {
        Optional<CsvRow> lacking = HandTable.withoutUnit(table, request.units());
        if (lacking.isPresent()) {
            reports.add(new InputReport(lacking.get().source(), InputReport.Status.REFUSED,
                    "'" + lacking.get().position() + "' has no unit: write '1666 us', or say --unit us"));
        } else {
            tables.add(HandTable.table(table, request.units()));
        }
    }

    private void deltaTables(Inputs inputs, ProbeChoice chosen, Measurements measurements) {
        fopsSeen = FopRanking.byTime(inputs.graphs(), chosen.measurements());
        for (String fop : fopsToShow()) {
            Excerpts excerpts = Excerpts.of(chosen.measurements(), fop);
            List<Measurement> used = excerpts.used();
            Stack stack = StackOrder.of(inputs.graphs(), used, fop);
            List<Note> notes = GeneralNotes.of(fop, stack, used, chosen, measurements,
                    inputs.remarks());
            notes.addAll(excerpts.notes());
            notes.addAll(Doubts.of(fop, used));
            DeltaTable table = GapParts.addTo(DeltaCalculator.table(stack, used, chosen.samples(), fop,
                    WindowTitle.of(used, fop), notes), inputs.rpc());
            if (!table.positions().isEmpty()) {
                tables.add(table.withSteps(Steps.of(inputs.graphs(), used, fop)));
            }
        }
    }

    private List<String> fopsToShow() {
        if (request.allFops()) {
            return fopsSeen;
        }
        if (request.fop() != null) {
            return fopsSeen.contains(request.fop()) ? List.of(request.fop()) : List.of();
        }
        return fopsSeen.stream().limit(1).toList();
    }
}
