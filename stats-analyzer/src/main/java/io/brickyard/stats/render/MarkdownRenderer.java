package io.brickyard.stats.render;

import java.io.IOException;
import java.util.List;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Position;

/** A table to paste into a mail, a ticket or a wiki. */
final class MarkdownRenderer implements Renderer {
    @Override
    public void render(StatsReport report, Appendable out) throws IOException {
        for (DeltaTable table : report.tables()) {
            render(table, out);
        }
    }

    private static void render(DeltaTable table, Appendable out) throws IOException {
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
        }
        out.append("\n**").append(escaped(Wording.bottleneck(table))).append("**\n\n");
        for (int i = 0; i < table.notes().size(); i++) {
            out.append(escaped(Wording.note(table.notes().get(i), i))).append("  \n");
        }
        out.append(table.notes().isEmpty() ? "" : "\n");
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
        if (position.boundaryBelow()) {
            out.append("| | *").append(Wording.BOUNDARY).append("* |").append(" |".repeat(columns.size() - 1))
                    .append('\n');
        }
    }

    /** Names come from files: nothing in them may act as markup. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")
                .replace("`", "\\`").replace("<", "&lt;").replace("\n", " ");
    }
}
