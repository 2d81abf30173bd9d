package io.brickyard.stats.render.html;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.render.Wording;
import io.brickyard.stats.table.Change;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Position;

/**
 * The exclusive times of a call from application to disk, each bar where the one above it ended. A list of text and numbers
 * with a drawing in each line, so that it can be read without seeing it and at any width.
 */
final class Waterfall {
    /** No more parts of the axis than this. */
    private static final int TICKS = 4;
    /** Beyond it the words of a tick would leave the drawing. */
    private static final double MOST_MIDDLE = 0.95;
    private static final int BAR_HEIGHT = 26;

    private final Markup page;
    private final DeltaTable table;
    private final int number;
    private double from;
    private double to;

    private Waterfall(Markup page, DeltaTable table, int number) {
        this.page = page;
        this.table = table;
        this.number = number;
    }

    /** Writes that of a table in which calls take time. */
    static void write(Markup page, DeltaTable table, int number) {
        new Waterfall(page, table, number).write();
    }

    private double nanos(int index) {
        return table.positions().get(index).share() * table.averageNanos();
    }

    private void write() {
        scale();
        page.open("figure", "class", "waterfall", "aria-labelledby", Names.section(number) + "-waterfall");
        page.open("figcaption", "id", Names.section(number) + "-waterfall")
                .text("One " + table.fop() + ", from "
                        + (table.positions().getFirst().side() == Side.APPLICATION
                                ? "the application"
                                : "the top probe")
                        + " down: time spent in each layer alone")
                .close();
        page.open("ol");
        double start = 0;
        for (int i = 0; i < table.positions().size(); i++) {
            row(i, start);
            start += nanos(i);
        }
        page.close();
        axis();
        page.close();
    }

    private void scale() {
        double end = 0;
        to = table.averageNanos();
        for (int i = 0; i < table.positions().size(); i++) {
            end += nanos(i);
            from = Math.min(from, end);
            to = Math.max(to, end);
        }
    }

    private String at(double nanos) {
        return Figures.at((nanos - from) / (to - from));
    }

    private String wide(double nanos) {
        return Figures.at(Math.abs(nanos) / (to - from));
    }

    private void row(int index, double start) {
        Position here = table.positions().get(index);
        boolean worst = index == table.bottleneck();
        Part part = Part.below(table, index);
        page.open("li", "class", worst ? "worst" : "plain");
        page.open("div", "class", "what");
        page.leaf("span", part.word(), "class", "part " + part.style());
        page.text(" ");
        page.open("a", "href", "#" + Names.row(number, index)).leaf("bdi", Names.layer(table, index)).close();
        if (worst) {
            page.text(" ").leaf("strong", "bottleneck", "class", "badge");
        }
        page.close();
        page.open("div", "class", "much");
        page.leaf("b", (here.isBounded() ? "≤ " : "") + Figures.time(here.deltaNanos()));
        page.text(" ").leaf("span", Figures.percent(here.share()), "class", "share");
        change(here);
        page.close();
        bar(index, start, here, part);
        parts(index, start);
        page.close();
    }

    private void change(Position here) {
        Change change = here.change();
        if (change == null) {
            return;
        }
        String sign = change.exceedsNoise() ? change.changeNanos() > 0 ? "▲ slower by " : "▼ faster by " : "≈ ";
        String reason = change.exceedsNoise() ? ""
                : Double.isNaN(change.noiseNanos()) ? ", noise unknown" : ", within noise";
        page.text(" ").leaf("span",
                sign + (change.exceedsNoise() ? Figures.time(Math.abs(change.changeNanos()))
                        : (change.changeNanos() >= 0 ? "+" : "") + Figures.time(change.changeNanos())) + reason,
                "class", "change " + (change.exceedsNoise() ? change.changeNanos() > 0 ? "slower" : "faster" : "same"));
    }

    private void bar(int index, double start, Position here, Part part) {
        double length = nanos(index);
        page.open("svg", "class", "bar", "role", "img", "width", "100%", "height", Integer.toString(BAR_HEIGHT),
                "focusable", "false");
        page.leaf("title", Names.layer(table, index) + ": " + Wording.delta(here) + " µs, "
                + Figures.percent(here.share()) + " of a call");
        for (double tick : ticks()) {
            page.empty("line", "class", "grid", "x1", at(tick), "x2", at(tick), "y1", "0", "y2", "100%");
        }
        Change change = here.change();
        if (change != null && here.deltaNanos() != 0) {
            double before = change.baselineDeltaNanos() * length / here.deltaNanos();
            page.empty("rect", "class", "before", "x", at(Math.min(start, start + before)), "y", "1", "width",
                    wide(before), "height", "24");
        }
        boolean back = length < 0;
        page.empty("rect", "class", "fill " + part.style(), "x", at(Math.min(start, start + length)), "y", "5",
                "width", wide(length), "height", "16", "rx", "2");
        if (back) {
            hatch(start + length, -length);
        } else if (here.isBounded() && here.deltaNanos() != 0) {
            double low = Math.clamp(here.deltaLowNanos() / here.deltaNanos(), 0, 1) * length;
            hatch(start + low, length - low);
        }
        page.close();
    }

    /** What may not be there at all. */
    private void hatch(double start, double length) {
        page.empty("rect", "fill", "url(#hatch)", "x", at(start), "y", "5", "width", wide(length), "height", "16");
    }

    private void parts(int index, double start) {
        double at = start;
        if (table.partsOf(index).isEmpty()) {
            return;
        }
        page.open("ul", "class", "parts");
        for (GapPart part : table.partsOf(index)) {
            page.open("li");
            page.open("div", "class", "what").leaf("bdi", part.title()).close();
            page.open("div", "class", "much").text(Figures.time(part.nanos())).close();
            page.open("svg", "class", "bar", "role", "img", "width", "100%", "height", "10", "focusable", "false");
            page.leaf("title", part.title() + ": " + Figures.time(part.nanos()));
            page.empty("rect", "class", "fill network", "x", at(at), "y", "2", "width", wide(part.nanos()), "height",
                    "6");
            page.close();
            page.close();
            at += part.nanos();
        }
        page.close();
    }

    private void axis() {
        page.open("svg", "class", "axis", "aria-hidden", "true", "width", "100%", "height", "18");
        for (double tick : ticks()) {
            String anchor = tick == from ? "start" : tick > to * MOST_MIDDLE ? "end" : "middle";
            page.open("text", "x", at(tick), "y", "13", "text-anchor", anchor).text(Figures.tick(tick)).close();
        }
        page.close();
    }

    /** Round times from the first that the drawing holds to the last. */
    private List<Double> ticks() {
        double rough = (to - from) / TICKS;
        double ten = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = ten * (rough / ten > 5 ? 10 : rough / ten > 2 ? 5 : rough / ten > 1 ? 2 : 1);
        List<Double> ticks = new ArrayList<>();
        for (double tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }
}
