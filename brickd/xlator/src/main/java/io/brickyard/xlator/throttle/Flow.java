package io.brickyard.xlator.throttle;

import java.util.List;
import java.util.stream.Stream;

import io.brickyard.wire.fop.Fop;

/**
 * The calls of one client that the same limits hold for. They pass in the order in which they came; only the first of those
 * that wait stands at a gate.
 */
final class Flow {
    static final int NOWHERE = -1;

    private final Payer client;
    private final List<Share> path;
    private final List<RuleCount> counts;
    /** The gates of the path, and what counts: arrays, for every call goes through them. */
    private final Gate[] gates;
    private final RuleCount[] counters;
    private final long id;
    private final long[] finish;
    private final boolean paysForData;
    private final TicketList queue = new TicketList(TicketList.FLOW);

    /** The place in the path of the gate where its first ticket waits. */
    int waitsAt = NOWHERE;
    /** How often it went to another gate since one of its tickets passed. */
    int moves;
    /** Its turn there. */
    long start;
    /** Whether some wait; from any thread. */
    volatile boolean waits;

    /**
     * A flow.
     *
     * @param path each gate that its calls have to pass, by way of the share that it has there
     * @param counts what counts its calls
     * @param id unique
     */
    Flow(Payer client, List<Share> path, List<RuleCount> counts, long id) {
        this.client = client;
        this.path = List.copyOf(path);
        this.counts = List.copyOf(counts);
        this.gates = this.path.stream().map(Share::gate).toArray(Gate[]::new);
        this.counters = this.counts.toArray(RuleCount[]::new);
        this.id = id;
        this.finish = new long[this.path.size()];
        this.paysForData = Stream.concat(this.path.stream().map(share -> share.gate().unit()),
                this.counts.stream().map(RuleCount::unit)).anyMatch(unit -> unit != Unit.FOPS);
    }

    Payer client() {
        return client;
    }

    List<Share> path() {
        return path;
    }

    List<RuleCount> counts() {
        return counts;
    }

    long id() {
        return id;
    }

    /** Whether it matters how much data its calls move. */
    boolean paysForData() {
        return paysForData;
    }

    TicketList queue() {
        return queue;
    }

    /** Its next turn at a gate of its path, in that gate's virtual time. */
    long turn(int place) {
        long virtual = path.get(place).virtual();
        return finish[place] - virtual > 0 ? finish[place] : virtual;
    }

    /**
     * Takes a call's tokens from those set aside at its gates, without the lock. Where there are some nobody waits, so it is
     * nobody's turn.
     *
     * @return at how many gates they were taken; unless it is all of them, {@link #giveBack} has to follow
     */
    int takeFree(Fop fop, long bytes) {
        int taken = 0;
        while (!waits && taken < gates.length) {
            Gate gate = gates[taken];
            if (gate.isFull() || !gate.bucket().takeFree(gate.unit().cost(fop, bytes))) {
                return taken;
            }
            taken++;
        }
        if (taken == gates.length) {
            for (RuleCount count : counters) {
                count.add(1, count.unit().cost(fop, bytes));
            }
        }
        return taken;
    }

    /** Brings back what was taken at the first so many gates. */
    void giveBack(int taken, Fop fop, long bytes) {
        for (int place = 0; place < taken; place++) {
            Gate gate = path.get(place).gate();
            gate.bucket().giveBack(gate.unit().cost(fop, bytes));
        }
    }

    /** It has passed a gate. */
    void passed(int place, long turn, long cost) {
        finish[place] = turn + cost;
    }

    /** Whether none of its gates is in debt. */
    boolean isInDebt(long nowNanos) {
        for (Share share : path) {
            if (share.gate().level(nowNanos) < 0) {
                return true;
            }
        }
        return false;
    }
}
