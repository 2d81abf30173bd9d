package io.brickyard.brickd.graph;

import io.brickyard.posix.Caller;
import io.brickyard.posix.PosixStorage;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import org.jspecify.annotations.Nullable;

/**
 * storage/posix as a translator. It waits for the disk on the thread that winds, so performance/io-threads stands above
 * it; only {@link #readCached} may be called from a connection's thread.
 */
final class StorageTranslator implements Translator {
    private final PosixStorage storage;

    StorageTranslator(PosixStorage storage) {
        this.storage = storage;
    }

    @Override
    public void wind(Call call, Unwind up) {
        ClientFiles files = files(call.session());
        FopReply reply;
        if (files.begin()) {
            try {
                Caller caller = caller(call.credential(), files);
                reply = DotLookup.is(call.request()) ? DotLookup.execute(storage, call.request(), caller)
                        : storage.execute(call.request(), caller);
            } finally {
                files.end();
            }
        } else {
            reply = call.failure(Errno.ENOTCONN.code());
        }
        up.unwind(reply);
    }

    /** The reply of a READ that needs no disk, or null. */
    @Nullable
    FopReply readCached(Call call, Read request) {
        ClientFiles files = files(call.session());
        if (!files.begin()) {
            return null;
        }
        try {
            return storage.readCached(request, caller(call.credential(), files));
        } finally {
            files.end();
        }
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
