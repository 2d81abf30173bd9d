package io.brickyard.stats.read;

import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Source;
import org.jspecify.annotations.Nullable;

/**
 * A row of a hand-written table.
 *
 * @param position the name of the place in the stack
 * @param average mean latency; NaN on a row that only marks the client/brick boundary
 * @param unit as written in the row or the header, null where nothing says it
 * @param fop as the header names it ({@code avg latency of READ}), null otherwise
 */
public record CsvRow(Source source, String position, double average, @Nullable LatencyUnit unit,
        @Nullable String fop) {
    /** Whether the row only marks the client/brick boundary. */
    public boolean isBoundary() {
        return Double.isNaN(average);
    }
}
