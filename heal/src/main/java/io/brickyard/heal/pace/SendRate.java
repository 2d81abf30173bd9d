package io.brickyard.heal.pace;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Traffic;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.xlator.throttle.policy.Rate;
import io.brickyard.xlator.throttle.policy.Rule;

/** How much each brick of a set is sent: counts what goes out, and says when the next step may begin. Thread-safe. */
public final class SendRate implements Traffic {
    private final LongSupplier nanoClock;
    private final BrickBudget[] bricks = new BrickBudget[Bricks.MOST];

    /**
     * For all sets of a volume, which are healed one after the other.
     *
     * @param rates that each brick gets at most
     * @param auto a rate that follows what users experience, for each brick by itself
     * @param nanoClock such as System::nanoTime
     */
    public SendRate(List<Rate> rates, Optional<Rule.Auto> auto, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        for (int i = 0; i < bricks.length; i++) {
            bricks[i] = new BrickBudget(rates, auto, nanoClock.getAsLong());
        }
    }

    @Override
    public void sent(int brick, FopRequest request) {
        synchronized (bricks) {
            bricks[brick].spend(request, nanoClock.getAsLong());
        }
    }

    @Override
    public void answered(int brick, FopReply reply) {
        // paid when it was sent
    }

    /** How long the next step must wait; 0 if it may begin. */
    public long pauseNanos() {
        synchronized (bricks) {
            long now = nanoClock.getAsLong();
            long due = now;
            for (BrickBudget brick : bricks) {
                due = Math.max(due, brick.dueNanos(now));
            }
            return due - now;
        }
    }

    /** A look at what users experience of a brick, see {@link BrickBudget#look}. */
    void look(int brick, long p99Nanos, long elapsedNanos) {
        synchronized (bricks) {
            bricks[brick].look(p99Nanos, elapsedNanos, nanoClock.getAsLong());
        }
    }

    /** The rate that follows users of a brick; empty if there is none. */
    public Optional<Rate> followed(int brick) {
        synchronized (bricks) {
            return bricks[brick].followed();
        }
    }

    /** Whether a brick's users wait too long even at the lowest rate. */
    public boolean isUnattainable(int brick) {
        synchronized (bricks) {
            return bricks[brick].isUnattainable();
        }
    }
}
