package io.brickyard.stats;

import java.util.List;

import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.unit.UnitOverride;
import org.jspecify.annotations.Nullable;

/**
 * What to analyse and how.
 *
 * @param inputs files, directories, {@code -}
 * @param probes files whose probe the user names, top of the stack first
 * @param fop the FOP to show, null for the one that took most time
 * @param allFops show every FOP
 * @param section which stretch of time
 * @param source what the positions are
 * @param units units that the user states
 */
public record StatsRequest(List<String> inputs, List<NamedProbe> probes, @Nullable String fop, boolean allFops,
        SectionChoice section, SourceChoice source, UnitOverride units) {

    /** The same for one FOP, or for the one that took most time if {@code only} is null. */
    public StatsRequest ofFop(@Nullable String only) {
        return new StatsRequest(inputs, probes, only, allFops && only == null, section, source, units);
    }

    /** A file of which the user says what probe it is of. */
    public record NamedProbe(String name, String file) {}
}
