package io.brickyard.posix.index;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.brickyard.posix.LibcDir;
import io.brickyard.posix.LibcNames;
import io.brickyard.posix.SysException;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.xdr.WireText;

/**
 * A set of names on disk: a directory of hard links to one empty file of mode 0000, which cost no inode each. The file
 * they share is the base, named after the set and a uuid of this run; when it has as many links as the file system takes,
 * a new one begins. Adding what is there and removing what is not are successes.
 */
final class LinkSet {
    private static final int REGULAR = 0100000;

    private final int indicesFd;
    private final String kind;
    private volatile String base;

    LinkSet(int indicesFd, String kind, String run) throws SysException {
        this.indicesFd = indicesFd;
        this.kind = kind;
        this.base = kind + "-" + run;
        makeDirectory(kind);
    }

    private byte[] path(String... parts) {
        return WireText.encode(kind + "/" + String.join("/", parts));
    }

    private void makeDirectory(String path) throws SysException {
        try {
            LibcNames.mkdirat(indicesFd, WireText.encode(path), 0600);
        } catch (SysException e) {
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
        }
    }

    /** Adds a name; whether it is new. */
    boolean add(String name) throws SysException {
        return link(path(name));
    }

    /** Adds a name to a subset, a directory of its own. */
    boolean add(String subset, String name) throws SysException {
        try {
            return link(path(subset, name));
        } catch (SysException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
            makeDirectory(kind + "/" + subset);
            return link(path(subset, name));
        }
    }

    private synchronized boolean link(byte[] target) throws SysException {
        for (int tries = 0;; tries++) {
            try {
                LibcNames.linkat(indicesFd, path(base), indicesFd, target);
                return true;
            } catch (SysException e) {
                if (e.is(Errno.EEXIST)) {
                    return false;
                }
                if (tries == 2 || !prepareBase(e)) {
                    throw e;
                }
            }
        }
    }

    /** Makes the base if it is missing, a new one if it is full; false where neither is the trouble. */
    private boolean prepareBase(SysException failure) throws SysException {
        if (failure.is(Errno.EMLINK)) {
            base = kind + "-" + UUID.randomUUID();
        } else if (!failure.is(Errno.ENOENT) || exists(path(base))) {
            return false;
        }
        LibcNames.mknodat(indicesFd, path(base), REGULAR, 0);
        return true;
    }

    private boolean exists(byte[] path) throws SysException {
        try {
            LibcNames.lstatat(indicesFd, path);
            return true;
        } catch (SysException e) {
            if (e.is(Errno.ENOENT)) {
                return false;
            }
            throw e;
        }
    }

    /** Whether a name or subset is there. */
    boolean contains(String name) throws SysException {
        return exists(path(name));
    }

    /** Removes a name; whether it was there. */
    boolean remove(String... name) throws SysException {
        try {
            LibcNames.unlinkat(indicesFd, path(name));
            return true;
        } catch (SysException e) {
            if (e.is(Errno.ENOENT)) {
                return false;
            }
            throw e;
        }
    }

    /** Removes a subset with all its names: out of sight in one step, then name by name. Whether it was there. */
    boolean removeSubset(String subset) throws SysException {
        String grave = UUID.randomUUID().toString();
        try {
            LibcNames.renameat(indicesFd, path(subset), indicesFd, path(grave));
        } catch (SysException e) {
            if (e.is(Errno.ENOENT)) {
                return false;
            }
            throw e;
        }
        for (LibcDir.Entry entry : LibcDir.list(indicesFd, path(grave))) {
            remove(grave, WireText.decode(entry.name(), 0, entry.name().length));
        }
        LibcNames.rmdirat(indicesFd, path(grave));
        return true;
    }

    /** All names but those of bases; bases of earlier runs that nothing refers to any more are deleted on the way. */
    List<String> names() throws SysException {
        List<String> names = new ArrayList<>();
        for (String name : allNames()) {
            if (!name.startsWith(kind + "-")) {
                names.add(name);
            } else if (!name.equals(base)) {
                removeIfLast(name);
            }
        }
        return names;
    }

    private void removeIfLast(String oldBase) throws SysException {
        try {
            if (LibcNames.lstatat(indicesFd, path(oldBase)).nlink() == 1) {
                remove(oldBase);
            }
        } catch (SysException e) {
            // Another listing was faster.
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
        }
    }

    /** All names, those of bases too. */
    List<String> allNames(String... subset) throws SysException {
        List<String> names = new ArrayList<>();
        for (LibcDir.Entry entry : LibcDir.list(indicesFd, path(subset))) {
            names.add(WireText.decode(entry.name(), 0, entry.name().length));
        }
        return names;
    }
}
