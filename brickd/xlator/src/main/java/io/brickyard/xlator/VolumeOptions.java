package io.brickyard.xlator;

import java.util.Locale;
import java.util.Optional;

/** Reads the options of one volume of a volfile; what is no proper value is refused by volume, line, option and value. */
public final class VolumeOptions {
    private final Volume volume;

    /** The options of {@code volume}. */
    public VolumeOptions(Volume volume) {
        this.volume = volume;
    }

    /** The value as written. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(volume.options().get(key));
    }

    /** A switch in any of GlusterFS's spellings: on, off, yes, no, true, false, enable, disable, 1, 0. */
    public boolean flag(String key, boolean otherwise) throws VolfileException {
        String value = volume.options().get(key);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "yes", "true", "enable", "1" -> true;
            case "off", "no", "false", "disable", "0" -> false;
            default -> throw fault(key, value, "on or off");
        };
    }

    /** A whole number from {@code least} to {@code most}. */
    public int number(String key, int otherwise, int least, int most) throws VolfileException {
        String value = volume.options().get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the message below
        }
        throw fault(key, value, "a whole number from " + least + " to " + most);
    }

    /** Says that {@code value} cannot be. {@code expected} continues the sentence "expected …". */
    public VolfileException fault(String key, String value, String expected) {
        return new VolfileException(volume.line(), "volume '" + volume.name() + "': option " + key + " is '" + value
                + "', expected " + expected);
    }
}
