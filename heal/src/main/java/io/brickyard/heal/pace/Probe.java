package io.brickyard.heal.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.brickyard.client.Links;
import io.brickyard.heal.replica.Caller;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.replica.Traffic;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.throttle.Foreground;

/**
 * Feels what users of each brick of a set feel: looks up the root on a connection of its own, as an ordinary process, a
 * hundred times a second, and has the brick's rate follow how long that takes. A lookup that starts late because the one
 * before took long counts from when it should have started.
 */
public final class Probe implements AutoCloseable {
    private static final long INTERVAL_NANOS = 10_000_000L;
    private static final int LOOKUPS_PER_LOOK = 200;

    private final Replica replica;
    private final SendRate rate;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private Probe(Replica replica, SendRate rate) {
        this.replica = replica;
        this.rate = rate;
    }

    /** Begins, on connections of its own. */
    public static Probe start(ReplicaSpec set, int managementPort, Links links, SendRate rate) {
        Replica replica = Replica.connect(set, managementPort, Caller.ORDINARY, Traffic.UNHEARD, links);
        Probe probe = new Probe(replica, rate);
        for (int brick : replica.up().numbers()) {
            probe.threads.add(Thread.ofVirtual().name("heal probe " + brick).start(() -> probe.feel(brick)));
        }
        return probe;
    }

    private void feel(int brick) {
        Foreground felt = new Foreground();
        long due = System.nanoTime();
        long looked = due;
        int lookups = 0;
        while (!isOver(due - System.nanoTime()) && replica.up().has(brick)) {
            boolean answered = replica.askOne(brick, new Lookup(Gfid.ROOT, Gfid.NONE, 0, "", Dict.NULL),
                    LookupReply.class).absent().isEmpty();
            long now = System.nanoTime();
            if (answered) {
                felt.add(now - due);
                lookups++;
            }
            if (lookups == LOOKUPS_PER_LOOK) {
                rate.look(brick, felt.take().p99Nanos(), now - looked);
                lookups = 0;
                looked = now;
            }
            due += INTERVAL_NANOS;
        }
    }

    private boolean isOver(long waitNanos) {
        try {
            return end.await(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        end.countDown();
        replica.close();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
