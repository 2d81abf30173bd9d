package io.brickyard.xlator.throttle;

import java.util.Comparator;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The flows that have one weight together at a gate, such as those of a class at the brick's. They take turns by what they
 * have cost, so each gets the same. A share may have a floor: tokens of its own that it gets whatever others take.
 */
final class Share {
    /** The weight of a share that was given none. */
    static final int DEFAULT_WEIGHT = 100;

    private static final Comparator<Flow> BY_TURN = (a, b) -> a.start == b.start ? Long.compare(a.id(), b.id())
            : Long.signum(a.start - b.start);

    private final Gate gate;
    private final int weight;
    private final @Nullable Bucket floor;
    private final Unit floorUnit;
    private @Nullable TreeSet<Flow> flows;
    private long virtual;
    private double finish;
    /** Its turn among the gate's shares while flows wait. */
    double start;

    /** The only share of a gate. */
    Share(Gate gate) {
        this(gate, DEFAULT_WEIGHT, null, Unit.FOPS);
    }

    /**
     * One of several shares.
     *
     * @param weight for what no floor covers
     * @param floor its own tokens, counted in {@code floorUnit}
     */
    Share(Gate gate, int weight, @Nullable Bucket floor, Unit floorUnit) {
        this.gate = gate;
        this.weight = weight;
        this.floor = floor;
        this.floorUnit = floorUnit;
    }

    Gate gate() {
        return gate;
    }

    int weight() {
        return weight;
    }

    @Nullable
    Bucket floor() {
        return floor;
    }

    long virtual() {
        return virtual;
    }

    boolean isEmpty() {
        return flows == null || flows.isEmpty();
    }

    /** The flow whose turn it is; some must wait. */
    Flow first() {
        if (flows == null) {
            throw new IllegalStateException("nobody waits");
        }
        return flows.first();
    }

    /** Its turn among the gate's shares once a flow waits. */
    double nextTurn() {
        return Math.max(finish, gate.virtual());
    }

    void add(Flow flow) {
        TreeSet<Flow> waiting = flows;
        if (waiting == null) {
            waiting = new TreeSet<>(BY_TURN);
            flows = waiting;
        }
        if (waiting.isEmpty()) {
            start = nextTurn();
        }
        waiting.add(flow);
    }

    void remove(Flow flow) {
        if (flows != null) {
            flows.remove(flow);
        }
    }

    /** Whether its own tokens are enough. */
    boolean covers(Ticket ticket, long nowNanos) {
        if (floor == null) {
            return false;
        }
        floor.fill(nowNanos, 0);
        return floor.has(ticket.cost(floorUnit));
    }

    /** When its own tokens are enough; only with a floor. */
    long coverNanos(Ticket ticket) {
        return floor == null ? Long.MAX_VALUE : floor.dueNanos(ticket.cost(floorUnit));
    }

    /** A ticket of one of its flows passes its gate. */
    void charge(Ticket ticket, long turn, long cost) {
        virtual = turn - virtual > 0 ? turn : virtual;
        double own = isEmpty() ? nextTurn() : start;
        gate.advance(own);
        finish = own + (double) cost / weight;
        start = finish;
        if (floor != null) {
            floor.takeUpTo(ticket.cost(floorUnit));
        }
    }
}
