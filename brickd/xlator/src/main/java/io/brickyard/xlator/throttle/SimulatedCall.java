package io.brickyard.xlator.throttle;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.type.Gfid;

/** A call in a simulation. */
final class SimulatedCall extends Ticket {
    private static final long NANOS_PER_TOKEN = 1000;

    private final SimulatedClient client;
    private final Fop fop;
    private final long bytes;
    private final long mask;

    SimulatedCall(SimulatedClient client, Fop fop, long bytes, long mask, long nowNanos) {
        super(fop, bytes, false, nowNanos);
        this.client = client;
        this.fop = fop;
        this.bytes = bytes;
        this.mask = mask;
    }

    SimulatedClient client() {
        return client;
    }

    Fop fop() {
        return fop;
    }

    long bytes() {
        return bytes;
    }

    /** The classes that it is of. */
    long mask() {
        return mask;
    }

    /** How long the brick works on it. */
    long serviceNanos() {
        return client.group().serviceNanos().orElse(cost(Unit.TOKENS) * NANOS_PER_TOKEN);
    }

    @Override
    long heldBytes() {
        return HeldCall.CALL_BYTES + (fop == Fop.WRITE || fop == Fop.PUT ? bytes : 0);
    }

    @Override
    boolean touches(Gfid gfid) {
        return false;
    }
}
