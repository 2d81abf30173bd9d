package io.brickyard.stats.render;

import java.io.IOException;
import java.util.List;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.advice.Advice;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Position;

/** A table to paste into a mail, a ticket or a wiki. */
final class MarkdownRenderer implements Renderer {
    private final boolean series;

    MarkdownRenderer(boolean series) {
        this.series = series;
    }

    @Override
    public void render(StatsReport report, Appendable out) throws IOException {
        for (DeltaTable table : report.tables()) {
            render(table, out);
        }
    }

    private void render(DeltaTable table, Appendable out) throws IOException {
        List<TableLayout.Column> columns = TableLayout.columns(table);
        out.append("### ").append(escaped(Wording.heading(table))).append("\n\n| |");
        for (TableLayout.Column column : columns) {
            out.append(' ').append(column.title()).append(" |");
        }
        out.append("\n|---:|");
        for (TableLayout.Column column : columns) {
            out.append(column.right() ? "---:|" : "---|");
        }
        out.append('\n');
        for (int i = 0; i < table.positions().size(); i++) {
            row(i + 1, table.positions().get(i), table.partsOf(i), columns, out);
            String boundary = Wording.boundary(table, i);
            if (!boundary.isEmpty()) {
                out.append("| | *").append(boundary).append("* |").append(" |".repeat(columns.size() - 1)).append('\n');
            }
        }
        out.append("\n**").append(escaped(Wording.bottleneck(table))).append("**\n\n");
        Advice advice = Advice.of(table);
        if (!advice.tips().isEmpty()) {
            // The table of tips is this program's own and marks what is to be typed as Markdown does.
            out.append("Tune first: ").append(advice.tips().getFirst()).append("\n\n");
        }
        for (int i = 0; i < table.notes().size(); i++) {
            out.append(escaped(Wording.note(table.notes().get(i), i))).append("  \n");
        }
        out.append(table.notes().isEmpty() ? "" : "\n");
        if (series) {
            steps(table, out);
        }
    }

    private static void steps(DeltaTable table, Appendable out) throws IOException {
        List<List<String>> rows = StepTable.rows(table);
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "#### " + escaped(StepTable.heading(table)) + "\n\n" : "");
            out.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            out.append(i == 0 ? "|---" + "|---:".repeat(rows.get(i).size() - 1) + "|\n" : "");
        }
        out.append(rows.isEmpty() ? "" : "\n");
    }

    private static void row(int number, Position position, List<GapPart> parts, List<TableLayout.Column> columns,
            Appendable out) throws IOException {
        out.append("| ").append(Integer.toString(number)).append(" |");
        for (TableLayout.Column column : columns) {
            out.append(' ').append(escaped(column.cell().apply(position))).append(" |");
        }
        out.append('\n');
        for (GapPart part : parts) {
            out.append("| |");
            for (TableLayout.Column column : columns) {
                out.append(' ').append(escaped(column.part().apply(part))).append(" |");
            }
            out.append('\n');
        }
    }

    /** Names come from files: nothing in them may act as markup. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")
                .replace("`", "\\`").replace("<", "&lt;").replace("\n", " ");
    }
}
