package io.brickyard.xlator.throttle;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/** Something that passes once its tokens are there: a call on its way down, or a reply on its way up, which costs nothing. */
abstract class Ticket {
    private final Fop fop;
    private final long bytes;
    private final boolean free;
    private final long arrivedNanos;

    /** Where it stands in the lists that it is in; see {@link TicketList}. */
    final @Nullable Ticket[] next = new Ticket[TicketList.LANES];
    final @Nullable Ticket[] previous = new Ticket[TicketList.LANES];
    /** Where it waits; null while it does not. */
    @Nullable
    Flow flow;
    /** Whose it was when it passed and was charged; null if it was not. */
    @Nullable
    Flow charged;
    /** What it was let into when it passed, if that has to be told of its end. */
    @Nullable
    BrickWork entered;

    /**
     * Of a call.
     *
     * @param bytes of data that the call moves
     * @param free whether it costs nothing and waits only while there is debt
     * @param arrivedNanos when it began to wait if it has to
     */
    Ticket(Fop fop, long bytes, boolean free, long arrivedNanos) {
        this.fop = fop;
        this.bytes = bytes;
        this.free = free;
        this.arrivedNanos = arrivedNanos;
    }

    long cost(Unit unit) {
        return free ? 0 : unit.cost(fop, bytes);
    }

    final boolean isFree() {
        return free;
    }

    final long arrivedNanos() {
        return arrivedNanos;
    }

    /** How much memory it keeps while it waits. */
    abstract long heldBytes();

    /** Whether it works on an inode, or on a name in it. */
    abstract boolean touches(Gfid gfid);
}
