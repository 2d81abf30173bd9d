package io.brickyard.heal.pace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.brickyard.xlator.throttle.Unit;
import io.brickyard.xlator.throttle.policy.Rate;
import io.brickyard.xlator.throttle.policy.Rule;
import io.brickyard.xlator.throttle.policy.Times;

/** Reads rates as people write them. */
public final class RateText {
    private static final Rate LEAST = new Rate(20, Unit.FOPS);
    private static final long MOST_FOPS = 100_000;
    private static final Set<String> KEYS = Set.of("target-p99", "min", "max");

    private RateText() {
    }

    /**
     * Reads rates of different units, such as {@code 500fops/s,20MiB/s}.
     *
     * @throws IllegalArgumentException in words for people
     */
    public static List<Rate> rates(String text) {
        List<Rate> rates = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            Rate rate = rate(each);
            if (rates.stream().anyMatch(it -> it.unit() == rate.unit())) {
                throw new IllegalArgumentException("'" + text + "' has two rates of one unit");
            }
            rates.add(rate);
        }
        return List.copyOf(rates);
    }

    /**
     * Reads what an adaptive rate goes by, such as {@code target-p99=5ms,min=20fops,max=2000fops}.
     *
     * @throws IllegalArgumentException in words for people
     */
    public static Rule.Auto adaptive(String text) {
        Map<String, String> values = new HashMap<>();
        for (String each : text.split(",", -1)) {
            String[] parts = each.strip().split("=", 2);
            if (parts.length < 2 || !KEYS.contains(parts[0]) || values.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException("'" + each.strip()
                        + "' is not understood; write target-p99=5ms, and if wanted min=RATE and max=RATE after it");
            }
        }
        OptionalLong target = Times.parse(values.getOrDefault("target-p99", ""));
        if (target.isEmpty() || target.getAsLong() == 0) {
            throw new IllegalArgumentException("'" + text + "' has no target; write it like target-p99=5ms");
        }
        boolean hasMin = values.containsKey("min");
        boolean hasMax = values.containsKey("max");
        Rate given = hasMax ? rate(values.getOrDefault("max", "")) : LEAST;
        Rate least = hasMin ? rate(values.getOrDefault("min", ""))
                : given.unit() == Unit.FOPS ? new Rate(Math.min(LEAST.perSecond(), given.perSecond()), Unit.FOPS)
                        : new Rate(Math.max(1, given.perSecond() / LEAST.perSecond()), given.unit());
        Rate most = hasMax ? given : new Rate(least.unit() == Unit.FOPS ? MOST_FOPS : Rate.MOST, least.unit());
        if (least.unit() != most.unit() || least.perSecond() > most.perSecond()) {
            throw new IllegalArgumentException("min=" + least + " and max=" + most + " are no range");
        }
        return new Rule.Auto(target.getAsLong(), least, most);
    }

    private static Rate rate(String text) {
        return Rate.parse(text.strip()).orElseThrow(() -> new IllegalArgumentException("'" + text.strip()
                + "' is no rate; write it like 500fops/s or 20MiB/s, up to 8 Gi per second"));
    }
}
