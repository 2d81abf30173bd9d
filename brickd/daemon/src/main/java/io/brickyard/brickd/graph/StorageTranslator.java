package io.brickyard.brickd.graph;

import io.brickyard.posix.Background;
import io.brickyard.posix.Caller;
import io.brickyard.posix.PosixStorage;
import io.brickyard.posix.index.IndexedStorage;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.ReservedPid;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.WireFd;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.CallTimes;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import org.jspecify.annotations.Nullable;

/**
 * storage/posix and features/index as a translator. It waits for the disk on the thread that winds, so
 * performance/io-threads stands above it.
 */
final class StorageTranslator implements Translator {
    private final PosixStorage storage;
    private final IndexedStorage indexed;
    private final ReadData data;
    private final DotLookup dots;
    private final NotServed notServed;

    /** Over a storage, the same with its heal index, and where it takes buffers from. */
    StorageTranslator(PosixStorage storage, IndexedStorage indexed, ReadData data, NotServed notServed) {
        this.data = data;
        this.storage = storage;
        this.dots = new DotLookup(storage);
        this.indexed = indexed;
        this.notServed = notServed;
    }

    @Override
    public void wind(Call call, Unwind up) {
        notServed.note(call);
        if (isBackground(call) && Background.begin()) {
            try {
                run(call, up);
            } finally {
                Background.end();
            }
        } else {
            run(call, up);
        }
    }

    private void run(Call call, Unwind up) {
        ClientFiles files = files(call.session());
        if (!files.begin()) {
            up.unwind(call.failure(Errno.ENOTCONN.code()));
            return;
        }
        FopReply reply;
        CallTimes times = call.times();
        beginStorage(times);
        try {
            reply = execute(call.request(), caller(call.credential(), files));
            if (call.request() instanceof Read) {
                settle(reply);
            }
        } finally {
            files.end();
            endStorage(times);
        }
        up.unwind(reply);
    }

    /** Nobody waits for what a self-heal daemon has the brick read, sum up, write and send: users' calls go first. */
    private static boolean isBackground(Call call) {
        return call.credential().pid() == ReservedPid.SELF_HEAL && call.session().isHealer();
    }

    private static void beginStorage(@Nullable CallTimes times) {
        if (times != null) {
            times.beginStorage();
        }
    }

    private static void endStorage(@Nullable CallTimes times) {
        if (times != null) {
            times.endStorage();
        }
    }

    private FopReply execute(FopRequest request, Caller caller) {
        return DotLookup.is(request) ? dots.execute(request, caller) : indexed.execute(request, caller);
    }

    /** A READ on an open file whose data is in the page cache. */
    @Override
    public @Nullable FopReply answerNow(Call call) {
        ClientFiles files = files(call.session());
        if (!(call.request() instanceof Read read) || !WireFd.isTableIndex(read.fd()) || !files.begin()) {
            return null;
        }
        CallTimes times = call.times();
        beginStorage(times);
        try {
            FopReply reply = storage.readCached(read, caller(call.credential(), files));
            settle(reply);
            return reply;
        } finally {
            files.end();
            endStorage(times);
        }
    }

    /** Sees to the buffer of a READ that gave no data. */
    private void settle(@Nullable FopReply reply) {
        if (reply == null || reply.failed()) {
            data.giveBack();
        } else {
            data.used();
        }
    }

    private ClientFiles files(Session session) {
        return ClientFiles.of(session, storage);
    }

    private static Caller caller(Credential credential, ClientFiles files) {
        return new Caller(credential.pid(), credential.uid(), credential.gid(), credential.groups(),
                credential.flags(), credential.ctimeSec(), credential.ctimeNanos(), files.table());
    }

    @Override
    public void disconnected(Session session) {
        files(session).close();
    }
}
