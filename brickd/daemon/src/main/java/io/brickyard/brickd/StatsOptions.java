package io.brickyard.brickd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.brickyard.xlator.stats.DumpFormat;

/**
 * Dumps of the probes.
 *
 * @param directory where they go; none if there are to be none
 * @param interval how often the standard graph's probes are dumped; zero for only when asked
 * @param format of the standard graph's dumps
 * @param byClients whether clients may ask for them, by setting the attribute {@code trusted.io-stats-dump}
 */
public record StatsOptions(Optional<Path> directory, Duration interval, DumpFormat format, boolean byClients) {
    /** None. */
    public static final StatsOptions NONE = new StatsOptions(Optional.empty(), Duration.ZERO, DumpFormat.JSON, false);
}
