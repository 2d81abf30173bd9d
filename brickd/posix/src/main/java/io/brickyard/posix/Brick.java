package io.brickyard.posix;

import java.util.Arrays;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FdRequest;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.WireFd;
import org.jspecify.annotations.Nullable;

/** What the FOPs of one brick share: the parts of the storage and the few steps that many of them begin with. */
final class Brick {
    final BrickRoot root;
    final BrickOptions options;
    final Landfill landfill;
    final Handles handles;
    final DirectoryMoves moves;
    final InodeTable inodes = new InodeTable();
    final InodeTimes times;
    final XdataAnswer xdata;
    final Reserve reserve;
    final AccessControl access;

    Brick(BrickRoot root, BrickOptions options, LockCounts counts) {
        this.root = root;
        this.options = options;
        landfill = new Landfill(root);
        handles = new Handles(root, landfill, inodes);
        moves = new DirectoryMoves(root, landfill, handles);
        times = new InodeTimes(inodes, options.ctime());
        xdata = new XdataAnswer(inodes, counts);
        reserve = new Reserve(root, options.reserve());
        access = new AccessControl(options.keySpace());
    }

    /** A parent directory held open for a change of names, with its attributes before. */
    record Parent(Gfid gfid, Node.Named node, InodeStat stat, Iatt before) implements AutoCloseable {
        int fd() {
            return node.dirFd();
        }

        @Override
        public void close() {
            node.close();
        }
    }

    /** The parent directory of a FOP; ESTALE where its gfid is unknown. */
    Parent parent(Gfid gfid) throws SysException {
        Node.Named node = handles.directory(gfid);
        boolean done = false;
        try {
            InodeStat stat = node.stat();
            Parent parent = new Parent(gfid, node, stat, times.iatt(gfid, node, stat));
            done = true;
            return parent;
        } finally {
            if (!done) {
                node.close();
            }
        }
    }

    /** After a change of names: the parent's times move; its attributes now. */
    Iatt after(Caller caller, Parent parent) throws SysException {
        times.stampParent(caller, parent.gfid, parent.node);
        return times.iatt(parent.gfid, parent.node);
    }

    /** A name in a parent. */
    Node.Named child(Parent parent, byte[] name) {
        return new Node.Named(root.space(), parent.fd(), name);
    }

    /** Attributes of a name, or null if there is none. */
    static @Nullable InodeStat statOrNull(Node node) throws SysException {
        try {
            return node.stat();
        } catch (SysException e) {
            if (e.is(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
    }

    /** The gfid that a client chose for a new inode; EINVAL where it did not. */
    static Gfid requestedGfid(Dict xdata) throws SysException {
        Gfid gfid = xdata.getGfid(Keys.GFID_REQUEST);
        if (gfid.isNone() || gfid.equals(Gfid.ROOT)) {
            throw SysException.of(Errno.EINVAL);
        }
        return gfid;
    }

    /** Whether the parent's xattr is what the client thinks it is (a directory layout, before MKDIR and the like). */
    static boolean isParentAsExpected(Dict xdata, Parent parent) throws SysException {
        String key = xdata.getText(Keys.PREOP_PARENT_KEY);
        if (key == null) {
            return true;
        }
        byte @Nullable [] expected = xdata.getBytes(key);
        byte @Nullable [] present = parent.node.get(key);
        return expected == null || (present != null && Arrays.equals(expected, present));
    }

    /** The open file of an fd request, to be closed when done; an anonymous one is opened for this call. */
    OpenFile file(FdRequest request, Caller caller) throws SysException {
        return file(request.gfid(), request.fd(), caller);
    }

    /** The same for requests with several descriptors. */
    OpenFile file(Gfid gfid, long fd, Caller caller) throws SysException {
        if (fd != WireFd.ANONYMOUS) {
            return caller.files().lease(fd);
        }
        try (Node node = handles.findEvenUnlinked(gfid)) {
            InodeStat stat = node.stat();
            if (!stat.isDirectory() && !stat.isRegular()) {
                throw SysException.of(stat.isSymlink() ? Errno.ELOOP : Errno.EINVAL);
            }
            boolean directory = stat.isDirectory();
            int flags = directory ? Libc.O_RDONLY | Libc.O_DIRECTORY : Libc.O_RDWR;
            return new OpenFile(gfid, node.open(flags), flags, directory, () -> {});
        }
    }

    /** An open file as a node. */
    Node node(OpenFile file) {
        return new Node.Opened(root.space(), file.fd());
    }

    /** Counts a new open file of an inode and gives it a number. */
    long register(Caller caller, Gfid gfid, int fd, int flags, boolean directory) {
        InodeTable.Entry entry = inodes.use(gfid);
        synchronized (entry) {
            entry.openFds++;
        }
        return caller.files().add(new OpenFile(gfid, fd, flags, directory, () -> closed(entry)));
    }

    private void closed(InodeTable.Entry entry) {
        try (entry) {
            synchronized (entry) {
                entry.openFds--;
                if (entry.openFds == 0 && entry.handleMoved) {
                    entry.handleMoved = false;
                    handles.removeUnlinked(entry.gfid());
                }
            }
        } catch (SysException left) {
            // The handle stays in unlink/, which the next start empties.
        }
    }

    /** Takes the handle of an inode that lost its last name away, or aside while it is open. Under the entry's monitor. */
    void dropHandle(InodeTable.Entry entry) throws SysException {
        try {
            if (entry.openFds > 0) {
                handles.moveToUnlinked(entry.gfid());
                entry.handleMoved = true;
            } else {
                handles.remove(entry.gfid());
            }
        } catch (SysException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
        }
    }

    /** One of several names of an inode went: its label goes too, and the inode's times move. */
    void dropLabel(Caller caller, Gfid gfid, Gfid parent, String name) throws SysException {
        try (Node rest = handles.find(gfid)) {
            Labels.removePath(rest, parent, name);
            times.stampInode(caller, gfid, rest);
        } catch (SysException e) {
            if (!e.is(Errno.ESTALE)) {
                throw e;
            }
        }
    }

    /** An inode in {@code unlink/} is about to get a name again: its handle comes back. Under the entry's monitor. */
    void restoreHandle(InodeTable.Entry entry) throws SysException {
        if (entry.handleMoved) {
            handles.restore(entry.gfid());
            entry.handleMoved = false;
        }
    }
}
