package io.brickyard.heal;

import java.util.Optional;

import io.brickyard.client.Links;
import io.brickyard.heal.pace.SendRate;
import io.brickyard.heal.replica.Traffic;

/**
 * How a run reaches the bricks.
 *
 * @param links makes connections
 * @param rate how much may be sent; empty for as much as bricks take
 * @param traffic hears what goes to the bricks and comes back
 */
public record Wiring(Links links, Optional<SendRate> rate, Traffic traffic) {
    /** Plain TCP, as fast as bricks take it, unheard. */
    public static final Wiring PLAIN = new Wiring(Links.PLAIN, Optional.empty(), Traffic.UNHEARD);

    /** All that hear of the traffic. */
    Traffic heard() {
        return rate.isPresent() ? Traffic.both(rate.get(), traffic) : traffic;
    }
}
