package io.brickyard.xlator.throttle;

import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Tickets in the order in which they came; any of them leaves in constant time. One may stand in one list of each lane. */
final class TicketList {
    /** Lane of the list of one flow. */
    static final int FLOW = 0;
    /** Lane of the list of one client. */
    static final int CLIENT = 1;
    /** Lane of the list of all that wait. */
    static final int ALL = 2;
    /** How many lanes there are. */
    static final int LANES = 3;

    private final int lane;
    private @Nullable Ticket head;
    private @Nullable Ticket tail;

    TicketList(int lane) {
        this.lane = lane;
    }

    @Nullable
    Ticket first() {
        return head;
    }

    /** The first of a list that has one. */
    Ticket head() {
        return Objects.requireNonNull(head);
    }

    /** Whether a ticket, which is in it, is the first. */
    boolean isFirst(Ticket ticket) {
        return ticket.previous[lane] == null;
    }

    boolean isEmpty() {
        return head == null;
    }

    void add(Ticket ticket) {
        Ticket last = tail;
        ticket.previous[lane] = last;
        if (last == null) {
            head = ticket;
        } else {
            last.next[lane] = ticket;
        }
        tail = ticket;
    }

    void remove(Ticket ticket) {
        Ticket before = ticket.previous[lane];
        Ticket after = ticket.next[lane];
        if (before == null) {
            head = after;
        } else {
            before.next[lane] = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.previous[lane] = before;
        }
        ticket.previous[lane] = null;
        ticket.next[lane] = null;
    }

    /** Shows each; the one shown may leave. */
    void forEach(Consumer<Ticket> visitor) {
        Ticket each = head;
        while (each != null) {
            Ticket after = each.next[lane];
            visitor.accept(each);
            each = after;
        }
    }
}
