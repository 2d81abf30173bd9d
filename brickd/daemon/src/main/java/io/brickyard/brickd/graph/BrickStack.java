package io.brickyard.brickd.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.brickyard.brickd.StatsOptions;
import io.brickyard.brickd.net.ReadBuffers;
import io.brickyard.posix.BrickException;
import io.brickyard.posix.BrickOptions;
import io.brickyard.posix.BrickRoot;
import io.brickyard.posix.Caller;
import io.brickyard.posix.FdTable;
import io.brickyard.posix.LockCounts;
import io.brickyard.posix.PosixStorage;
import io.brickyard.posix.SysException;
import io.brickyard.posix.index.HealIndex;
import io.brickyard.posix.index.IndexedStorage;
import io.brickyard.posix.locks.ContentionNotices;
import io.brickyard.posix.locks.LockTable;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.VolfileText;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.VolumeOptions;
import io.brickyard.xlator.graph.BrickGraph;
import io.brickyard.xlator.graph.Graph;
import io.brickyard.xlator.graph.TranslatorFactory;
import io.brickyard.xlator.graph.TranslatorTypes;
import io.brickyard.xlator.iothreads.IoThreads;
import io.brickyard.xlator.iothreads.IoThreadsOptions;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.throttle.Throttle;
import io.brickyard.xlator.throttle.ThrottleControl;
import io.brickyard.xlator.throttle.policy.PolicyException;
import org.jspecify.annotations.Nullable;

/** The brick's graph, from the translator below protocol/server to the brick directory, held open until closed. */
public final class BrickStack implements AutoCloseable {
    /** The type of the volume that grants locks. */
    public static final String LOCKS = "features/locks";
    private static final String ARBITER = "features/arbiter";
    private static final String INDEX = "features/index";
    private static final String LISTEN_PORT = "transport.socket.listen-port";

    private final BrickRoot root;
    private final PosixStorage storage;
    private final HealIndex index;
    private final LockTable locks;
    private final Volfile volfile;
    private final Graph graph;
    private final Translator top;

    private BrickStack(PosixStorage storage, HealIndex index, LockTable locks, BrickRoot root, Volfile volfile,
            Graph graph, boolean readOnly) {
        this.volfile = volfile;
        this.root = root;
        this.storage = storage;
        this.index = index;
        this.locks = locks;
        this.graph = graph;
        this.top = readOnly ? new ReadOnly(graph.top()) : graph.top();
    }

    /**
     * Opens the brick and builds its graph.
     *
     * @param volume name of the volume
     * @param volfiles gives the graph's volfile, once it is known which types there are
     * @param readOnly whether to refuse all changes
     * @param buffers for the data of READs
     * @param notices takes callbacks to the client of a session
     * @param log takes a line per event
     * @throws BrickException if the directory cannot be used; the message says why
     * @throws VolfileException if the graph cannot be built
     */
    public static BrickStack open(BrickOptions options, String volume, Function<TranslatorTypes, Volfile> volfiles,
            boolean readOnly, ReadBuffers buffers, BiConsumer<Session, Callback> notices, Consumer<String> log)
            throws BrickException, VolfileException {
        BrickRoot root = BrickRoot.open(options);
        LockHolders holders = new LockHolders(notices);
        LockTable locks = new LockTable(new ContentionNotices(holders, System::nanoTime));
        ReadData data = new ReadData(buffers);
        Volfile volfile = volfiles.apply(standIns(options));
        HealIndex index = openIndex(root, WatchLists.of(volfile, volume));
        PosixStorage storage = new PosixStorage(root, options, LockCounts.of(locks, index::isBacklogged),
                data);
        IndexedStorage indexed = new IndexedStorage(storage, index);
        LockSubjects subjects = new LockSubjects(storage, locks);
        LockInspection inspection = new LockInspection(locks, holders, options.hostname(),
                options.directory().toString());
        NotServed notServed = new NotServed(log);
        boolean done = false;
        try {
            TranslatorTypes types = types(options, () -> new StorageTranslator(storage, indexed, data, notServed),
                    (named, own, below) -> {
                        LocksOptions wanted = LocksOptions.of(own);
                        locks.notices().setPace(wanted.pace());
                        if (!wanted.unheeded().isEmpty()) {
                            log.accept("line " + named.line() + ": volume '" + named.name() + "' of type " + LOCKS
                                    + ": not heeded here, where locks are advisory and never revoked: option "
                                    + String.join(", option ", wanted.unheeded()));
                        }
                        return new LocksTranslator(below, locks, holders, subjects, inspection,
                                new Removals(locks, holders, storage));
                    });
            Graph graph = Graph.build(volfile, types);
            graph.all(Throttle.class).forEach(throttle -> holders.onObstruction(throttle::contended));
            done = true;
            return new BrickStack(storage, index, locks, root, volfile, graph, readOnly);
        } finally {
            if (!done) {
                index.close();
                storage.close();
            }
        }
    }

    /**
     * Whether the graph could be built: it is, over no brick, and thrown away.
     *
     * @throws VolfileException if not
     */
    public static void check(BrickOptions options, Function<TranslatorTypes, Volfile> volfiles)
            throws VolfileException {
        TranslatorTypes types = standIns(options);
        Graph.build(volfiles.apply(types), types).stop();
    }

    private static TranslatorTypes standIns(BrickOptions options) {
        return types(options, () -> (call, up) -> up.unwind(call.failure(Errno.ENOTCONN.code())),
                (named, own, below) -> {
                    LocksOptions.of(own);
                    return below;
                });
    }

    private static TranslatorTypes types(BrickOptions options, Supplier<Translator> storage,
            TranslatorFactory.OfLayer locks) {
        return TranslatorTypes.shared()
                .with(Volume.STORAGE_POSIX, TranslatorFactory.bottom((posix, own) -> {
                    checkDirectory(posix, options);
                    return storage.get();
                }))
                .with(ARBITER, TranslatorFactory.layer((named, own, below) -> new Arbiter(below)))
                .with(LOCKS, TranslatorFactory.layer(locks))
                // The index works on storage's calls; as a layer of its own it has nothing left to do.
                .with(INDEX, TranslatorFactory.layer((named, own, below) -> below));
    }

    private static HealIndex openIndex(BrickRoot root, WatchLists watched) throws BrickException {
        try {
            return new HealIndex(root, watched.pending(), watched.dirty());
        } catch (SysException e) {
            root.close();
            throw new BrickException("the heal index cannot be opened: " + e.getMessage());
        }
    }

    private static void checkDirectory(Volume posix, BrickOptions options) throws VolfileException {
        String named = posix.options().get("directory");
        if (named != null && !named.equals(options.directory().toString())) {
            throw new VolfileException(posix.line(), "volume '" + posix.name() + "': option directory is " + named
                    + ", but the brick is " + options.directory());
        }
    }

    /**
     * The volfile of a brick that was given none: a probe at each joint of the stack.
     *
     * @param stats how its probes are dumped
     * @param arbiter whether the brick holds no data
     */
    public static Volfile standard(TranslatorTypes types, String name, int ioThreads, StatsOptions stats,
            boolean arbiter) {
        return BrickGraph.of(types, name, arbiter ? List.of(ARBITER) : List.of(), Map.of(
                Volume.IO_THREADS, Map.of("thread-count", Integer.toString(ioThreads)),
                Volume.IO_STATS, Map.of("ios-dump-interval", Long.toString(stats.interval().toSeconds()),
                        "ios-dump-format", stats.format().option())));
    }

    /**
     * Takes over what a volfile that passed {@link #check} may change while calls are served: how often probes are dumped,
     * how many io-threads there are, what is throttled, how often lock holders are asked to let go.
     */
    public void adopt(Volfile volfile) throws VolfileException {
        for (Volume volume : volfile.volumes()) {
            VolumeOptions options = new VolumeOptions(volume);
            Translator running = graph.find(volume.name()).orElse(null);
            if (running instanceof IoStats probe && volume.type().equals(Volume.IO_STATS)) {
                probe.dumps(DumpSettings.of(options));
            } else if (running instanceof IoThreads threads && volume.type().equals(Volume.IO_THREADS)) {
                threads.reconfigure(IoThreadsOptions.of(options));
            } else if (running instanceof LocksTranslator && volume.type().equals(LOCKS)) {
                locks.notices().setPace(LocksOptions.of(options).pace());
            } else if (running instanceof Throttle throttle && volume.type().equals(Volume.THROTTLE)) {
                adopt(throttle, options);
            }
        }
    }

    private static void adopt(Throttle throttle, VolumeOptions options) throws VolfileException {
        try {
            throttle.control().fromVolfile(ThrottleControl.policy(options));
        } catch (PolicyException e) {
            throw options.fault(ThrottleControl.POLICY_KEY, "...", "fewer classes; " + e.getMessage());
        }
    }

    /** Where calls enter. */
    public Translator top() {
        return top;
    }

    /** The io-stats translators, top first. */
    public List<IoStats> probes() {
        return graph.probes();
    }

    /** The io-threads translators, top first. */
    public List<IoThreads> ioThreads() {
        return graph.all(IoThreads.class);
    }

    /** The throttles, top first. */
    public List<Throttle> throttles() {
        return graph.all(Throttle.class);
    }

    /** What the volfile names and this graph leaves out, a line each. */
    public List<String> notes() {
        return graph.notes();
    }

    /** The name of the topmost volume. */
    public String graphName() {
        return volfile.top().name();
    }

    /**
     * The graph as a volfile that tells types and order, protocol/server on top; of options only those that tell probes
     * and bricks apart, none that are secret.
     *
     * @param served by what name clients ask for the brick
     * @param port where
     */
    public String graphText(String served, int port) {
        List<Volume> volumes = new ArrayList<>(volfile.volumes());
        Volume top = volfile.top();
        if (!top.type().equals(Volume.PROTOCOL_SERVER)) {
            volumes.add(new Volume(served, Volume.PROTOCOL_SERVER, Map.of(LISTEN_PORT, Integer.toString(port)),
                    List.of(top.name()), 0));
        }
        return VolfileText.of(Volfile.of(volumes), Set.of("unique-id", LISTEN_PORT));
    }

    /** How many inodes have locks or waiters. */
    public int lockedInodes() {
        return locks.lockedInodes();
    }

    /** How many inodes calls or open files are using. */
    public int usedInodes() {
        return storage.usedInodes();
    }

    /** How many files and directories a client holds open. */
    public int openFiles(Session session) {
        return ClientFiles.of(session, storage).table().size();
    }

    /** The gfid of the directory at a path below the root, or null if there is none. Waits for the disk. */
    public @Nullable Gfid findDirectory(String path) {
        return new DotLookup(storage).find(path, Caller.root(new FdTable()));
    }

    /** Writes to the brick's file system and reads back; fails if the disk does. */
    public void checkHealth(Instant now) throws SysException {
        root.checkHealth(now);
    }

    /** Deletes what heals left behind. */
    public void emptyLandfill() throws SysException {
        storage.emptyLandfill();
    }

    /** Ends the translators' threads and closes the brick; no call may be under way. */
    @Override
    public void close() {
        top.stop();
        index.close();
        storage.close();
    }
}
