package io.brickyard.brickd.graph;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

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
import io.brickyard.posix.locks.LockTable;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.graph.BrickGraph;
import io.brickyard.xlator.graph.Graph;
import io.brickyard.xlator.graph.TranslatorFactory;
import io.brickyard.xlator.graph.TranslatorTypes;
import io.brickyard.xlator.iothreads.IoThreads;
import io.brickyard.xlator.stats.IoStats;
import org.jspecify.annotations.Nullable;

/** The brick's graph, from the translator below protocol/server to the brick directory, held open until closed. */
public final class BrickStack implements AutoCloseable {
    /** Stock's notify-contention-delay. */
    private static final long NOTICE_DELAY_NANOS = 5_000_000_000L;
    private static final String LOCKS = "features/locks";
    private static final String ARBITER = "features/arbiter";
    private static final String INDEX = "features/index";

    private final BrickRoot root;
    private final PosixStorage storage;
    private final HealIndex index;
    private final LockTable locks;
    private final Graph graph;
    private final Translator top;

    private BrickStack(BrickRoot root, PosixStorage storage, HealIndex index, LockTable locks, Graph graph,
            boolean readOnly) {
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
     * @throws BrickException if the directory cannot be used; the message says why
     * @throws VolfileException if the graph cannot be built
     */
    public static BrickStack open(BrickOptions options, String volume, Function<TranslatorTypes, Volfile> volfiles,
            boolean readOnly, ReadBuffers buffers, BiConsumer<Session, Callback> notices)
            throws BrickException, VolfileException {
        BrickRoot root = BrickRoot.open(options);
        LockHolders holders = new LockHolders(notices);
        LockTable locks = new LockTable(holders, NOTICE_DELAY_NANOS);
        ReadData data = new ReadData(buffers);
        HealIndex index = openIndex(root, volume);
        PosixStorage storage = new PosixStorage(root, options, LockCounts.of(locks, index::isBacklogged),
                data);
        IndexedStorage indexed = new IndexedStorage(storage, index);
        LockSubjects subjects = new LockSubjects(storage);
        LockInspection inspection = new LockInspection(locks, holders, options.hostname(),
                options.directory().toString());
        boolean done = false;
        try {
            TranslatorTypes types = TranslatorTypes.shared()
                    .with(Volume.STORAGE_POSIX, TranslatorFactory.bottom((posix, own) -> {
                        checkDirectory(posix, options);
                        return new StorageTranslator(storage, indexed, data);
                    }))
                    .with(ARBITER, TranslatorFactory.layer((named, own, below) -> new Arbiter(below)))
                    .with(LOCKS, TranslatorFactory
                            .layer((named, own, below) -> new LocksTranslator(below, locks, holders,
                                    subjects, inspection)))
                    // The index works on storage's calls; as a layer of its own it has nothing left to do.
                    .with(INDEX, TranslatorFactory.layer((named, own, below) -> below));
            Graph graph = Graph.build(volfiles.apply(types), types);
            done = true;
            return new BrickStack(root, storage, index, locks, graph, readOnly);
        } finally {
            if (!done) {
                index.close();
                storage.close();
            }
        }
    }

    /** Watches the changelogs that replicate clients of this volume write. */
    private static HealIndex openIndex(BrickRoot root, String volume) throws BrickException {
        try {
            return new HealIndex(root, List.of("trusted.afr." + volume + "-"), List.of("trusted.afr.dirty"));
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
     * @param arbiter whether the brick holds no data
     */
    public static Volfile standard(TranslatorTypes types, String name, int ioThreads, long dumpSeconds,
            boolean arbiter) {
        return BrickGraph.of(types, name, arbiter ? List.of(ARBITER) : List.of(), Map.of(
                Volume.IO_THREADS, Map.of("thread-count", Integer.toString(ioThreads)),
                Volume.IO_STATS, Map.of("ios-dump-interval", Long.toString(dumpSeconds))));
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

    /** What the volfile names and this graph leaves out, a line each. */
    public List<String> notes() {
        return graph.notes();
    }

    /** How many inodes have locks or waiters. */
    public int lockedInodes() {
        return locks.lockedInodes();
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
