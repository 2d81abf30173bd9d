package io.brickyard.stats.render.html;

import java.io.IOException;
import java.util.List;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.render.Renderer;
import io.brickyard.stats.table.DeltaTable;

/**
 * One page that needs nothing else: no script, no network. The first screen answers where the time goes and what to tune
 * first; below it stand the curves, the course of time, the table, the notes and the inputs.
 */
public final class HtmlRenderer implements Renderer {
    @Override
    public void render(StatsReport report, Appendable out) throws IOException {
        List<DeltaTable> tables = report.tables();
        Markup page = new Markup();
        page.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        head(page, tables);
        page.open("body");
        page.leaf("a", "Skip to the answer", "class", "skip", "href", "#answer");
        hatch(page);
        boolean several = tables.size() > 1;
        page.open("header").leaf("p", "brickyard stats", "class", "brand");
        if (several) {
            page.leaf("h1", "Where the time of " + tables.size() + " operations goes");
        } else if (!tables.isEmpty()) {
            title(page, tables.getFirst(), "h1");
        }
        page.close();
        page.open("main", "id", "answer", "tabindex", "-1");
        if (several) {
            Overview.write(page, tables);
        }
        for (int i = 0; i < tables.size(); i++) {
            operation(page, tables.get(i), i, several);
        }
        InputList.write(page, report.inputs());
        Guide.write(page);
        page.close();
        page.open("footer").leaf("p", "Written by brickyard stats. This page is whole: it loads nothing and runs no"
                + " script.").close();
        page.close().close();
        out.append(page.toString());
    }

    private static void head(Markup page, List<DeltaTable> tables) {
        Style style = Style.load();
        page.open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", style.policy());
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.empty("meta", "name", "referrer", "content", "no-referrer");
        page.empty("link", "rel", "icon", "href", "data:,");
        page.leaf("title", pageTitle(tables));
        page.open("style").raw(style.sheet()).close();
        page.close();
    }

    private static String pageTitle(List<DeltaTable> tables) {
        if (tables.isEmpty()) {
            return "brickyard stats";
        }
        DeltaTable first = tables.getFirst();
        String where = Verdict.where(first);
        return first.fop() + (where.isEmpty() ? ""
                : ": " + Figures.percent(first.positions().get(first.bottleneck()).share()) + " in " + where)
                + " - brickyard stats";
    }

    private static void title(Markup page, DeltaTable table, String level) {
        page.open(level).text("Where the time of a ").leaf("bdi", table.fop()).text(" goes").close();
        page.open("p", "class", "facts").leaf("strong", Figures.time(table.averageNanos())).text(" per call");
        if (table.calls() > 0) {
            page.text(" · " + Figures.count(table.calls()) + " calls");
        }
        page.text(" · ").leaf("bdi", table.window()).close();
    }

    private static void operation(Markup page, DeltaTable table, int number, boolean several) {
        String below = several ? "h3" : "h2";
        page.open("section", "class", "operation", "id", Names.section(number));
        if (several) {
            title(page, table, "h2");
        }
        page.open("div", "class", "first");
        Verdict.write(page, table, number, below);
        if (table.averageNanos() > 0) {
            Waterfall.write(page, table, number);
        }
        page.close();
        Curves.write(page, table, number, below);
        SeriesCharts.write(page, table, number, below);
        PositionTable.write(page, table, number, below);
        NoteList.write(page, table, number, below);
        if (several) {
            page.open("p", "class", "up").leaf("a", "All operations", "href", "#operations").close();
        }
        page.close();
    }

    /** What marks times that may not be there; drawings anywhere on the page refer to it. */
    private static void hatch(Markup page) {
        page.open("svg", "class", "defs", "width", "0", "height", "0", "aria-hidden", "true").open("defs");
        page.open("pattern", "id", "hatch", "width", "6", "height", "6", "patternUnits", "userSpaceOnUse",
                "patternTransform", "rotate(45)");
        page.empty("rect", "class", "stripe", "width", "3", "height", "6");
        page.close().close().close();
    }
}
