package io.brickyard.stats.render.html;

/** How to read the page, for somebody who sees one for the first time. */
final class Guide {
    private static final String[][] TERMS = {
            {"position", "A place in the stack where calls and their time are counted: an io-stats translator, another"
                    + " translator, a packet capture, or the application itself. Its time is that of everything below."},
            {"delta", "What a call spends between a position and the next one, so in the layer between them alone:"
                    + " the total times of both, less each other, by the calls at the upper one. Caches and fan-out are"
                    + " in it; ≤ marks an upper bound where calls run side by side, hatched in the drawing."},
            {"share", "The delta as a part of the mean time at the top."},
            {"percentile",
                    "A time that so many of the calls did not exceed. There is none of a layer: the difference of"
                            + " two percentiles is the time of no call."},
            {"change", "Against the earlier run, if one was given: ▲ slower, ▼ faster by more than chance explains,"
                    + " ≈ not so; the outline in the drawing is the earlier time."},
            {"what to tune first", "What usually helps at that place, or the measurement that tells what does. It knows"
                    + " nothing of this volume but these numbers: change one thing, then measure again with --baseline."}};

    private Guide() {
    }

    static void write(Markup page) {
        page.open("section", "class", "guide", "aria-labelledby", "guide");
        page.leaf("h2", "How to read this", "id", "guide");
        page.open("dl");
        for (String[] term : TERMS) {
            page.leaf("dt", term[0]).leaf("dd", term[1]);
        }
        page.close().close();
    }
}
