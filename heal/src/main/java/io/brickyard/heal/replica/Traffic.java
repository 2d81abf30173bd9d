package io.brickyard.heal.replica;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;

/** Hears of all that goes to the bricks and comes back, on whatever thread; must not block. */
public interface Traffic {
    /** Nobody listens. */
    Traffic UNHEARD = new Traffic() {
        @Override
        public void sent(int brick, FopRequest request) {
            // nobody counts
        }

        @Override
        public void answered(int brick, FopReply reply) {
            // nobody counts
        }
    };

    /** A request is about to go to a brick. */
    void sent(int brick, FopRequest request);

    /** A brick answered. */
    void answered(int brick, FopReply reply);
}
