package io.brickyard.stats.render.html;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A drawing as wide as the page allows. Only its lines are stretched: text, strokes and marks keep their size, since a
 * coordinate is either in percent of the width or in a drawing of its own without a fixed ratio.
 */
final class Plot {
    private static final int UNITS = 1000;
    /** Nearer to it words in the middle of a line would leave the drawing. */
    private static final double NEAR_EDGE = 0.03;

    private final Markup page;
    private final int height;
    private final DoubleUnaryOperator down;

    /**
     * @param height of what is plotted, in pixels
     * @param down from a value to its place, 0 at the top to 1 at the bottom
     */
    Plot(Markup page, int height, DoubleUnaryOperator down) {
        this.page = page;
        this.height = height;
        this.down = down;
    }

    /** Where a value is, in pixels from the top. */
    String y(double value) {
        return Figures.decimals(down.applyAsDouble(value) * height, 1);
    }

    /** A line through points whose places are 0 to 1 from the left. */
    void line(double[] x, double[] values, String style) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            path.append(i == 0 ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x[i] * UNITS,
                    down.applyAsDouble(values[i]) * UNITS));
        }
        page.open("svg", "x", "0", "y", "0", "width", "100%", "height", Integer.toString(height), "viewBox",
                "0 0 " + UNITS + " " + UNITS, "preserveAspectRatio", "none", "class", "stretched");
        page.empty("path", "d", path.toString(), "class", "curve " + style, "vector-effect", "non-scaling-stroke");
        page.close();
    }

    /** A line across at a value. */
    void level(double value) {
        String y = y(value);
        page.empty("line", "class", "grid", "x1", "0", "x2", "100%", "y1", y, "y2", y);
    }

    /** What a line across stands for, over what is drawn before it. */
    void levelLabel(double value, String label) {
        page.open("text", "class", "level", "x", "2", "y", Figures.decimals(down.applyAsDouble(value) * height - 4, 1))
                .text(label).close();
    }

    /** A line down at a place, with what it stands for under it. */
    void column(double place, String label) {
        String x = Figures.at(place);
        page.empty("line", "class", "grid", "x1", x, "x2", x, "y1", "0", "y2", Integer.toString(height));
        String anchor = place < NEAR_EDGE ? "start" : place > 1 - NEAR_EDGE ? "end" : "middle";
        page.open("text", "x", x, "y", Integer.toString(height + 16), "text-anchor", anchor).text(label).close();
    }

    /** A mark of one of several shapes, with what it says when pointed at. */
    void mark(double place, double value, int shape, String title) {
        page.open("svg", "x", Figures.at(place), "y", y(value), "width", "1", "height", "1", "class", "spot");
        page.open("path", "d", Shape.of(shape), "class", "shape c" + shape % Shape.COUNT).leaf("title", title).close();
        page.close();
    }
}
