package io.brickyard.brickd;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.posix.BrickOptions;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.VolumeOptions;

/**
 * The options of {@code storage/posix} that glusterd sets and that the other bricks of the volume follow too: a brick
 * that hashes otherwise is healed without end, one that counts its space otherwise changes what {@code df} says.
 */
final class PosixOptions {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(?:\\.0*)?\\s*(%|[KMGTP]?B)?");
    private static final Map<String, Long> UNITS = Map.of("%", 1L, "B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB",
            1L << 30, "TB", 1L << 40, "PB", 1L << 50);

    private PosixOptions() {
    }

    /** With those of the volfile's {@code storage/posix}. */
    static BrickOptions of(Volfile volfile, BrickOptions brick) throws VolfileException {
        for (Volume volume : volfile.volumes()) {
            if (volume.type().equals(Volume.STORAGE_POSIX)) {
                VolumeOptions options = new VolumeOptions(volume);
                return brick.withSpace(reserve(options, brick.reserve()),
                        options.number("shared-brick-count", brick.sharedBrickCount(), 1, Integer.MAX_VALUE))
                        .withFeatures(options.number("max-hardlinks", brick.maxHardlinks(), 0, Integer.MAX_VALUE),
                                options.flag("fips-mode-rchecksum", false), options.flag("ctime", brick.ctime()));
            }
        }
        return brick;
    }

    /** Percent below 100, bytes from there on. */
    private static long reserve(VolumeOptions options, long otherwise) throws VolfileException {
        String text = options.text("reserve").orElse(Long.toString(otherwise)).strip();
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw options.fault("reserve", text, "a percentage such as 1, or a size such as 10GB");
        }
        String unit = size.group(2);
        return Long.parseLong(size.group(1)) * (unit == null ? 1 : UNITS.getOrDefault(unit, 1L));
    }
}
