package io.brickyard.stats.render.html;

import java.util.List;

/** Marks that are told apart without colour, as paths around the origin. */
final class Shape {
    private static final List<String> PATHS = List.of(
            "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z",
            "M-4 -4H4V4H-4Z",
            "M0 -5L5 4H-5Z",
            "M0 -5.5L5 0L0 5.5L-5 0Z",
            "M-5 -4H5L0 5Z",
            "M-1.5 -5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5V-1.5H-1.5Z",
            "M-5 -2H5V2H-5Z",
            "M-2 -5H2V5H-2Z");
    /** How many there are. */
    static final int COUNT = PATHS.size();

    private Shape() {
    }

    /** That of a line; after the last comes the first again. */
    static String of(int line) {
        return PATHS.get(line % COUNT);
    }
}
