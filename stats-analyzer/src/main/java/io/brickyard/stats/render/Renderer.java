package io.brickyard.stats.render;

import java.io.IOException;

import io.brickyard.stats.StatsReport;

/** Writes a report in one format. A new format is one class and one line in {@link OutputFormat}. */
public interface Renderer {
    /** Writes {@code report} to {@code out}, which stays open. */
    void render(StatsReport report, Appendable out) throws IOException;
}
