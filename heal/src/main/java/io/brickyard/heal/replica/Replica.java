package io.brickyard.heal.replica;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import io.brickyard.client.Links;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import org.jspecify.annotations.Nullable;

/**
 * A replica set with connections to its bricks. Requests go to all bricks that are meant at once, and the caller waits for
 * all answers, as AFR's healers do. Thread-safe.
 */
public final class Replica implements AutoCloseable {
    private final ReplicaSpec spec;
    private final List<ReplicaBrick> bricks = new ArrayList<>();
    private final Credential credential;
    private final Traffic traffic;
    /** Null for an ordinary process, whose requests a brick serves side by side. */
    private final @Nullable List<Turns> turns;
    private final AtomicLong owners = new AtomicLong(Gfid.random().low() | 1);

    private Replica(ReplicaSpec spec, Caller who, Traffic traffic) {
        this.spec = spec;
        this.credential = Credential.root(who.pid());
        this.traffic = traffic;
        this.turns = who == Caller.ORDINARY ? null : Stream.generate(Turns::new).limit(spec.count()).toList();
    }

    /**
     * Connects to all bricks that can be reached.
     *
     * @param managementPort where the daemons that know the bricks' ports listen
     * @param who as whom it comes
     * @param traffic hears of every request
     */
    public static Replica connect(ReplicaSpec spec, int managementPort, Caller who, Traffic traffic) {
        return connect(spec, managementPort, who, traffic, Links.PLAIN);
    }

    /** The same by other means than plain TCP. */
    public static Replica connect(ReplicaSpec spec, int managementPort, Caller who, Traffic traffic, Links links) {
        Replica replica = new Replica(spec, who, traffic);
        for (var brick : spec.bricks()) {
            replica.bricks.add(ReplicaBrick.connect(brick, managementPort, who.processName(), links,
                    spec.options().volumeId()));
        }
        return replica;
    }

    /** What the volume file says of it. */
    public ReplicaSpec spec() {
        return spec;
    }

    /** How many bricks. */
    public int count() {
        return spec.count();
    }

    /** All bricks, up or down. */
    public Bricks all() {
        return Bricks.first(count());
    }

    /** Those that can be asked. */
    public Bricks up() {
        return Bricks.where(count(), i -> bricks.get(i).isUp());
    }

    /** Why a brick is down; empty if it is not. */
    public String trouble(int brick) {
        return bricks.get(brick).trouble();
    }

    /** A lock owner that nobody else has. */
    public LkOwner newOwner() {
        return LkOwner.of(owners.getAndIncrement());
    }

    /** Asks some bricks the same and waits for all of them. */
    public <A extends FopReply> Answers<A> ask(Bricks whom, FopRequest request, Class<A> shape) {
        return ask(whom, i -> request, shape);
    }

    /** Asks each of some bricks something and waits for all of them. */
    public <A extends FopReply> Answers<A> ask(Bricks whom, IntFunction<? extends FopRequest> requests,
            Class<A> shape) {
        return ask(whom, requests, shape, LkOwner.of(0));
    }

    /** Asks one brick and waits. */
    public <A extends FopReply> Answers<A> askOne(int brick, FopRequest request, Class<A> shape) {
        return ask(Bricks.of(brick), request, shape);
    }

    /** Asks some bricks several things at once and waits for all answers to all of them. */
    public <A extends FopReply> List<Answers<A>> askEach(Bricks whom, List<? extends FopRequest> requests,
            Class<A> shape) {
        List<List<@Nullable CompletableFuture<FopReply>>> sent = new ArrayList<>();
        for (FopRequest request : requests) {
            sent.add(send(whom, i -> request, credential.withLkOwner(LkOwner.of(0))));
        }
        return sent.stream().map(it -> answers(it, whom, shape)).toList();
    }

    /** The same in the name of a lock owner. */
    public <A extends FopReply> Answers<A> ask(Bricks whom, IntFunction<? extends FopRequest> requests,
            Class<A> shape, LkOwner owner) {
        return answers(send(whom, requests, credential.withLkOwner(owner)), whom, shape);
    }

    private List<@Nullable CompletableFuture<FopReply>> send(Bricks whom, IntFunction<? extends FopRequest> requests,
            Credential as) {
        List<@Nullable CompletableFuture<FopReply>> sent = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            BrickClient client = whom.has(i) ? bricks.get(i).client() : null;
            if (client == null) {
                sent.add(null);
                continue;
            }
            FopRequest request = requests.apply(i);
            traffic.sent(i, request);
            sent.add(turns == null ? client.send(request, as)
                    : turns.get(i).send(request, () -> client.send(request, as)));
        }
        return sent;
    }

    private <A extends FopReply> Answers<A> answers(List<@Nullable CompletableFuture<FopReply>> sent, Bricks whom,
            Class<A> shape) {
        @Nullable
        Object[] replies = new @Nullable Object[count()];
        for (int i = 0; i < count(); i++) {
            CompletableFuture<FopReply> future = sent.get(i);
            if (future != null) {
                replies[i] = answer(i, future);
            }
        }
        return new Answers<>(replies, shape, whom);
    }

    private @Nullable FopReply answer(int brick, CompletableFuture<FopReply> future) {
        try {
            FopReply reply = BrickClient.await(future);
            traffic.answered(brick, reply);
            return reply;
        } catch (IOException e) {
            // The connection ended; it counts as down from now on.
            return null;
        }
    }

    @Override
    public void close() {
        bricks.forEach(ReplicaBrick::close);
    }
}
