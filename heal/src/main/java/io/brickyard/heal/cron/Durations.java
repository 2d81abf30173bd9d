package io.brickyard.heal.cron;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: 90s, 30m, 4h, 1d. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd])");

    private Durations() {
    }

    /** Words for a time, such as 1h05m, 2m10s or 9s. */
    public static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds >= 3600) {
            return String.format("%dh%02dm", seconds / 3600, seconds / 60 % 60);
        }
        return seconds >= 60 ? String.format("%dm%02ds", seconds / 60, seconds % 60) : seconds + "s";
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in words for people
     */
    public static Duration parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw new IllegalArgumentException("'" + text + "' is no time; write it like 90s, 30m or 4h");
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
