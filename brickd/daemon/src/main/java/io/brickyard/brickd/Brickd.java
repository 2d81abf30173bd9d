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

import io.brickyard.brickd.glusterd.BrickOperations;
import io.brickyard.brickd.glusterd.ManagedPlace;
import io.brickyard.brickd.metrics.BrickMetrics;
import io.brickyard.brickd.metrics.MetricsServer;
import io.brickyard.brickd.net.BoundPort;
import io.brickyard.brickd.net.Budget;
import io.brickyard.brickd.net.Limits;
import io.brickyard.brickd.net.Listener;
import io.brickyard.brickd.net.PlainTransport;
import io.brickyard.brickd.net.Program;
import io.brickyard.brickd.net.Programs;
import io.brickyard.brickd.net.ReadBuffers;
import io.brickyard.brickd.net.Transport;
import io.brickyard.brickd.program.DumpService;
import io.brickyard.brickd.program.ManagementHandshake;
import io.brickyard.brickd.program.PortmapService;
import io.brickyard.brickd.program.ServedVolume;
import io.brickyard.brickd.program.VolumeBrick;
import io.brickyard.brickd.program.VolumeMap;
import io.brickyard.brickd.tls.TlsTransports;
import io.brickyard.posix.BrickException;
import io.brickyard.xlator.VolfileException;

/**
 * A running brick server: one or more bricks of a volume, a listener for the clients of each and, beside them, the
 * management listener where stock clients fetch the volume file. Started whole or not at all.
 */
public final class Brickd implements AutoCloseable {
    private static final long DRAIN_MILLIS = 10_000;

    private final Consumer<String> log;
    private final List<ServedBrick> bricks = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final CountDownLatch failed;
    private final Optional<StatsDumps> dumps;
    private final Optional<TlsTransports> tls;
    private final Configuration configuration;
    private final Optional<MetricsServer> metrics;
    private final Optional<ManagedDumps> managedDumps;

    private Brickd(BrickdOptions options, Groundwork ground, Upkeep.Periods periods, Consumer<String> log)
            throws BrickException, VolfileException {
        this.log = log;
        this.tls = ground.tls();
        this.failed = new CountDownLatch(ground.bricks().size());
        this.configuration = new Configuration(options, ground);
        this.metrics = ground.ports().metrics();
        int ports = ground.bricks().size() + (options.management().isPresent() ? 1 : 0);
        int connections = OpenFilesLimit.connections(options.maxConnections(), ports, notes::add);
        Budget budget = Budget.ofThisMachine();
        boolean done = false;
        try {
            open(options, ground, ground.named().isEmpty() ? periods : periods.as(ground.named().get()),
                    new ServedBrick.Shared(ground.named(), options.readOnly(), configuration,
                            options.stats().byClients() && options.stats().directory().isPresent() ? this::dumpFor
                                    : null,
                            options.throttle().admins(), transports(options.tls().brick()), connections, budget));
            configuration.throttle(bricks);
            bricks.forEach(brick -> listeners.add(brick.listener()));
            ground.ports().management()
                    .ifPresent(port -> listeners.add(management(port, options, connections, budget)));
            dumps = options.stats().directory().map(directory -> new StatsDumps(bricks, directory, log));
            managedDumps = options.managed()
                    .map(managed -> new ManagedDumps(managed.place(), bricks.getFirst().stack(), log));
            metrics.ifPresent(server -> serveMetrics(server, options));
            done = true;
        } finally {
            if (!done) {
                bricks.forEach(ServedBrick::close);
            }
        }
    }

    private void open(BrickdOptions options, Groundwork ground, Upkeep.Periods periods, ServedBrick.Shared shared)
            throws BrickException, VolfileException {
        String process = UUID.randomUUID().toString();
        for (int i = 0; i < ground.bricks().size(); i++) {
            BrickGround each = ground.bricks().get(i);
            ServedVolume volume = new ServedVolume(options.volume(), each.directory().options().volumeId(), each.path(),
                    process);
            bricks.add(new ServedBrick(volume, each, ground.ports().bricks().get(i), shared, periods, this::failed,
                    log));
        }
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
        Brickd server = prepare(options, periods, log);
        server.begin();
        return server;
    }

    /** A server that has everything and serves nobody until it is told to {@link #begin}. */
    static Brickd prepare(BrickdOptions options, Consumer<String> log) throws BrickdException {
        return prepare(options, Upkeep.Periods.STOCK, log);
    }

    private static Brickd prepare(BrickdOptions options, Upkeep.Periods periods, Consumer<String> log)
            throws BrickdException {
        Groundwork ground = Groundwork.lay(options, hostName(), log);
        boolean done = false;
        try {
            for (BrickGround brick : ground.bricks()) {
                brick.directory().makeIfNew(options.layout());
            }
            Brickd server = new Brickd(options, ground, periods, log);
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

    /** Serves from now on. */
    void begin() {
        notes.forEach(log);
        listeners.stream().skip(bricks.size()).forEach(Listener::start);
        bricks.forEach(ServedBrick::begin);
        dumps.ifPresent(StatsDumps::start);
        for (ServedBrick brick : bricks) {
            log.accept("serving " + brick.volume().subvolume() + " as volume " + brick.volume().name() + " ("
                    + brick.volume().id() + ") on port " + brick.port());
        }
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

    private Listener management(BoundPort port, BrickdOptions options, int connections, Budget budget) {
        VolumeMap map = map(options);
        List<Program> programs = new ArrayList<>();
        programs.add(new DumpService(() -> programs));
        programs.add(new ManagementHandshake(map));
        programs.add(new PortmapService(map));
        return Listener.on(port, "management", transports(options.tls().management()), new Programs(programs),
                Limits.ofManagement(connections), new ReadBuffers(), budget, log);
    }

    /** The volume as clients see it: bricks here by the ports that they have now. */
    private VolumeMap map(BrickdOptions options) {
        List<VolumeBrick> all = new ArrayList<>();
        int here = 0;
        for (BrickPlace place : options.layout().bricks()) {
            all.add(switch (place) {
                case BrickPlace.Here own -> VolumeBrick.here(bricks.get(here++).port(), own.directory().toString());
                case BrickPlace.Peer peer -> new VolumeBrick(Optional.of(peer.host()), peer.port(), peer.path());
            });
        }
        return new VolumeMap(options.volume(), volume().id(), all, options.layout().replica(),
                options.layout().arbiters(), options.tls().brick());
    }

    private void serveMetrics(MetricsServer server, BrickdOptions options) {
        server.serve(new BrickMetrics(options.metrics().orElseThrow().version(),
                bricks.stream().map(ServedBrick::stack).toList(), List.copyOf(listeners),
                () -> bricks.stream().mapToInt(ServedBrick::clients).sum(),
                () -> tls.map(TlsTransports::certificateEnds), Instant.now()));
    }

    private void dumpFor(String wish, String client) {
        dumps.ifPresent(each -> each.dumpFor(wish, client));
    }

    private Transport.Factory transports(boolean inTls) {
        return inTls ? tls.orElseThrow() : PlainTransport::new;
    }

    /** The port that clients of the first brick connect to. */
    public int port() {
        return bricks.getFirst().port();
    }

    /** The port of the management listener; -1 without one. */
    public int managementPort() {
        return listeners.size() > bricks.size() ? listeners.getLast().port() : -1;
    }

    /** Where the metrics are; empty if nowhere. */
    public Optional<InetSocketAddress> metricsAddress() {
        return metrics.map(MetricsServer::address);
    }

    /** What is served of the first brick. */
    public ServedVolume volume() {
        return bricks.getFirst().volume();
    }

    /** The bricks, in the volume's order. */
    public List<ServedBrick> bricks() {
        return List.copyOf(bricks);
    }

    /** What glusterd may ask of a brick whose place this one takes. */
    BrickOperations operations(ManagedPlace place, Runnable terminate) {
        return bricks.getFirst().operations(place, terminate);
    }

    /** Takes over what can change as the brick is served; the rest is named in the log. */
    void changeVolfile(String text) {
        configuration.follow(text, bricks, dumps, log);
    }

    /** Dumps statistics and state into the stats directory, and state to where glusterd wants it; with neither says so. */
    public void dump() {
        managedDumps.ifPresent(dump -> configuration.volfile().ifPresent(dump::write));
        dumps.ifPresent(StatsDumps::dumpNow);
        if (managedDumps.isEmpty() && dumps.isEmpty()) {
            log.accept("nowhere to dump to: start with --stats-dir");
        }
    }

    /** Reads certificates and volfile anew; the log tells what came of it. Connections that are there stay. */
    public void reload() {
        configuration.reload(bricks, dumps, log);
    }

    /** Waits until no brick is left whose disk has not failed for good. */
    public void awaitFailure() throws InterruptedException {
        failed.await();
    }

    /** Clients of a failed brick have to go, as if its process had ended; other bricks serve on. */
    private void failed(ServedBrick brick) {
        failed.countDown();
        if (failed.getCount() > 0) {
            log.accept("brick " + brick.volume().subvolume() + " is no longer served, the others are");
            brick.stop();
            brick.listener().abort("the brick's disk failed");
        }
    }

    /** Accepts no more, answers what is under way as far as that takes little time, and closes the bricks. */
    @Override
    public void close() {
        bricks.forEach(ServedBrick::stop);
        dumps.ifPresent(StatsDumps::close);
        metrics.ifPresent(MetricsServer::close);
        listeners.forEach(Listener::close);
        listeners.forEach(Listener::drain);
        if (!awaitNoConnections(DRAIN_MILLIS)) {
            log.accept("ending with calls under way");
            listeners.forEach(listener -> listener.abort("server is ending"));
            awaitNoConnections(DRAIN_MILLIS);
        }
        bricks.forEach(ServedBrick::close);
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
}
