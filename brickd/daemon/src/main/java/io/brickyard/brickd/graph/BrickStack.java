package io.brickyard.brickd.graph;

import java.time.Instant;
import java.util.function.BiConsumer;

import io.brickyard.brickd.net.ReadBuffers;
import io.brickyard.posix.BrickException;
import io.brickyard.posix.BrickOptions;
import io.brickyard.posix.BrickRoot;
import io.brickyard.posix.Caller;
import io.brickyard.posix.FdTable;
import io.brickyard.posix.LockCounts;
import io.brickyard.posix.PosixStorage;
import io.brickyard.posix.SysException;
import io.brickyard.posix.locks.LockTable;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import org.jspecify.annotations.Nullable;

/** The brick's graph, from the translator below protocol/server to the brick directory, held open until closed. */
public final class BrickStack implements AutoCloseable {
    /** Stock's notify-contention-delay. */
    private static final long NOTICE_DELAY_NANOS = 5_000_000_000L;

    private final BrickRoot root;
    private final PosixStorage storage;
    private final Translator top;

    private BrickStack(BrickRoot root, PosixStorage storage, Translator top) {
        this.root = root;
        this.storage = storage;
        this.top = top;
    }

    /**
     * Opens the brick and builds its graph.
     *
     * @param readOnly whether to refuse all changes
     * @param ioThreads how many threads wait for the disk
     * @param buffers for the data of READs
     * @param notices takes callbacks to the client of a session
     * @throws BrickException if the directory cannot be used; the message says why
     */
    public static BrickStack open(BrickOptions options, boolean readOnly, int ioThreads, ReadBuffers buffers,
            BiConsumer<Session, Callback> notices) throws BrickException {
        BrickRoot root = BrickRoot.open(options);
        LockHolders holders = new LockHolders(notices);
        LockTable locks = new LockTable(holders, NOTICE_DELAY_NANOS);
        PosixStorage storage = new PosixStorage(root, options, LockCounts.of(locks, () -> false), buffers::take);
        Translator pool = new IoPool(new StorageTranslator(storage), ioThreads);
        Translator top = new LocksTranslator(pool, locks, holders);
        return new BrickStack(root, storage, readOnly ? new ReadOnly(top) : top);
    }

    /** Where calls enter. */
    public Translator top() {
        return top;
    }

    /** The gfid of the directory at a path below the root, or null if there is none. Waits for the disk. */
    public @Nullable Gfid findDirectory(String path) {
        Gfid at = Gfid.ROOT;
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty()) {
                var request = new Lookup(Gfid.NONE, at, 0, name, Dict.NULL);
                if (!(storage.execute(request, Caller.root(new FdTable())) instanceof LookupReply reply)
                        || reply.failed() || !reply.stat().isDirectory()) {
                    return null;
                }
                at = reply.stat().gfid();
            }
        }
        return at;
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
        storage.close();
    }
}
