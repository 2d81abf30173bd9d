package io.brickyard.brickd.graph;

import io.brickyard.brickd.net.ConnectionThread;
import io.brickyard.posix.Caller;
import io.brickyard.posix.PosixStorage;
import io.brickyard.posix.index.IndexedStorage;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;

/**
 * storage/posix and features/index as a translator. It waits for the disk on the thread that winds, so performance/io-threads stands above
 * it. On a connection's own thread a READ is served from the page cache or not at all: see {@link WouldWait}.
 */
final class StorageTranslator implements Translator {
    private final PosixStorage storage;
    private final IndexedStorage indexed;

    /** Over a storage and the same with its heal index. */
    StorageTranslator(PosixStorage storage, IndexedStorage indexed) {
        this.storage = storage;
        this.indexed = indexed;
    }

    @Override
    public void wind(Call call, Unwind up) {
        ClientFiles files = files(call.session());
        if (!files.begin()) {
            up.unwind(call.failure(Errno.ENOTCONN.code()));
            return;
        }
        FopReply reply;
        try {
            reply = execute(call.request(), caller(call.credential(), files));
        } finally {
            files.end();
        }
        up.unwind(reply);
    }

    private FopReply execute(FopRequest request, Caller caller) {
        if (request instanceof Read read && ConnectionThread.isCurrent()) {
            FopReply cached = storage.readCached(read, caller);
            if (cached == null) {
                throw new WouldWait();
            }
            return cached;
        }
        return DotLookup.is(request) ? DotLookup.execute(storage, request, caller) : indexed.execute(request, caller);
    }

    private ClientFiles files(Session session) {
        return session.context(this, ClientFiles.class, key -> new ClientFiles());
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
