package io.brickyard.posix;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * Descriptors of directories that were used lately, so that not every FOP walks the chain of handles anew. While one is
 * kept, the directory's times are kept too.
 *
 * <p>Promises: a descriptor stays open while it is lent; a directory that was removed, or whose handle changed, is not
 * found here any more, even if somebody was opening it just then; at most {@value #MAX_OPEN} are open, and those lent.
 */
final class DirectoryFds {
    private static final int MAX_OPEN = 512;

    private final InodeTable inodes;
    private final ConcurrentHashMap<Gfid, Lent> open = new ConcurrentHashMap<>();
    private long forgotten;

    DirectoryFds(InodeTable inodes) {
        this.inodes = inodes;
    }

    /** Opens a directory that is not kept. */
    interface Opener {
        int open(Gfid gfid) throws SysException;
    }

    /** An open directory, kept and lent; to be closed by whom it was lent to. */
    static final class Lent implements AutoCloseable {
        private final int fd;
        private final InodeTable.Entry entry;
        private int leases = 1;
        private boolean kept = true;

        private Lent(int fd, InodeTable.Entry entry) {
            this.fd = fd;
            this.entry = entry;
        }

        int fd() {
            return fd;
        }

        private synchronized boolean lend() {
            if (!kept) {
                return false;
            }
            leases++;
            return true;
        }

        private synchronized boolean isIdle() {
            return leases == 0;
        }

        private synchronized void drop() {
            if (kept) {
                kept = false;
                closeIfUnused();
            }
        }

        @Override
        public synchronized void close() {
            leases--;
            closeIfUnused();
        }

        private void closeIfUnused() {
            if (!kept && leases == 0) {
                Libc.close(fd);
                entry.close();
            }
        }
    }

    /** The directory if it is kept and was not deleted behind the brick's back. */
    @Nullable
    Lent find(Gfid gfid) throws SysException {
        Lent lent = open.get(gfid);
        if (lent == null || !lent.lend()) {
            return null;
        }
        if (Libc.fstat(lent.fd).nlink() > 0) {
            return lent;
        }
        lent.close();
        forget(gfid);
        return null;
    }

    /** The directory, opened if it is not kept. */
    Lent get(Gfid gfid, Opener opener) throws SysException {
        Lent kept = find(gfid);
        if (kept != null) {
            return kept;
        }
        long before;
        synchronized (this) {
            before = forgotten;
        }
        Lent lent = new Lent(opener.open(gfid), inodes.use(gfid));
        keep(gfid, lent, before);
        return lent;
    }

    private synchronized void keep(Gfid gfid, Lent lent, long before) {
        if (forgotten != before) {
            lent.drop();
            return;
        }
        Lent other = open.put(gfid, lent);
        if (other != null) {
            other.drop();
        }
        for (Iterator<Lent> all = open.values().iterator(); open.size() > MAX_OPEN && all.hasNext();) {
            Lent idle = all.next();
            if (idle.isIdle()) {
                all.remove();
                idle.drop();
            }
        }
    }

    /** The directory was removed, or is to be opened by its new handle. */
    synchronized void forget(Gfid gfid) {
        forgotten++;
        Lent lent = open.remove(gfid);
        if (lent != null) {
            lent.drop();
        }
    }

    /** Whole trees were removed, or the brick closes. */
    synchronized void forgetAll() {
        forgotten++;
        List<Lent> all = new ArrayList<>(open.values());
        open.clear();
        all.forEach(Lent::drop);
    }
}
