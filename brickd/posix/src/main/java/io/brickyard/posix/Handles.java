package io.brickyard.posix;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * From gfid to inode and back: {@code .glusterfs/aa/bb/GFID} is a hard link of every inode that is no directory, and a
 * symlink {@code ../../pp/qq/PARENT-GFID/NAME} for a directory.
 *
 * <p>Promises: resolving never leaves the brick, and what a directory handle leads to carries that gfid; a handle is
 * changed in one step, so a crash leaves the old or the new one.
 */
final class Handles {
    private static final byte[] HERE = LibcNames.here();
    /** Kernel follows at most 40 symlinks; a longer chain is expanded in pieces of this many. */
    private static final int EXPAND_LEVELS = 30;

    private final BrickRoot root;
    private final Landfill landfill;
    private final DirectoryFds directories;

    Handles(BrickRoot root, Landfill landfill, InodeTable inodes) {
        this.root = root;
        this.landfill = landfill;
        this.directories = new DirectoryFds(inodes);
    }

    /** Path of a handle below {@code .glusterfs}. */
    static byte[] path(Gfid gfid) {
        String text = gfid.toString();
        return (text.substring(0, 2) + "/" + text.substring(2, 4) + "/" + text).getBytes(US_ASCII);
    }

    private static byte[] unlinkedPath(Gfid gfid) {
        return ("unlink/" + gfid).getBytes(US_ASCII);
    }

    /** The inode of a gfid; ESTALE if there is none. */
    Node find(Gfid gfid) throws SysException {
        if (gfid.equals(Gfid.ROOT)) {
            return root.rootNode();
        }
        if (gfid.isNone()) {
            throw SysException.of(Errno.EINVAL);
        }
        DirectoryFds.Lent known = directories.find(gfid);
        if (known != null) {
            return new Node.Named(root.space(), known.fd(), HERE, known);
        }
        byte[] path = path(gfid);
        InodeStat stat;
        try {
            stat = LibcNames.lstatat(root.glusterfsFd(), path);
        } catch (SysException e) {
            throw e.is(Errno.ENOENT) ? SysException.of(Errno.ESTALE) : e;
        }
        if (stat.isSymlink() && stat.nlink() == 1) {
            return directory(gfid);
        }
        return new Node.Named(root.space(), root.glusterfsFd(), path);
    }

    /** Whether all that {@link #find} looks at is in the kernel's memory, or known here. */
    boolean isInMemory(Gfid gfid) throws SysException {
        if (gfid.equals(Gfid.ROOT)) {
            return true;
        }
        try (DirectoryFds.Lent known = directories.find(gfid)) {
            return known != null || LibcNames.isInMemory(root.glusterfsFd(), path(gfid));
        }
    }

    /** As {@link #find}, and if there is none, an inode whose last name went while it was open. */
    Node findEvenUnlinked(Gfid gfid) throws SysException {
        try {
            return find(gfid);
        } catch (SysException e) {
            if (!e.is(Errno.ESTALE)) {
                throw e;
            }
        }
        Node unlinked = unlinked(gfid);
        unlinked.stat();
        return unlinked;
    }

    private Node unlinked(Gfid gfid) throws SysException {
        Node node = new Node.Named(root.space(), root.glusterfsFd(), unlinkedPath(gfid));
        try {
            node.stat();
            return node;
        } catch (SysException e) {
            throw e.is(Errno.ENOENT) ? SysException.of(Errno.ESTALE) : e;
        }
    }

    /** A directory; ESTALE if there is none, ENOTDIR if it is no directory. */
    Node.Named directory(Gfid gfid) throws SysException {
        if (gfid.equals(Gfid.ROOT)) {
            return root.rootNode();
        }
        DirectoryFds.Lent lent = directories.get(gfid, this::openDirectory);
        return new Node.Named(root.space(), lent.fd(), HERE, lent);
    }

    /** Gives up every descriptor that is kept: whole trees were removed, or the brick closes. */
    void forgetDirectories() {
        directories.forgetAll();
    }

    /** An O_PATH descriptor of a directory, the caller's to close; ESTALE if there is none, ENOTDIR if it is no directory. */
    int openDirectory(Gfid gfid) throws SysException {
        if (gfid.isNone()) {
            throw SysException.of(Errno.EINVAL);
        }
        int fd = openChain(gfid);
        boolean right = false;
        try {
            byte[] label = LibcXattrAt.get(fd, HERE, root.space().onDisk(Keys.GFID));
            right = label != null && Arrays.equals(label, gfid.toBytes());
        } finally {
            if (!right) {
                Libc.close(fd);
            }
        }
        if (!right) {
            throw SysException.of(Errno.ESTALE);
        }
        return fd;
    }

    private int openChain(Gfid gfid) throws SysException {
        int flags = Libc.O_PATH | Libc.O_DIRECTORY;
        byte[] path = LibcPaths.join(BrickRoot.DOT_GLUSTERFS, path(gfid));
        try {
            return LibcNames.openBeneath(root.rootFd(), path, flags);
        } catch (SysException e) {
            if (e.is(Errno.ELOOP)) {
                return openExpanded(gfid);
            }
            throw e.is(Errno.ENOENT) || e.is(Errno.EXDEV) ? SysException.of(Errno.ESTALE) : e;
        }
    }

    private int openExpanded(Gfid gfid) throws SysException {
        Deque<String> names = new ArrayDeque<>();
        Gfid ancestor = gfid;
        for (int i = 0; i < EXPAND_LEVELS && !ancestor.equals(Gfid.ROOT); i++) {
            Place place = place(ancestor);
            if (place == null) {
                throw SysException.of(Errno.ESTALE);
            }
            names.push(place.name());
            ancestor = place.parent();
        }
        int fd = openChain(ancestor);
        for (String name : names) {
            int parent = fd;
            try {
                fd = LibcNames.openat(parent, WireText.encode(name), Libc.O_PATH | Libc.O_DIRECTORY, 0);
            } catch (SysException e) {
                throw e.is(Errno.ENOENT) ? SysException.of(Errno.ESTALE) : e;
            } finally {
                Libc.close(parent);
            }
        }
        return fd;
    }

    /** Where a directory's handle says it is; null if there is no such handle. */
    @Nullable
    Place place(Gfid directory) throws SysException {
        try {
            return Place.parse(LibcNames.readlinkat(root.glusterfsFd(), path(directory)));
        } catch (SysException e) {
            if (e.is(Errno.ENOENT) || e.is(Errno.EINVAL)) {
                return null;
            }
            throw e;
        }
    }

    /** Makes the handle of a directory, or points it elsewhere, in one step. */
    void putDirectory(Gfid gfid, Place place) throws SysException {
        if (place.equals(place(gfid))) {
            return;
        }
        byte[] staged = landfill.newPath();
        LibcNames.symlinkat(place.text(), root.glusterfsFd(), staged);
        withBucket(gfid, () -> LibcNames.renameat(root.glusterfsFd(), staged, root.glusterfsFd(), path(gfid)));
        directories.forget(gfid);
    }

    /** Makes the handle of anything else, found as a name. EEXIST if another inode has it; content if this one has. */
    void putInode(Gfid gfid, int dirFd, byte[] name) throws SysException {
        put(gfid, LibcNames.lstatat(dirFd, name),
                () -> LibcNames.linkat(dirFd, name, root.glusterfsFd(), path(gfid)));
    }

    /** Makes the handle of an open file. */
    void putInode(Gfid gfid, int fd) throws SysException {
        put(gfid, Libc.fstat(fd), () -> LibcNames.linkFd(fd, root.glusterfsFd(), path(gfid)));
    }

    private void put(Gfid gfid, InodeStat inode, Step link) throws SysException {
        try {
            withBucket(gfid, link);
        } catch (SysException e) {
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
            InodeStat present = LibcNames.lstatat(root.glusterfsFd(), path(gfid));
            if (present.sameInode(inode)) {
                return;
            }
            if (present.nlink() != 1 || Place.parse(symlinkText(gfid, present)) != null) {
                throw e;
            }
            // Left over by a crash: the only name of an inode that nobody can reach.
            LibcNames.unlinkat(root.glusterfsFd(), path(gfid));
            link.run();
        }
    }

    private byte[] symlinkText(Gfid gfid, InodeStat present) throws SysException {
        return present.isSymlink() ? LibcNames.readlinkat(root.glusterfsFd(), path(gfid)) : new byte[0];
    }

    private interface Step {
        void run() throws SysException;
    }

    private void withBucket(Gfid gfid, Step step) throws SysException {
        try {
            step.run();
        } catch (SysException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
            byte[] bucket = gfid.toString().substring(0, 2).concat("/").concat(gfid.toString().substring(2, 4))
                    .getBytes(US_ASCII);
            try {
                LibcNames.mkdirat(root.glusterfsFd(), bucket, 0700);
            } catch (SysException other) {
                if (!other.is(Errno.EEXIST)) {
                    throw other;
                }
            }
            step.run();
        }
    }

    /** Removes a handle if it is there. */
    void remove(Gfid gfid) throws SysException {
        removeIfThere(path(gfid));
    }

    /** Removes a directory's handle if it still names this place. */
    void removeDirectory(Gfid gfid, Place place) throws SysException {
        directories.forget(gfid);
        if (place.equals(place(gfid))) {
            remove(gfid);
        }
    }

    /** The last name goes while the inode is open: its handle moves aside, until {@link #removeUnlinked}. */
    void moveToUnlinked(Gfid gfid) throws SysException {
        LibcNames.renameat(root.glusterfsFd(), path(gfid), root.glusterfsFd(), unlinkedPath(gfid));
    }

    /** The way back from {@link #moveToUnlinked}. */
    void restore(Gfid gfid) throws SysException {
        LibcNames.renameat(root.glusterfsFd(), unlinkedPath(gfid), root.glusterfsFd(), path(gfid));
    }

    /** The last descriptor of an inode without names was closed. */
    void removeUnlinked(Gfid gfid) throws SysException {
        removeIfThere(unlinkedPath(gfid));
    }

    private void removeIfThere(byte[] path) throws SysException {
        try {
            LibcNames.unlinkat(root.glusterfsFd(), path);
        } catch (SysException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
        }
    }
}
