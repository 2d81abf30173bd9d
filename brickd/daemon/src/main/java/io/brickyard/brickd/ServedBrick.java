package io.brickyard.brickd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.brickyard.brickd.glusterd.BrickOperations;
import io.brickyard.brickd.glusterd.ManagedPlace;
import io.brickyard.brickd.glusterd.ProfileAnswer;
import io.brickyard.brickd.glusterd.StatusAnswer;
import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.brickd.net.BoundPort;
import io.brickyard.brickd.net.Budget;
import io.brickyard.brickd.net.Limits;
import io.brickyard.brickd.net.Listener;
import io.brickyard.brickd.net.Program;
import io.brickyard.brickd.net.Programs;
import io.brickyard.brickd.net.ReadBuffers;
import io.brickyard.brickd.net.Transport;
import io.brickyard.brickd.program.Admission;
import io.brickyard.brickd.program.BrickHandshake;
import io.brickyard.brickd.program.Clients;
import io.brickyard.brickd.program.DumpService;
import io.brickyard.brickd.program.FopService;
import io.brickyard.brickd.program.ServedVolume;
import io.brickyard.brickd.throttle.ThrottleAdmins;
import io.brickyard.brickd.throttle.ThrottleRequests;
import io.brickyard.posix.BrickException;
import io.brickyard.wire.program.ChildDown;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.stats.RpcSegments;
import io.brickyard.xlator.throttle.Throttle;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.Statement;
import org.jspecify.annotations.Nullable;

/** One brick of a server: its graph, its clients, their port, and what has to be done by the clock. */
public final class ServedBrick implements AutoCloseable {
    private final ServedVolume volume;
    private final BrickStack stack;
    private final Clients clients;
    private final Listener listener;
    private final Upkeep upkeep;
    private final RpcSegments segments = new RpcSegments();
    private final Consumer<String> log;

    /**
     * Opens the brick; clients are served from {@link #begin} on.
     *
     * @param port taken for its clients
     * @param shared what all bricks of the process have in common
     * @param onFailure told once, some time after its disk failed and its clients were told so
     */
    ServedBrick(ServedVolume volume, BrickGround ground, BoundPort port, Shared shared, Upkeep.Periods periods,
            Consumer<ServedBrick> onFailure, Consumer<String> log)
            throws BrickException, VolfileException {
        this.volume = volume;
        this.log = log;
        ReadBuffers buffers = new ReadBuffers();
        Late<BrickStack> late = new Late<>();
        clients = new Clients(session -> late.get().top().disconnected(session));
        stack = BrickStack.open(ground.directory().options(), volume.name(), ground.graph(shared.named),
                shared.readOnly, buffers, clients::call, log);
        late.set(stack);
        upkeep = new Upkeep(stack, periods, log, () -> clients.callAll(new ChildDown()), () -> onFailure.accept(this));
        Admission admission = new Admission(volume, () -> shared.configuration.rules(ground.path()),
                stack::findDirectory);
        List<Program> programs = new ArrayList<>();
        programs.add(new FopService(new ThrottleRequests(new ClientDumps(stack.top(), shared.dumps, log),
                stack.throttles(), ground.path(), shared.throttleAdmins, log), buffers, segments));
        programs.add(new DumpService(() -> programs));
        programs.add(new BrickHandshake(volume, clients, admission, log));
        listener = Listener.on(port, "brick" + ground.label().replace("-brick-", ""), shared.transports,
                new Programs(programs), Limits.ofBrick(shared.connections), buffers, shared.budget, log);
    }

    /**
     * What all bricks of a process have in common.
     *
     * @param named the volfile that the user named, if any
     * @param readOnly whether to refuse all changes
     * @param configuration what can be read anew
     * @param dumps makes dumps for clients; null if they get none
     * @param throttleAdmins who may change what is throttled
     * @param transports how clients' bytes travel
     * @param connections that a port takes at most
     * @param budget of memory
     */
    record Shared(Optional<Volfile> named, boolean readOnly, Configuration configuration,
            ClientDumps.@Nullable Request dumps, ThrottleAdmins throttleAdmins, Transport.Factory transports,
            int connections, Budget budget) {}

    void begin() {
        listener.start();
        upkeep.start();
        stack.notes().forEach(log);
    }

    /** What is served. */
    public ServedVolume volume() {
        return volume;
    }

    /** The port that its clients connect to. */
    public int port() {
        return listener.port();
    }

    /** Its graph. */
    public BrickStack stack() {
        return stack;
    }

    /** Where the time of replies went after they were told their times. */
    RpcSegments segments() {
        return segments;
    }

    /** Where its clients come in. */
    public Listener listener() {
        return listener;
    }

    /** How many clients are admitted. */
    public int clients() {
        return clients.sessions().size();
    }

    /** Takes over what a volfile that was judged may change while calls are served. */
    void adopt(Volfile volfile) throws VolfileException {
        stack.adopt(volfile);
        upkeep.follow(volfile);
    }

    /** Takes over what file and flags say of throttling, which were judged. */
    void throttle(List<Statement> statements) throws PolicyException {
        for (Throttle throttle : stack.throttles()) {
            throttle.control().settings(statements);
        }
    }

    /** What glusterd may ask of it. */
    BrickOperations operations(ManagedPlace place, Runnable terminate) {
        return new BrickOperations(place, new ProfileAnswer(stack.probes().getFirst()),
                new StatusAnswer(clients::connected, stack::usedInodes, stack::openFiles), terminate, log);
    }

    /** Accepts no more clients, holds nothing back any more and stops what is done by the clock. */
    void stop() {
        upkeep.stop();
        listener.close();
        stack.throttles().forEach(Throttle::open);
    }

    /** Closes the brick; no call may be under way. */
    @Override
    public void close() {
        upkeep.stop();
        stack.close();
    }

    /** What is made later than it is first referred to. */
    private static final class Late<T> {
        private volatile @Nullable T value;

        void set(T newValue) {
            value = newValue;
        }

        T get() {
            T made = value;
            if (made == null) {
                throw new IllegalStateException("asked for too early");
            }
            return made;
        }
    }
}
