package io.brickyard.xlator.throttle.policy;

import java.util.Optional;

/** One statement of a policy. */
public sealed interface Statement {
    /** What a later statement of the same key replaces. */
    String key();

    /** Whether calls are held back, only counted, or not looked at. */
    record SetMode(Policy.Mode mode) implements Statement {
        @Override
        public String key() {
            return "mode";
        }
    }

    /** How long a call waits at most. */
    record SetMaxWait(long nanos) implements Statement {
        @Override
        public String key() {
            return "max-wait";
        }
    }

    /**
     * What the brick can do.
     *
     * @param rate at most; empty for no bound
     * @param burstNanos what comes in so much time may pass at once
     * @param measured if the rate is measured: how
     */
    record SetBrick(Optional<Rate> rate, long burstNanos, Optional<Measured> measured) implements Statement {
        @Override
        public String key() {
            return "brick";
        }
    }

    /** A class. */
    record Define(Rule rule) implements Statement {
        @Override
        public String key() {
            return "class " + rule.name();
        }
    }

    /** What was set while running goes: all of it, or that of one class. */
    record Clear(Optional<String> name) implements Statement {
        @Override
        public String key() {
            return "clear";
        }
    }
}
