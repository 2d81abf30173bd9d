package io.brickyard.posix.index;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.brickyard.posix.BrickRoot;
import io.brickyard.posix.FileName;
import io.brickyard.posix.Libc;
import io.brickyard.posix.LibcNames;
import io.brickyard.posix.SysException;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;

/**
 * The three sets on disk and when an inode enters and leaves them.
 *
 * <p>Promises: an inode is in a set before its changelog becomes non-zero and leaves it only after an xattrop left all
 * watched keys of that kind zero; an xattrop that finds one non-zero puts an inode back that is missing; a changed name is
 * recorded before the xattrop runs or the xattrop fails, since a lost name is a deletion that is never healed.
 */
public final class HealIndex implements AutoCloseable {
    private static final String ENTRY_CREATE = "glusterfs.xattrop-entry-create";
    private static final String ENTRY_DELETE = "glusterfs.xattrop-entry-delete";
    private static final String PURGE = "glusterfs.xattrop-purge-index";

    private final int indicesFd;
    private final List<String> pendingPrefixes;
    private final List<String> dirtyPrefixes;
    final LinkSet pending;
    final LinkSet dirty;
    final LinkSet entryChanges;
    private final AtomicLong pendingCount = new AtomicLong();

    /**
     * The index of an open brick; makes its directories where they are missing.
     *
     * @param pendingPrefixes beginnings of keys that blame other bricks (option xattrop-pending-watchlist, such as
     *            {@code trusted.afr.VOL-})
     * @param dirtyPrefixes beginnings of keys that say a transaction is running (xattrop-dirty-watchlist,
     *            {@code trusted.afr.dirty})
     */
    public HealIndex(BrickRoot root, List<String> pendingPrefixes, List<String> dirtyPrefixes) throws SysException {
        this.pendingPrefixes = List.copyOf(pendingPrefixes);
        this.dirtyPrefixes = List.copyOf(dirtyPrefixes);
        indicesFd = LibcNames.openat(root.glusterfsFd(), "indices".getBytes(StandardCharsets.US_ASCII),
                Libc.O_PATH | Libc.O_DIRECTORY, 0);
        String run = UUID.randomUUID().toString();
        pending = new LinkSet(indicesFd, "xattrop", run);
        dirty = new LinkSet(indicesFd, "dirty", run);
        entryChanges = new LinkSet(indicesFd, "entry-changes", run);
        pendingCount.set(pending.names().size());
    }

    /** Whether any inode has a pending heal: the request key link-count. */
    public boolean isBacklogged() {
        return pendingCount.get() > 0;
    }

    /** Before an ADD_ARRAY xattrop. Fails only if a changed name cannot be recorded. */
    void before(Gfid gfid, Dict operands, Dict xdata) throws SysException {
        addQuietly(pending, gfid, operands, pendingPrefixes);
        addQuietly(dirty, gfid, operands, dirtyPrefixes);
        String name = xdata.getText(ENTRY_CREATE);
        if (name != null) {
            entryChanges.add(gfid.toString(), checked(name));
        }
    }

    private void addQuietly(LinkSet set, Gfid gfid, Dict operands, List<String> prefixes) {
        if (anyNonZero(operands, prefixes)) {
            try {
                count(set, set.add(gfid.toString()) ? 1 : 0);
            } catch (SysException e) {
                System.getLogger(HealIndex.class.getName()).log(System.Logger.Level.WARNING,
                        "heal index: cannot add {0}: {1}; a full crawl will find it", gfid, e.getMessage());
            }
        }
    }

    private void count(LinkSet set, int change) {
        if (set == pending) {
            pendingCount.addAndGet(change);
        }
    }

    /**
     * After a successful ADD_ARRAY xattrop, with the values it left.
     *
     * @return whether the directory's changed names are forgotten: it is healed, and the healer asked for it or, as one
     *         that does not record names, sent no xdata at all
     */
    boolean after(Gfid gfid, Dict operands, Dict values, Dict xdata) throws SysException {
        boolean clean = putOrDrop(pending, gfid, operands, values, pendingPrefixes);
        putOrDrop(dirty, gfid, operands, values, dirtyPrefixes);
        String name = xdata.getText(ENTRY_DELETE);
        if (name != null) {
            entryChanges.remove(gfid.toString(), checked(name));
        }
        return clean && (xdata.isNull() || xdata.getLong(PURGE, 0) != 0)
                && entryChanges.removeSubset(gfid.toString());
    }

    /** Whether all watched keys are zero and there are some. */
    private boolean putOrDrop(LinkSet set, Gfid gfid, Dict operands, Dict values, List<String> prefixes)
            throws SysException {
        boolean watched = false;
        for (int i = 0; i < values.size(); i++) {
            watched |= isWatched(values.keyAt(i), prefixes);
        }
        if (!watched || anyNonZero(values, prefixes)) {
            if (!anyNonZero(operands, prefixes)) {
                addQuietly(set, gfid, values, prefixes);
            }
            return false;
        }
        drop(set, gfid.toString());
        return true;
    }

    /** Takes one name out of a set, as healers do with stale ones; whether it was there. */
    boolean drop(LinkSet set, String name) throws SysException {
        boolean there = set.remove(checked(name));
        count(set, there ? -1 : 0);
        return there;
    }

    /** Takes one changed name of a directory out. */
    void dropName(String directory, String name) throws SysException {
        entryChanges.remove(directory, checked(name));
    }

    private static String checked(String name) throws SysException {
        if (!FileName.isPlain(name)) {
            throw SysException.of(Errno.EINVAL);
        }
        return name;
    }

    private static boolean anyNonZero(Dict values, List<String> prefixes) {
        for (int i = 0; i < values.size(); i++) {
            if (isWatched(values.keyAt(i), prefixes)) {
                for (byte b : values.valueAt(i).asBytes()) {
                    if (b != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isWatched(String key, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        Libc.close(indicesFd);
    }
}
