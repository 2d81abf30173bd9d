package io.brickyard.stats.unit;

import io.brickyard.stats.dump.LatencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The unit of a dump's latencies and why.
 *
 * @param unit null where nothing tells it
 * @param reason the evidence, fit for a footnote; where there is none, what was looked for
 * @param firm false where the evidence could mislead, which the footnote then says
 */
public record UnitVerdict(@Nullable LatencyUnit unit, String reason, boolean firm) {
    /** Evidence that settles it. */
    static UnitVerdict firm(LatencyUnit unit, String reason) {
        return new UnitVerdict(unit, reason, true);
    }

    /** Evidence that may mislead. */
    static UnitVerdict weak(LatencyUnit unit, String reason) {
        return new UnitVerdict(unit, reason, false);
    }

    /** No evidence. */
    static UnitVerdict unknown(String reason) {
        return new UnitVerdict(null, reason, false);
    }
}
