package io.brickyard.posix;

import java.util.concurrent.ConcurrentHashMap;

import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * What is known in memory of the inodes that somebody is using right now: open descriptors, the cached time xattr, and
 * the monitor under which xattrops and changes of names happen one after the other.
 */
final class InodeTable {
    private final ConcurrentHashMap<Gfid, Entry> entries = new ConcurrentHashMap<>();

    /** One inode in use. Its monitor guards every field and the inode's read-modify-write sequences on disk. */
    static final class Entry implements AutoCloseable {
        private final InodeTable table;
        private final Gfid gfid;
        private int users;
        /** Open descriptors of all clients. */
        int openFds;
        /** Whether the handle waits in {@code unlink/} for the last descriptor to close. */
        boolean handleMoved;
        /** Whether {@link #mdata} is what the disk says. */
        boolean mdataKnown;
        @Nullable
        MdataXattr mdata;

        private Entry(InodeTable table, Gfid gfid) {
            this.table = table;
            this.gfid = gfid;
        }

        Gfid gfid() {
            return gfid;
        }

        @Override
        public void close() {
            table.entries.computeIfPresent(gfid, (g, e) -> --e.users == 0 ? null : e);
        }
    }

    /** Uses an inode until the entry is closed. */
    Entry use(Gfid gfid) {
        Entry entry = entries.compute(gfid, (g, e) -> {
            Entry present = e == null ? new Entry(this, g) : e;
            present.users++;
            return present;
        });
        if (entry == null) {
            throw new IllegalStateException("compute without result");
        }
        return entry;
    }

    /** How many inodes are in use. */
    int size() {
        return entries.size();
    }

    /** Open descriptors of an inode, of all clients. */
    int openFds(Gfid gfid) {
        Entry entry = entries.get(gfid);
        if (entry == null) {
            return 0;
        }
        synchronized (entry) {
            return entry.openFds;
        }
    }
}
