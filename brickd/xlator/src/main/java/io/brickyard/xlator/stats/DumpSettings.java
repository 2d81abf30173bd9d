package io.brickyard.xlator.stats;

import java.time.Duration;

import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.VolumeOptions;

/**
 * How often a probe is dumped unasked, and in which layout: options {@code ios-dump-interval} in seconds and
 * {@code ios-dump-format}, as in GlusterFS. Its options {@code latency-measurement} and {@code count-fop-hits} have no
 * effect, since a probe here is cheap enough to count always.
 *
 * @param interval zero if only asked dumps are made
 * @param format of the files
 */
public record DumpSettings(Duration interval, DumpFormat format) {
    /** No dumps unasked. */
    public static final DumpSettings ON_DEMAND = new DumpSettings(Duration.ZERO, DumpFormat.JSON);

    /** As a volfile says. */
    public static DumpSettings of(VolumeOptions options) throws VolfileException {
        int seconds = options.number("ios-dump-interval", 0, 0, Integer.MAX_VALUE);
        String name = options.text("ios-dump-format").orElse(DumpFormat.JSON.option());
        if (name.equals("none")) {
            return ON_DEMAND;
        }
        DumpFormat format = DumpFormat.ofOption(name)
                .orElseThrow(() -> options.fault("ios-dump-format", name, "text, json or none"));
        return new DumpSettings(Duration.ofSeconds(seconds), format);
    }
}
