package io.brickyard.stats.render.html;

import java.util.List;

import io.brickyard.stats.table.DeltaTable;

/** The operations of a page that has several, the one with the most time first, each with the way to its section. */
final class Overview {
    private Overview() {
    }

    static void write(Markup page, List<DeltaTable> tables) {
        double most = tables.stream().mapToDouble(Overview::totalNanos).max().orElse(0);
        page.open("nav", "class", "overview", "aria-labelledby", "operations");
        page.leaf("h2", "Operations", "id", "operations");
        page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-labelledby", "operations");
        page.open("table").leaf("caption", "By the time that was waited for them");
        page.open("thead").open("tr").leaf("th", "operation", "scope", "col");
        List.of("calls", "mean", "total").forEach(it -> page.leaf("th", it, "scope", "col", "class", "right"));
        page.leaf("th", "", "scope", "col", "class", "wide").leaf("th", "most of it in", "scope", "col");
        page.close().close().open("tbody");
        for (int i = 0; i < tables.size(); i++) {
            row(page, tables.get(i), i, most);
        }
        page.close().close().close().close();
    }

    private static double totalNanos(DeltaTable table) {
        return table.calls() * table.averageNanos();
    }

    private static void row(Markup page, DeltaTable table, int number, double most) {
        page.open("tr").open("th", "scope", "row");
        page.open("a", "href", "#" + Names.section(number)).leaf("bdi", table.fop()).close().close();
        page.leaf("td", table.calls() == 0 ? "" : Figures.count(table.calls()), "class", "right");
        page.leaf("td", Figures.time(table.averageNanos()), "class", "right");
        page.leaf("td", table.calls() == 0 ? "" : Figures.time(totalNanos(table)), "class", "right");
        page.open("td", "class", "wide");
        page.open("svg", "class", "bar", "width", "100%", "height", "14", "aria-hidden", "true");
        page.empty("rect", "class", "fill other", "x", "0", "y", "2", "height", "10", "width",
                Figures.at(most <= 0 ? 0 : totalNanos(table) / most));
        page.close().close();
        String where = Verdict.where(table);
        page.leaf("td", where.isEmpty() ? ""
                : where + ", " + Figures.percent(table.positions().get(table.bottleneck()).share()));
        page.close();
    }
}
