package io.brickyard.stats.render.html;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.dump.Distribution;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;

/**
 * For each position of which more than averages is known, how long the slowest calls took. To the right the way to the
 * slowest call is stretched, each nine as wide as the one before; the times are on a logarithmic scale.
 */
final class Curves {
    private static final int HEIGHT = 280;
    private static final int POINTS = 160;
    private static final int MOST_NINES = 4;
    private static final double[] MARKED = {0.5, 0.9, 0.99, 0.999, 0.9999};

    private final Markup page;
    private final DeltaTable table;
    private final int number;
    private final List<Integer> known = new ArrayList<>();
    private double nines = 1;
    private double lowest = Double.MAX_VALUE;
    private double highest;

    private Curves(Markup page, DeltaTable table, int number) {
        this.page = page;
        this.table = table;
        this.number = number;
    }

    /** Writes them, or nothing where only averages are known. */
    static void write(Markup page, DeltaTable table, int number, String heading) {
        Curves curves = new Curves(page, table, number);
        curves.scale();
        if (!curves.known.isEmpty() && curves.lowest > 0) {
            curves.write(heading);
        }
    }

    private void scale() {
        for (int i = 0; i < table.positions().size(); i++) {
            Distribution latencies = table.positions().get(i).latencies();
            if (latencies != null && latencies.count() > 0) {
                known.add(i);
                nines = Math.max(nines, Math.min(MOST_NINES, Math.floor(Math.log10((double) latencies.count()))));
            }
        }
        for (int i : known) {
            lowest = Math.min(lowest, table.positions().get(i).percentileNanos(0));
            highest = Math.max(highest, table.positions().get(i).percentileNanos(part(1)));
        }
    }

    /** The part of the calls at a place from 0 to 1. */
    private double part(double place) {
        return 1 - Math.pow(10, -nines * place);
    }

    private double place(double part) {
        return -Math.log10(1 - part) / nines;
    }

    private void write(String heading) {
        String id = Names.section(number) + "-curves";
        page.open("section", "class", "curves", "aria-labelledby", id);
        page.leaf(heading, "How long the slowest calls took", "id", id);
        page.open("figure");
        page.open("svg", "role", "img", "width", "100%", "height", Integer.toString(HEIGHT + 22), "aria-labelledby",
                id + "-title", "aria-describedby", id + "-desc", "focusable", "false");
        page.leaf("title", "Percentile curves of " + table.fop(), "id", id + "-title");
        page.leaf("desc", "A line for each position with percentiles, from the fastest call at the left to the slowest"
                + " at the right; the table below has the numbers.", "id", id + "-desc");
        draw();
        page.close();
        page.leaf("figcaption", "Across: part of the calls; up: time that they did not exceed, from that position down."
                + " The difference of two curves is the time of no call." + sampled());
        legend();
        page.close().close();
    }

    private String sampled() {
        boolean some = known.stream().flatMap(i -> table.positions().get(i).footnotes().stream())
                .anyMatch(note -> table.notes().get(note).kind() == Note.Kind.SAMPLED);
        return some ? " Some are of sampled calls: see the notes." : "";
    }

    private void draw() {
        double bottom = Math.log10(lowest / 1.15);
        double top = Math.log10(highest * 1.3);
        Plot plot = new Plot(page, HEIGHT, value -> 1 - (Math.log10(value) - bottom) / (top - bottom));
        List<Double> ticks = ticks(Math.pow(10, bottom), Math.pow(10, top));
        ticks.forEach(plot::level);
        plot.column(0, "");
        for (double part : MARKED) {
            if (place(part) <= 1 + 1e-9) {
                plot.column(Math.min(1, place(part)), label(part));
            }
        }
        for (int line = 0; line < known.size(); line++) {
            line(plot, line, table.positions().get(known.get(line)));
        }
        ticks.forEach(tick -> plot.levelLabel(tick, Figures.tick(tick)));
    }

    private static List<Double> ticks(double bottom, double top) {
        boolean fine = top / bottom < 100;
        List<Double> ticks = new ArrayList<>();
        for (double ten = Math.pow(10, Math.floor(Math.log10(bottom))); ten <= top; ten *= 10) {
            for (double step : fine ? new double[]{1, 2, 5} : new double[]{1}) {
                if (ten * step >= bottom && ten * step <= top) {
                    ticks.add(ten * step);
                }
            }
        }
        return ticks;
    }

    private static String label(double part) {
        return Figures.decimals(100 * part, 2).replaceAll("\\.?0+$", "") + " %";
    }

    private void line(Plot plot, int line, Position position) {
        double[] x = new double[POINTS + 1];
        double[] values = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            x[i] = (double) i / POINTS;
            values[i] = position.percentileNanos(part(x[i]));
        }
        plot.line(x, values, "c" + line % Shape.COUNT);
        for (double part : MARKED) {
            if (place(part) <= 1 + 1e-9) {
                plot.mark(Math.min(1, place(part)), position.percentileNanos(part), line, position.label() + ": "
                        + label(part) + " within " + Figures.time(position.percentileNanos(part)));
            }
        }
    }

    private void legend() {
        page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", "percentiles");
        page.open("table", "class", "legend");
        page.leaf("caption", "Percentiles of each position, from there down");
        page.open("thead").open("tr").leaf("th", "position", "scope", "col");
        for (double part : MARKED) {
            if (place(part) <= 1 + 1e-9) {
                page.leaf("th", label(part), "scope", "col", "class", "right");
            }
        }
        page.leaf("th", "slowest", "scope", "col", "class", "right");
        page.close().close().open("tbody");
        for (int line = 0; line < known.size(); line++) {
            legend(line, table.positions().get(known.get(line)));
        }
        page.close().close().close();
    }

    private void legend(int line, Position position) {
        page.open("tr").open("th", "scope", "row");
        page.open("svg", "class", "swatch", "width", "34", "height", "14", "aria-hidden", "true");
        page.empty("path", "d", "M0 7H34", "class", "curve c" + line % Shape.COUNT);
        page.open("g", "transform", "translate(17 7)")
                .empty("path", "d", Shape.of(line), "class", "shape c" + line % Shape.COUNT).close();
        page.close();
        page.text(" ").leaf("bdi", position.label()).close();
        for (double part : MARKED) {
            if (place(part) <= 1 + 1e-9) {
                page.leaf("td", Figures.time(position.percentileNanos(part)), "class", "right");
            }
        }
        page.leaf("td", Figures.time(position.percentileNanos(1)), "class", "right").close();
    }
}
