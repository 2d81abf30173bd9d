package io.brickyard.heal.cron;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of the day, such as 01:00-05:00; the end may be past midnight.
 *
 * @param from first moment
 * @param to the moment after the last
 */
public record DailyWindow(LocalTime from, LocalTime to) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,2}:\\d{2})-(\\d{1,2}:\\d{2})");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in words for people
     */
    public static DailyWindow parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        try {
            if (parts.matches()) {
                DailyWindow window = new DailyWindow(time(parts.group(1)), time(parts.group(2)));
                if (!window.from.equals(window.to)) {
                    return window;
                }
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
        return "'" + text + "' is no window; write it like 01:00-05:00";
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() < 5 ? "0" + text : text);
    }

    /** Whether a time of day is in it. */
    public boolean holds(LocalTime now) {
        boolean afterBegin = !now.isBefore(from);
        boolean beforeEnd = now.isBefore(to);
        return from.isBefore(to) ? afterBegin && beforeEnd : afterBegin || beforeEnd;
    }

    /** How long it still lasts from a time of day in it. */
    public Duration left(LocalTime now) {
        Duration left = Duration.between(now, to);
        return left.isNegative() ? left.plusDays(1) : left;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
