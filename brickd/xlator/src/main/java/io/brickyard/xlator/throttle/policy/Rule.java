package io.brickyard.xlator.throttle.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One class of a policy: which calls, and what limits them.
 *
 * @param name of the class
 * @param match which calls it has
 * @param rates limits of all of them together
 * @param each limits of those of each client
 * @param burstNanos what comes in so much time may pass at once
 * @param weight at the brick, for what no guarantee covers; 0 if it has none of its own
 * @param guarantee what it gets however busy the brick is
 * @param auto finds its rate by what users experience
 */
public record Rule(String name, Match match, List<Rate> rates, List<Rate> each, long burstNanos, int weight,
        Optional<Rate> guarantee, Optional<Auto> auto) {
    /** Burst of a limit that names none. */
    public static final long DEFAULT_BURST_NANOS = 100_000_000L;
    /** The weight of a class that has none of its own; what clients say of themselves cannot give more. */
    public static final int DEFAULT_WEIGHT = 100;
    /** The greatest weight. */
    public static final int MOST_WEIGHT = 10_000;

    /**
     * Finds a rate at which users still see what they shall.
     *
     * @param targetNanos the 99th percentile of users' calls below the throttle
     * @param least the rate does not go below
     * @param most nor above
     */
    public record Auto(long targetNanos, Rate least, Rate most) {}

    /** As policies write it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(match.text());
        auto.ifPresent(a -> text.append(" auto target-p99=").append(Times.text(a.targetNanos)).append(" min=")
                .append(a.least).append(" max=").append(a.most));
        if (auto.isEmpty() && rates.isEmpty() && each.isEmpty()) {
            text.append(" unlimited");
        }
        append(text, " rate=", rates);
        append(text, " each=", each);
        if (burstNanos != DEFAULT_BURST_NANOS) {
            text.append(" burst=").append(Times.text(burstNanos));
        }
        if (weight != 0) {
            text.append(" weight=").append(weight);
        }
        guarantee.ifPresent(rate -> text.append(" guarantee=").append(rate));
        return text.toString();
    }

    private static void append(StringBuilder text, String key, List<Rate> rates) {
        if (!rates.isEmpty()) {
            text.append(key).append(rates.stream().map(Rate::toString).collect(Collectors.joining(",")));
        }
    }
}
