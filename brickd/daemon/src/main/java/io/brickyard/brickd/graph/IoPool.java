package io.brickyard.brickd.graph;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;

/** A plain pool of threads above storage/posix. A READ whose data is in memory is answered on the calling thread. */
final class IoPool implements Translator {
    private final StorageTranslator storage;
    private final ExecutorService threads;

    IoPool(StorageTranslator storage, int count) {
        this.storage = storage;
        ThreadFactory factory = Thread.ofPlatform().daemon().name("io-thread ", 0).factory();
        this.threads = Executors.newFixedThreadPool(count, factory);
    }

    @Override
    public void wind(Call call, Unwind up) {
        if (call.request() instanceof Read read) {
            FopReply reply = storage.readCached(call, read);
            if (reply != null) {
                up.unwind(reply);
                return;
            }
        }
        try {
            threads.execute(() -> storage.wind(call, up));
        } catch (RejectedExecutionException e) {
            up.unwind(call.failure(Errno.ENOTCONN.code()));
        }
    }

    @Override
    public void disconnected(Session session) {
        storage.disconnected(session);
    }

    @Override
    public void stop() {
        threads.shutdown();
        storage.stop();
    }
}
