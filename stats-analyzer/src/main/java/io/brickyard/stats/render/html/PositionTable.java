package io.brickyard.stats.render.html;

import java.util.List;

import io.brickyard.stats.render.TableLayout;
import io.brickyard.stats.render.Wording;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Position;

/** The table of all positions, with the same columns as in a terminal. */
final class PositionTable {
    private final Markup page;
    private final DeltaTable table;
    private final int number;
    private final List<TableLayout.Column> columns;

    private PositionTable(Markup page, DeltaTable table, int number) {
        this.page = page;
        this.table = table;
        this.number = number;
        this.columns = TableLayout.columns(table);
    }

    static void write(Markup page, DeltaTable table, int number, String heading) {
        new PositionTable(page, table, number).write(heading);
    }

    private void write(String heading) {
        String id = Names.section(number) + "-table";
        page.open("section", "class", "table", "aria-labelledby", id);
        page.leaf(heading, "All positions", "id", id);
        // It may be wider than the screen: then it scrolls by itself, with the keyboard too.
        page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-labelledby", id);
        page.open("table");
        page.leaf("caption", "Top of the stack first. avg: mean time of a call from there down; delta: what it spends"
                + " before the next position.");
        page.open("thead").open("tr").leaf("th", "#", "scope", "col");
        for (TableLayout.Column column : columns) {
            page.leaf("th", column.title().replace(" us", " µs"), "scope", "col", "class", side(column));
        }
        page.close().close().open("tbody");
        for (int i = 0; i < table.positions().size(); i++) {
            row(i);
            table.partsOf(i).forEach(this::part);
            boundary(i);
        }
        page.close().close().close().close();
    }

    private static String side(TableLayout.Column column) {
        return column.right() ? "right" : "left";
    }

    private void row(int index) {
        Position here = table.positions().get(index);
        boolean worst = index == table.bottleneck();
        page.open("tr", "id", Names.row(number, index), "class", worst ? "worst" : "plain");
        page.leaf("td", Integer.toString(index + 1), "class", "right");
        for (int i = 0; i < columns.size(); i++) {
            TableLayout.Column column = columns.get(i);
            boolean label = i == 0;
            page.open(label ? "th" : "td", label ? "scope" : "class", label ? "row" : side(column));
            if (column.title().equals(TableLayout.SPENT_IN)) {
                page.leaf("bdi", Wording.layer(here));
                here.footnotes().forEach(note -> NoteList.mark(page, number, note));
            } else {
                page.leaf("bdi", column.cell().apply(here));
                if (label && worst) {
                    page.text(" ").leaf("strong", "bottleneck", "class", "badge");
                }
            }
            page.close();
        }
        page.close();
    }

    private void part(GapPart part) {
        page.open("tr", "class", "sub").leaf("td", "");
        for (TableLayout.Column column : columns) {
            page.leaf("td", column.part().apply(part), "class", side(column));
        }
        page.close();
    }

    private void boundary(int index) {
        String boundary = Wording.boundary(table, index);
        if (!boundary.isEmpty()) {
            page.open("tr", "class", "boundary")
                    .leaf("td", boundary, "colspan", Integer.toString(columns.size() + 1)).close();
        }
    }
}
