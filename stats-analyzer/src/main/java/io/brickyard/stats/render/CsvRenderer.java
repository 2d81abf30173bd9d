package io.brickyard.stats.render;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Locale;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Position;

/** For spreadsheets: one line a position, times in microseconds, unknown values empty. */
final class CsvRenderer implements Renderer {
    private static final String[] HEADER = {"fop", "position", "side", "label", "probes", "calls", "avg_us", "min_us",
            "max_us", "delta_us", "delta_low_us", "plain_delta_us", "share", "calls_below", "layer", "part", "part_us"};

    private static final int LABEL = 3;
    private static final int PART = HEADER.length - 2;

    @Override
    public void render(StatsReport report, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().build(text);
        csv.writeRecord(HEADER);
        for (DeltaTable table : report.tables()) {
            for (int i = 0; i < table.positions().size(); i++) {
                csv.writeRecord(row(table, i));
                for (GapPart part : table.partsOf(i)) {
                    csv.writeRecord(row(table, i, part));
                }
            }
        }
        csv.close();
        out.append(text.toString());
    }

    private static String[] row(DeltaTable table, int index) {
        Position one = table.positions().get(index);
        return new String[]{table.fop(), Integer.toString(index + 1), one.side().name().toLowerCase(Locale.ROOT),
                one.label(), String.join(" ", one.probes()), Wording.calls(one), micros(one.averageNanos()),
                micros(one.minNanos()), micros(one.maxNanos()), micros(one.deltaNanos()), micros(one.deltaLowNanos()),
                micros(one.plainDeltaNanos()), decimal(one.share()), decimal(one.callsBelow()),
                String.join(" ", one.layer()), "", ""};
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
