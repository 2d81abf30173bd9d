package io.brickyard.brickd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.brickd.metrics.BrickMetrics;
import io.brickyard.brickd.metrics.MetricsServer;
import io.brickyard.brickd.net.Budget;
import io.brickyard.brickd.net.Limits;
import io.brickyard.brickd.net.Listener;
import io.brickyard.brickd.net.PlainTransport;
import io.brickyard.brickd.net.Program;
import io.brickyard.brickd.net.Programs;
import io.brickyard.brickd.net.ReadBuffers;
import io.brickyard.brickd.net.Transport;
import io.brickyard.brickd.program.Admission;
import io.brickyard.brickd.program.BrickHandshake;
import io.brickyard.brickd.program.ClientVolfile;
import io.brickyard.brickd.program.Clients;
import io.brickyard.brickd.program.DumpService;
import io.brickyard.brickd.program.FopService;
import io.brickyard.brickd.program.ManagementHandshake;
import io.brickyard.brickd.program.PortmapService;
import io.brickyard.brickd.program.ServedVolume;
import io.brickyard.brickd.tls.TlsTransports;
import io.brickyard.posix.BrickException;
import io.brickyard.posix.BrickOptions;
import io.brickyard.wire.program.ChildDown;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.VolfileException;
import org.jspecify.annotations.Nullable;

/**
 * A running brick server: one brick, its listener for clients and, beside it, the management listener where stock
 * clients fetch the volume file. Started whole or not at all.
 */
public final class Brickd implements AutoCloseable {
    private static final long DRAIN_MILLIS = 10_000;

    private final Consumer<String> log;
    private final ServedVolume volume;
    private final BrickStack stack;
    private final Clients clients;
    private final List<Listener> listeners = new ArrayList<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final Upkeep upkeep;
    private final Optional<StatsDumps> dumps;
    private final Optional<TlsTransports> tls;
    private final Configuration configuration;
    private final Optional<MetricsServer> metrics;

    private Brickd(ServedVolume volume, BrickOptions brick, BrickdOptions options, Groundwork ground,
            Upkeep.Periods periods, Consumer<String> log) throws BrickException, BrickdException, VolfileException {
        this.log = log;
        this.volume = volume;
        this.tls = ground.tls();
        this.configuration = new Configuration(options, ground);
        ReadBuffers buffers = new ReadBuffers();
        Budget budget = Budget.ofThisMachine();
        int connections = OpenFilesLimit.connections(options.maxConnections(),
                options.management().isPresent() ? 2 : 1, log);
        Late<BrickStack> late = new Late<>();
        this.clients = new Clients(session -> late.get().top().disconnected(session));
        this.stack = BrickStack.open(brick, options.volume(), ground.volfile(), options.readOnly(), buffers,
                clients::call, log);
        late.set(stack);
        this.dumps = options.stats().directory().map(directory -> new StatsDumps(stack, volume.subvolume(),
                ground.ports().brick().number(), directory, log));
        this.upkeep = new Upkeep(stack, ground.named().isEmpty() ? periods : periods.as(ground.named().get()), log,
                this::childDown, failed::countDown);
        listeners.add(Listener.on(ground.ports().brick(), "brick", transports(options.tls().brick()),
                brickPrograms(entry(options), buffers), Limits.ofBrick(connections), buffers, budget, log));
        ground.ports().management().ifPresent(port -> listeners.add(Listener.on(port, "management",
                transports(options.tls().management()),
                managementPrograms(port(), options.tls().brick()), Limits.ofManagement(connections), buffers, budget,
                log)));
        metrics = ground.ports().metrics();
        metrics.ifPresent(server -> serveMetrics(server, options));
    }

    /**
     * Starts a server; it serves when this returns.
     *
     * @param log takes one line per event, from any thread
     * @throws BrickdException saying in one line why it cannot run and the way out
     */
    public static Brickd start(BrickdOptions options, Consumer<String> log) throws BrickdException {
        return start(options, Upkeep.Periods.STOCK, log);
    }

    /** The same with periods for the upkeep. */
    static Brickd start(BrickdOptions options, Upkeep.Periods periods, Consumer<String> log) throws BrickdException {
        Groundwork ground = Groundwork.lay(options, log);
        boolean done = false;
        try {
            ground.directory().makeIfNew();
            BrickOptions brick = ground.directory().options().withNode(hostName(), Gfid.NONE);
            ServedVolume volume = new ServedVolume(options.volume(), brick.volumeId(), brick.directory().toString(),
                    UUID.randomUUID().toString());
            Brickd server = new Brickd(volume, brick, options, ground, periods, log);
            server.begin();
            done = true;
            return server;
        } catch (VolfileException e) {
            throw BrickVolfile.fault(options, e);
        } catch (BrickException e) {
            throw new BrickdException(String.valueOf(e.getMessage()), e);
        } finally {
            if (!done) {
                ground.ports().release(log);
            }
        }
    }

    private void begin() {
        listeners.forEach(Listener::start);
        upkeep.start();
        dumps.ifPresent(StatsDumps::start);
        stack.notes().forEach(log);
        log.accept("serving " + volume.subvolume() + " as volume " + volume.name() + " (" + volume.id() + ") on port "
                + port());
        metricsAddress().ifPresent(address -> log.accept("metrics at http://" + address.getHostString() + ":"
                + address.getPort() + "/metrics"));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A host without a name is found by nobody, itself included.
            return "localhost";
        }
    }

    private Programs brickPrograms(Translator entry, ReadBuffers buffers) {
        Admission admission = new Admission(volume, configuration::rules, stack::findDirectory);
        List<Program> programs = new ArrayList<>();
        programs.add(new FopService(entry, buffers));
        programs.add(new DumpService(() -> programs));
        programs.add(new BrickHandshake(volume, clients, admission, log));
        return new Programs(programs);
    }

    private Programs managementPrograms(int brickPort, boolean brickTls) {
        List<Program> programs = new ArrayList<>();
        programs.add(new DumpService(() -> programs));
        programs.add(new ManagementHandshake(volume, new ClientVolfile(volume, brickPort, brickTls)));
        programs.add(new PortmapService(volume, brickPort));
        return new Programs(programs);
    }

    private void serveMetrics(MetricsServer server, BrickdOptions options) {
        String version = options.metrics().orElseThrow().version();
        server.serve(new BrickMetrics(version, stack, List.copyOf(listeners), () -> clients.sessions().size(),
                () -> tls.map(TlsTransports::certificateEnds), Instant.now()));
    }

    private Translator entry(BrickdOptions options) {
        ClientDumps.@Nullable Request request = options.stats().byClients() && dumps.isPresent() ? dumps.get()::dumpFor
                : null;
        return new ClientDumps(stack.top(), request, log);
    }

    private Transport.Factory transports(boolean inTls) {
        return inTls ? tls.orElseThrow() : PlainTransport::new;
    }

    /** The port that bricks' clients connect to. */
    public int port() {
        return listeners.getFirst().port();
    }

    /** The port of the management listener; -1 without one. */
    public int managementPort() {
        return listeners.size() > 1 ? listeners.get(1).port() : -1;
    }

    /** Where the metrics are; empty if nowhere. */
    public Optional<InetSocketAddress> metricsAddress() {
        return metrics.map(MetricsServer::address);
    }

    /** What is served. */
    public ServedVolume volume() {
        return volume;
    }

    /** Dumps statistics and state into the stats directory; without one says so. */
    public void dump() {
        dumps.ifPresentOrElse(StatsDumps::dumpNow, () -> log.accept("nowhere to dump to: start with --stats-dir"));
    }

    /** Reads certificates and volfile anew; the log tells what came of it. Connections that are there stay. */
    public void reload() {
        configuration.reload(stack, dumps, upkeep, log);
    }

    /** Waits until the brick's disk fails for good. */
    public void awaitFailure() throws InterruptedException {
        failed.await();
    }

    private void childDown() {
        clients.callAll(new ChildDown());
    }

    /** Accepts no more, answers what is under way as far as that takes little time, and closes the brick. */
    @Override
    public void close() {
        upkeep.stop();
        dumps.ifPresent(StatsDumps::close);
        metrics.ifPresent(MetricsServer::close);
        listeners.forEach(Listener::close);
        listeners.forEach(Listener::drain);
        if (!awaitNoConnections(DRAIN_MILLIS)) {
            log.accept("ending with calls under way");
            listeners.forEach(listener -> listener.abort("server is ending"));
            awaitNoConnections(DRAIN_MILLIS);
        }
        stack.close();
        log.accept("ended");
    }

    private boolean awaitNoConnections(long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        boolean interrupted = false;
        for (Listener listener : listeners) {
            while (!interrupted && !listener.connections().isEmpty() && System.nanoTime() < deadline) {
                interrupted = !listener.awaitChange(deadline);
            }
        }
        return listeners.stream().allMatch(listener -> listener.connections().isEmpty());
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
