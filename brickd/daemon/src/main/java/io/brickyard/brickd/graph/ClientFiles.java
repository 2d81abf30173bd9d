package io.brickyard.brickd.graph;

import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.posix.FdTable;
import io.brickyard.posix.PosixStorage;
import io.brickyard.xlator.Session;

/** The open files of one client; they close when the client is gone and its last running operation is done. */
final class ClientFiles {
    private final FdTable table = new FdTable();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean gone;

    /** Those of a session in a storage. */
    static ClientFiles of(Session session, PosixStorage storage) {
        return session.context(storage, ClientFiles.class, key -> new ClientFiles());
    }

    FdTable table() {
        return table;
    }

    /** An operation starts; false if the client is gone, then it must not. */
    boolean begin() {
        running.incrementAndGet();
        if (gone) {
            end();
            return false;
        }
        return true;
    }

    /** An operation that began is done. */
    void end() {
        if (running.decrementAndGet() == 0 && gone) {
            table.closeAll();
        }
    }

    /** The client is gone. */
    void close() {
        gone = true;
        if (running.get() == 0) {
            table.closeAll();
        }
    }
}
