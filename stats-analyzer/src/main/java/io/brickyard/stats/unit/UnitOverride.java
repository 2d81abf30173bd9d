package io.brickyard.stats.unit;

import java.util.Map;
import java.util.Optional;

import io.brickyard.stats.dump.LatencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Units that the user states, which no evidence overrules.
 *
 * @param all for every probe without one of its own, null if not stated
 * @param byProbe for single probes
 */
public record UnitOverride(@Nullable LatencyUnit all, Map<String, LatencyUnit> byProbe) {
    /** Nothing is stated. */
    public static final UnitOverride NONE = new UnitOverride(null, Map.of());

    /** The stated unit of {@code probe}. */
    public Optional<LatencyUnit> of(String probe) {
        return Optional.ofNullable(byProbe.getOrDefault(probe, all));
    }
}
