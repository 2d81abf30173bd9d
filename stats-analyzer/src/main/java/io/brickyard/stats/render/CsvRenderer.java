package io.brickyard.stats.render;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.table.Change;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Position;
import io.brickyard.stats.table.StepSeries;

/** For spreadsheets: one line a position, times in microseconds, unknown values empty. */
final class CsvRenderer implements Renderer {
    private static final String[] HEADER = {"fop", "position", "side", "label", "probes", "calls", "avg_us", "min_us",
            "max_us", "delta_us", "delta_low_us", "plain_delta_us", "share", "calls_below", "layer", "part", "part_us",
            "p50_us", "p90_us", "p99_us", "p999_us", "avg_error_us", "baseline_delta_us", "change_us", "noise_us"};

    private static final String[] STEP = {"step"};

    private static final int LABEL = 3;
    private static final int PART = Arrays.asList(HEADER).indexOf("part");

    private final boolean series;

    CsvRenderer(boolean series) {
        this.series = series;
    }

    @Override
    public void render(StatsReport report, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().build(text);
        record(csv, HEADER, STEP);
        for (DeltaTable table : report.tables()) {
            for (int i = 0; i < table.positions().size(); i++) {
                record(csv, row(table, i, table.positions().get(i)), "");
                for (GapPart part : table.partsOf(i)) {
                    record(csv, row(table, i, part), "");
                }
            }
            if (series) {
                steps(csv, table);
            }
        }
        csv.close();
        out.append(text.toString());
    }

    /** Lines of steps have the number of theirs in the last column, which the others leave empty. */
    private void record(CsvWriter csv, String[] row, String... step) {
        csv.writeRecord(series ? Stream.concat(Arrays.stream(row), Arrays.stream(step)).toArray(String[]::new) : row);
    }

    private void steps(CsvWriter csv, DeltaTable table) {
        List<StepSeries.Line> lines = StepSeries.of(table).lines();
        for (int step = 0; step < table.steps().size(); step++) {
            for (StepSeries.Line line : lines) {
                Position one = line.steps().get(step);
                if (one != null) {
                    record(csv, row(table, line.index(), one), Integer.toString(step + 1));
                }
            }
        }
    }

    private static String[] row(DeltaTable table, int index, Position one) {
        return new String[]{table.fop(), Integer.toString(index + 1), one.side().name().toLowerCase(Locale.ROOT),
                one.label(), String.join(" ", one.probes()), Wording.calls(one), micros(one.averageNanos()),
                micros(one.minNanos()), micros(one.maxNanos()), micros(one.deltaNanos()), micros(one.deltaLowNanos()),
                micros(one.plainDeltaNanos()), decimal(one.share()), decimal(one.callsBelow()),
                String.join(" ", one.layer()), "", "", percentile(one, 0.5), percentile(one, 0.9),
                percentile(one, 0.99), percentile(one, 0.999), micros(one.averageErrorNanos()),
                change(one, Change::baselineDeltaNanos), change(one, Change::changeNanos),
                change(one, Change::noiseNanos)};
    }

    private static String change(Position one, ToDoubleFunction<Change> value) {
        Change change = one.change();
        return change == null ? "" : micros(value.applyAsDouble(change));
    }

    private static String percentile(Position one, double part) {
        return micros(one.percentileNanos(part));
    }

    /** A part has the number of its position, and fills few columns, so that sums over the others stay right. */
    private static String[] row(DeltaTable table, int index, GapPart part) {
        String[] row = new String[HEADER.length];
        Arrays.fill(row, "");
        row[0] = table.fop();
        row[1] = Integer.toString(index + 1);
        row[LABEL] = part.title();
        row[PART] = part.key();
        row[PART + 1] = micros(part.nanos());
        return row;
    }

    private static String micros(double nanos) {
        return decimal(nanos / 1000);
    }

    private static String decimal(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5f", value);
    }
}
