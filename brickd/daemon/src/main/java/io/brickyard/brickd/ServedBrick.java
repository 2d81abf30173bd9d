package io.brickyard.brickd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.brickyard.brickd.graph.BrickStack;
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
import io.brickyard.posix.BrickException;
import io.brickyard.wire.program.ChildDown;
import io.brickyard.xlator.VolfileException;
import org.jspecify.annotations.Nullable;

/** One brick of a server: its graph, its clients, their port, and what has to be done by the clock. */
public final class ServedBrick implements AutoCloseable {
    private final ServedVolume volume;
    private final BrickStack stack;
    private final Clients clients;
    private final Listener listener;
    private final Upkeep upkeep;
    private final Consumer<String> log;

    /**
     * Opens the brick; clients are served from {@link #begin} on.
     *
     * @param transports how clients' bytes travel
     * @param onFailure told once, some time after its disk failed and its clients were told so
     */
    ServedBrick(ServedVolume volume, BrickGround ground, BrickdOptions options, Transport.Factory transports,
            Upkeep.Periods periods, Consumer<ServedBrick> onFailure, Consumer<String> log)
            throws BrickException, VolfileException {
        this.volume = volume;
        this.log = log;
        ReadBuffers buffers = new ReadBuffers();
        Late<BrickStack> late = new Late<>();
        clients = new Clients(session -> late.get().top().disconnected(session));
        stack = BrickStack.open(ground.directory().options(), volume.name(), ground.volfile()::of, options.readOnly(),
                buffers, clients::call);
        late.set(stack);
        upkeep = new Upkeep(stack, periods, log, () -> clients.callAll(new ChildDown()), () -> onFailure.accept(this));
        Admission admission = new Admission(volume, ground.rules(), stack::findDirectory);
        List<Program> programs = new ArrayList<>();
        programs.add(new FopService(stack.top(), buffers));
        programs.add(new DumpService(() -> programs));
        programs.add(new BrickHandshake(volume, clients, admission, log));
        listener = Listener.on(ground.port(), "brick" + ground.label().replace("-brick-", ""), transports,
                new Programs(programs), Limits.BRICK, buffers, log);
    }

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

    /** Where its clients come in. */
    public Listener listener() {
        return listener;
    }

    /** How many clients are admitted. */
    public int clients() {
        return clients.sessions().size();
    }

    /** Accepts no more clients and stops what is done by the clock. */
    void stop() {
        upkeep.stop();
        listener.close();
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
