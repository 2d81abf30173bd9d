package io.brickyard.xlator.throttle;

/** A client as the scheduler sees it: who pays for what waits. It stays the same over reconnects. */
class Payer {
    private final TicketList waiting = new TicketList(TicketList.CLIENT);
    private int waitingCalls;
    private long waitingBytes;

    /** All that waits, oldest first, whatever flow it is in. */
    final TicketList waiting() {
        return waiting;
    }

    final int waitingCalls() {
        return waitingCalls;
    }

    final long waitingBytes() {
        return waitingBytes;
    }

    final void add(Ticket ticket) {
        waiting.add(ticket);
        waitingCalls++;
        waitingBytes += ticket.heldBytes();
    }

    final void remove(Ticket ticket) {
        waiting.remove(ticket);
        waitingCalls--;
        waitingBytes -= ticket.heldBytes();
    }
}
