package io.brickyard.xlator.throttle;

import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.xlator.Unwind;

/**
 * The way up of a READ that was charged for all that it asked for. Clients ask for whole blocks and read until nothing comes,
 * so what there was not is given back.
 *
 * @param giveBack takes whom it was charged to, and the tokens in each unit
 */
record ChargedRead(Flow charged, long askedBytes, Unwind up, BiConsumer<Flow, ToLongFunction<Unit>> giveBack)
        implements
            Unwind.Through {
    @Override
    public void unwind(FopReply reply) {
        // Before it is passed on, for then its data is another's.
        long moved = Subjects.movedBytes(reply, askedBytes);
        try {
            up.unwind(reply);
        } finally {
            if (moved < askedBytes) {
                giveBack.accept(charged, unit -> unit.cost(Fop.READ, askedBytes) - unit.cost(Fop.READ, moved));
            }
        }
    }
}
