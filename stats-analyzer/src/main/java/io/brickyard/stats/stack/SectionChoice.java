package io.brickyard.stats.stack;

import java.util.Locale;

/** Which stretch of time a table is about. */
public enum SectionChoice {
    /** From the first to the last dump of a probe; of a single dump its interval. */
    AUTO,
    /** The interval section of the last dump. */
    INTERVAL,
    /** What was last counted: the interval section of the last dump, else the last dump less the one before. */
    NEWEST,
    /** Since the process started, by the last dump. */
    CUMULATIVE,
    /** Last cumulative section less the first. */
    DIFFERENCE;

    /** As it is typed on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
