package io.brickyard.stats.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.advice.Advice;
import io.brickyard.stats.table.DeltaTable;

/** Aligned columns, the bottleneck in one sentence, footnotes. */
final class TextRenderer implements Renderer {
    private static final String GAP = "  ";
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    private final boolean colour;
    private final boolean series;

    TextRenderer(boolean colour, boolean series) {
        this.colour = colour;
        this.series = series;
    }

    @Override
    public void render(StatsReport report, Appendable out) throws IOException {
        boolean first = true;
        for (DeltaTable table : report.tables()) {
            out.append(first ? "" : "\n");
            first = false;
            render(table, out);
        }
    }

    private void render(DeltaTable table, Appendable out) throws IOException {
        List<TableLayout.Column> columns = TableLayout.columns(table);
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(TableLayout.Column::title).toList());
        table.positions().forEach(one -> cells.add(columns.stream().map(column -> column.cell().apply(one)).toList()));
        int positions = cells.size();
        table.parts().forEach(one -> cells.add(columns.stream().map(column -> column.part().apply(one)).toList()));
        int[] widths = widths(cells);
        int numberWidth = Integer.toString(table.positions().size()).length();

        out.append(bold(Wording.heading(table))).append("\n\n");
        line(out, " ".repeat(numberWidth), cells.getFirst(), columns, widths, false);
        for (int i = 0; i < table.positions().size(); i++) {
            String number = String.format("%" + numberWidth + "d", i + 1);
            line(out, number, cells.get(i + 1), columns, widths, i == table.bottleneck());
            if (i == table.partsBelow()) {
                for (List<String> part : cells.subList(positions, cells.size())) {
                    line(out, " ".repeat(numberWidth), part, columns, widths, false);
                }
            }
            String boundary = Wording.boundary(table, i);
            if (!boundary.isEmpty()) {
                out.append(" ".repeat(numberWidth)).append(GAP).append("-- ").append(boundary).append(" --\n");
            }
        }
        out.append("\n").append(bold(Wording.bottleneck(table))).append("\n");
        String first = Advice.of(table).first();
        out.append(first.isEmpty() ? "" : "Tune first: " + first + "\n");
        for (int i = 0; i < table.notes().size(); i++) {
            out.append(i == 0 ? "\n" : "").append(Wording.note(table.notes().get(i), i)).append("\n");
        }
        if (series) {
            steps(table, out);
        }
    }

    private void steps(DeltaTable table, Appendable out) throws IOException {
        List<List<String>> rows = StepTable.rows(table);
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = widths(rows);
        out.append("\n").append(bold(StepTable.heading(table))).append("\n\n");
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String blanks = " ".repeat(widths[i] - width(row.get(i)));
                line.append(i == 0 ? "" : GAP).append(i == 0 ? row.get(i) + blanks : blanks + row.get(i));
            }
            out.append(line.toString().stripTrailing()).append("\n");
        }
    }

    private void line(Appendable out, String number, List<String> cells, List<TableLayout.Column> columns,
            int[] widths, boolean strong) throws IOException {
        StringBuilder line = new StringBuilder(number);
        for (int i = 0; i < cells.size(); i++) {
            String blanks = " ".repeat(widths[i] - width(cells.get(i)));
            boolean right = columns.get(i).right();
            line.append(GAP).append(right ? blanks : "").append(cells.get(i)).append(right ? "" : blanks);
        }
        String text = line.toString().stripTrailing();
        out.append(strong ? bold(text) : text).append("\n");
    }

    private String bold(String text) {
        return colour ? BOLD + text + RESET : text;
    }

    private static int[] widths(List<List<String>> cells) {
        int[] widths = new int[cells.getFirst().size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
