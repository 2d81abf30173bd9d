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

    /** Two that hear the same. */
    static Traffic both(Traffic one, Traffic other) {
        return new Traffic() {
            @Override
            public void sent(int brick, FopRequest request) {
                one.sent(brick, request);
                other.sent(brick, request);
            }

            @Override
            public void answered(int brick, FopReply reply) {
                one.answered(brick, reply);
                other.answered(brick, reply);
            }
        };
    }

    /** A request is about to go to a brick. */
    void sent(int brick, FopRequest request);

    /** A brick answered. */
    void answered(int brick, FopReply reply);
}
