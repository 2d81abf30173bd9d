package io.brickyard.heal.afr;

import java.util.List;
import java.util.Optional;

/**
 * Who is right by what most copies say.
 *
 * @param right bricks that are with the majority in everything
 * @param wrong bricks that are not with it in something
 */
public record Majority(Bricks right, Bricks wrong) {

    /**
     * Decides about all differences of one inode together: it is healed as a whole.
     *
     * @return empty if there is no majority about something, or no brick is always with it
     */
    public static Optional<Majority> of(List<Agreement> agreements) {
        Bricks compared = agreements.stream().map(Agreement::compared).reduce(Bricks.NONE, Bricks::and);
        Bricks right = compared;
        for (Agreement agreement : agreements) {
            right = right.within(agreement.majority().orElse(Bricks.NONE));
        }
        return right.isEmpty() ? Optional.empty() : Optional.of(new Majority(right, compared.minus(right)));
    }
}
