package io.brickyard.xlator.throttle.policy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.xlator.throttle.Unit;

/**
 * So much per second, such as {@code 500fops}, {@code 20MiB} or {@code 100000tokens}; {@code /s} may follow.
 *
 * @param perSecond from 1 to {@link #MOST}
 * @param unit what is counted
 */
public record Rate(long perSecond, Unit unit) {
    /** The highest rate: 8 Gi per second. */
    public static final long MOST = 1L << 33;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)([A-Za-z]+)(?:/s)?");
    private static final Map<String, Long> BYTES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    /** Reads one; empty if it is none. */
    public static Optional<Rate> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(form.group(1));
        String unit = form.group(2);
        Long bytes = BYTES.get(unit);
        if (bytes != null) {
            return of(number.multiply(BigDecimal.valueOf(bytes)), Unit.BYTES);
        }
        return switch (unit) {
            case "fops" -> of(number, Unit.FOPS);
            case "tokens" -> of(number, Unit.TOKENS);
            default -> Optional.empty();
        };
    }

    private static Optional<Rate> of(BigDecimal number, Unit unit) {
        long whole = number.longValue();
        return whole >= 1 && whole <= MOST ? Optional.of(new Rate(whole, unit)) : Optional.empty();
    }

    @Override
    public String toString() {
        if (unit == Unit.BYTES) {
            for (String suffix : new String[]{"GiB", "MiB", "KiB"}) {
                long factor = BYTES.getOrDefault(suffix, 1L);
                if (perSecond % factor == 0) {
                    return perSecond / factor + suffix;
                }
            }
        }
        return perSecond + unit.text();
    }
}
