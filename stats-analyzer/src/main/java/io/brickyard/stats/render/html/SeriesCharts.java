package io.brickyard.stats.render.html;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import io.brickyard.stats.table.StepSeries;
import org.jspecify.annotations.Nullable;

/** The course of time of repeated dumps: small bar charts under each other, all times on one scale, and their numbers. */
final class SeriesCharts {
    private static final int HEIGHT = 44;

    private final Markup page;
    private final DeltaTable table;
    private final StepSeries series;
    private final String id;

    private SeriesCharts(Markup page, DeltaTable table, int number) {
        this.page = page;
        this.table = table;
        this.series = StepSeries.of(table);
        this.id = Names.section(number) + "-series";
    }

    /** Writes them, or nothing if dumps were not repeated. */
    static void write(Markup page, DeltaTable table, int number, String heading) {
        SeriesCharts charts = new SeriesCharts(page, table, number);
        if (!charts.series.isEmpty()) {
            charts.write(heading);
        }
    }

    private void write(String heading) {
        StepSeries.Line top = series.lines().getFirst();
        page.open("section", "class", "series", "aria-labelledby", id);
        page.leaf(heading, "How it went over time", "id", id);
        page.open("p").text(steadiness()).close();
        page.open("figure").open("ol");
        row("calls", "at " + table.positions().get(top.index()).label(), "other", top,
                one -> one.calls(), Double.NaN);
        double scale = Math.max(most(top, Position::averageNanos), series.lines().stream()
                .mapToDouble(line -> most(line, Position::deltaNanos)).max().orElse(0));
        row("whole call", "from " + table.positions().get(top.index()).label() + " down", "other", top,
                Position::averageNanos, scale);
        for (StepSeries.Line line : series.lines()) {
            Part part = Part.below(table, line.index());
            row(part.word(), Names.layer(table, line.index()), part.style(), line, Position::deltaNanos, scale);
        }
        page.close();
        page.leaf("figcaption", series.titles().size() + " steps from left to right. All times have one scale; the"
                + " numbers are the smallest and the largest step.");
        page.close();
        numbers();
        page.close();
    }

    /** Whether one layer is the bottleneck all the time. */
    private String steadiness() {
        if (table.bottleneck() < 0) {
            return "";
        }
        long same = IntStream.range(0, series.titles().size()).filter(step -> worst(step) == worstOfAll()).count();
        String layer = Names.layer(table, worstOfAll());
        return "Of the positions that were dumped at intervals, " + layer + " takes most in " + same + " of "
                + series.titles().size() + " steps.";
    }

    private int worstOfAll() {
        return series.lines().stream().map(StepSeries.Line::index)
                .max((one, other) -> Double.compare(table.positions().get(one).share(),
                        table.positions().get(other).share()))
                .orElse(0);
    }

    private int worst(int step) {
        int worst = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (StepSeries.Line line : series.lines()) {
            Position position = line.steps().get(step);
            if (position != null && position.share() > most) {
                most = position.share();
                worst = line.index();
            }
        }
        return worst;
    }

    private static double most(StepSeries.Line line, ToDoubleFunction<Position> value) {
        return line.steps().stream().filter(Objects::nonNull).mapToDouble(value).max().orElse(0);
    }

    private static double least(StepSeries.Line line, ToDoubleFunction<Position> value) {
        return line.steps().stream().filter(Objects::nonNull).mapToDouble(value).min().orElse(0);
    }

    private void row(String word, String name, String style, StepSeries.Line line, ToDoubleFunction<Position> value,
            double scale) {
        boolean counts = Double.isNaN(scale);
        double most = counts ? most(line, value) : scale;
        String range = text(least(line, value), counts) + " to " + text(most(line, value), counts);
        page.open("li");
        page.open("div", "class", "what").leaf("span", word, "class", "part " + style).text(" ").leaf("bdi", name)
                .close();
        page.open("svg", "role", "img", "class", "bar", "width", "100%", "height", Integer.toString(HEIGHT),
                "focusable", "false");
        page.leaf("title", word + ", " + name + ": " + range);
        page.empty("line", "class", "grid", "x1", "0", "x2", "100%", "y1", "43.5", "y2", "43.5");
        List<@Nullable Position> steps = line.steps();
        for (int i = 0; i < steps.size(); i++) {
            Position position = steps.get(i);
            double size = position == null ? 0 : value.applyAsDouble(position);
            double part = most <= 0 ? 0 : Math.clamp(size / most, 0, 1);
            page.open("rect", "class", "fill " + style, "x", Figures.at((i + 0.08) / steps.size()), "width",
                    Figures.at(0.84 / steps.size()), "y", Figures.decimals(HEIGHT - 1 - part * (HEIGHT - 4), 1),
                    "height", Figures.decimals(part * (HEIGHT - 4), 1));
            page.leaf("title", series.titles().get(i) + ": "
                    + (position == null ? "no calls" : text(size, counts))).close();
        }
        page.close();
        page.leaf("div", range, "class", "much").close();
    }

    private static String text(double value, boolean count) {
        return count ? Figures.count((long) value) : Figures.time(value);
    }

    private void numbers() {
        page.open("details").leaf("summary", "Numbers of each step");
        page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", "numbers of each step");
        page.open("table").leaf("caption",
                "Calls and mean time at the top of them, then what each layer alone took, in µs");
        page.open("thead").open("tr").leaf("th", "step", "scope", "col");
        page.leaf("th", "calls", "scope", "col", "class", "right").leaf("th", "avg", "scope", "col", "class", "right");
        series.lines().forEach(line -> page.open("th", "scope", "col", "class", "right")
                .leaf("bdi", (line.index() + 1) + " " + Names.layer(table, line.index())).close());
        page.close().close().open("tbody");
        for (int step = 0; step < series.titles().size(); step++) {
            int at = step;
            Position top = series.lines().getFirst().steps().get(step);
            page.open("tr").leaf("th", series.titles().get(step), "scope", "row");
            page.leaf("td", top == null ? "" : Figures.count(top.calls()), "class", "right");
            page.leaf("td", top == null ? "" : micros(top.averageNanos()), "class", "right");
            series.lines().forEach(line -> {
                Position position = line.steps().get(at);
                page.leaf("td", position == null ? "" : micros(position.deltaNanos()), "class", "right");
            });
            page.close();
        }
        page.close().close().close().close();
    }

    private static String micros(double nanos) {
        return Figures.decimals(nanos / 1000, 2);
    }
}
