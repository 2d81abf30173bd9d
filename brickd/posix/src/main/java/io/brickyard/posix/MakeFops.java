package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

/** MKNOD, MKDIR, SYMLINK, CREATE: the FOPs that make an inode; how is {@link Maker}'s business. */
final class MakeFops {
    private final Brick brick;
    private final Maker maker;

    MakeFops(Brick brick) {
        this.brick = brick;
        this.maker = new Maker(brick);
    }

    FopReply mknod(Mknod r, Caller caller) throws SysException {
        Gfid gfid = Brick.requestedGfid(r.xdata());
        byte[] name = FileName.checked(r.pargfid(), r.bname());
        brick.reserve.requireSpace(caller, r.xdata());
        try (Brick.Parent parent = brick.parent(r.pargfid())) {
            brick.access.requireAdd(caller, parent.node());
            if (!Brick.isParentAsExpected(r.xdata(), parent)) {
                return preopFailed(r);
            }
            if (r.xdata().contains(Keys.INTERNAL_FOP) && linkExisting(gfid, parent, r.bname(), name)) {
                return reply(caller, gfid, parent, name);
            }
            Maker.Birth birth = new Maker.Birth(caller, gfid, parent, r.bname(), name, r.mode(), r.xdata());
            switch (r.mode() & InodeStat.S_IFMT) {
                case InodeStat.S_IFREG, 0 -> Libc.close(maker.makeRegular(birth));
                case InodeStat.S_IFIFO, InodeStat.S_IFSOCK -> makeSpecial(birth, 0);
                case InodeStat.S_IFCHR, InodeStat.S_IFBLK -> {
                    if (!caller.isExempt()) {
                        throw SysException.of(Errno.EPERM);
                    }
                    makeSpecial(birth, r.dev());
                }
                default -> throw SysException.of(Errno.EINVAL);
            }
            return reply(caller, gfid, parent, name);
        }
    }

    private void makeSpecial(Maker.Birth birth, long dev) throws SysException {
        requireLabels();
        maker.make(birth, true, (dirFd, staged) -> LibcNames.mknodat(dirFd, staged, birth.mode(), dev));
    }

    /** Linux lets only regular files and directories carry user.* xattrs, so an unprivileged brick cannot label these. */
    private void requireLabels() throws SysException {
        if (brick.root.space() == KeySpace.UNPRIVILEGED) {
            throw SysException.of(Errno.EOPNOTSUPP);
        }
    }

    /** Entry heal restores a lost name by MKNOD with the gfid of an inode that is still there. */
    private boolean linkExisting(Gfid gfid, Brick.Parent parent, String nameText, byte[] name) throws SysException {
        try (InodeTable.Entry entry = brick.inodes.use(gfid)) {
            synchronized (entry) {
                brick.restoreHandle(entry);
                return linkHandle(gfid, parent, nameText, name);
            }
        }
    }

    private boolean linkHandle(Gfid gfid, Brick.Parent parent, String nameText, byte[] name) throws SysException {
        try (Node node = brick.handles.find(gfid)) {
            InodeStat stat = node.stat();
            if (stat.isDirectory() || !(node instanceof Node.Named handle)) {
                return false;
            }
            Labels.addPath(node, parent.gfid(), nameText, stat.nlink());
            LibcNames.linkat(handle.dirFd(), handle.name(), parent.fd(), name);
            return true;
        } catch (SysException e) {
            if (e.is(Errno.ESTALE)) {
                return false;
            }
            throw e;
        }
    }

    FopReply mkdir(Mkdir r, Caller caller) throws SysException {
        byte[] name = FileName.checked(r.pargfid(), r.bname());
        Gfid gfid = Brick.requestedGfid(r.xdata());
        brick.reserve.requireSpace(caller, r.xdata());
        try (Brick.Parent parent = brick.parent(r.pargfid())) {
            brick.access.requireAdd(caller, parent.node());
            if (!Brick.isParentAsExpected(r.xdata(), parent)) {
                return preopFailed(r);
            }
            maker.makeDirectory(new Maker.Birth(caller, gfid, parent, r.bname(), name, r.mode(), r.xdata()));
            return reply(caller, gfid, parent, name);
        }
    }

    FopReply symlink(Symlink r, Caller caller) throws SysException {
        Gfid gfid = Brick.requestedGfid(r.xdata());
        byte[] name = FileName.checked(r.pargfid(), r.bname());
        requireLabels();
        brick.reserve.requireSpace(caller, r.xdata());
        try (Brick.Parent parent = brick.parent(r.pargfid())) {
            brick.access.requireAdd(caller, parent.node());
            byte[] target = WireText.encode(r.target());
            maker.make(new Maker.Birth(caller, gfid, parent, r.bname(), name, 0777, r.xdata()), false,
                    (dirFd, staged) -> LibcNames.symlinkat(target, dirFd, staged));
            return reply(caller, gfid, parent, name);
        }
    }

    private static FopReply preopFailed(io.brickyard.wire.fop.FopRequest request) {
        return request.fop().failure(Errno.EIO.code(), Dict.builder().putInt(Keys.PREOP_CHECK_FAILED, 1).build());
    }

    private EntryReply reply(Caller caller, Gfid gfid, Brick.Parent parent, byte[] name)
            throws SysException {
        Node node = brick.child(parent, name);
        Iatt stat = brick.times.iatt(gfid, node);
        return new EntryReply(0, 0, Dict.NULL, stat, parent.before(),
                brick.after(caller, parent));
    }

    CreateReply create(Create r, Caller caller) throws SysException {
        byte[] name = FileName.checked(r.pargfid(), r.bname());
        Gfid gfid = Brick.requestedGfid(r.xdata());
        brick.reserve.requireSpace(caller, r.xdata());
        try (Brick.Parent parent = brick.parent(r.pargfid())) {
            brick.access.requireAdd(caller, parent.node());
            CreateReply opened = openExisting(r, caller, parent, name);
            if (opened != null) {
                return opened;
            }
            int fd;
            try {
                fd = maker.makeRegular(new Maker.Birth(caller, gfid, parent, r.bname(), name, r.mode(), r.xdata()));
            } catch (SysException e) {
                // Somebody was faster with this name: without O_EXCL that is an open.
                CreateReply raced = e.is(Errno.EEXIST) ? openExisting(r, caller, parent, name) : null;
                if (raced != null) {
                    return raced;
                }
                throw e;
            }
            return reply(r, caller, gfid, parent, fd);
        }
    }

    private @Nullable CreateReply openExisting(Create r, Caller caller, Brick.Parent parent, byte[] name)
            throws SysException {
        Node.Named node = brick.child(parent, name);
        InodeStat stat = Brick.statOrNull(node);
        if (stat == null) {
            return null;
        }
        if ((r.flags() & Libc.O_EXCL) != 0) {
            throw SysException.of(Errno.EEXIST);
        }
        if (!stat.isRegular()) {
            throw SysException.of(stat.isDirectory() ? Errno.EISDIR : Errno.EEXIST);
        }
        Gfid gfid = Labels.gfid(node);
        if (gfid.isNone()) {
            throw SysException.of(Errno.ENODATA);
        }
        brick.access.require(caller, node, stat, OpenFops.accessMask(r.flags()));
        return reply(r, caller, gfid, parent, node.open(OpenFops.diskFlags(r.flags())));
    }

    private CreateReply reply(Create r, Caller caller, Gfid gfid, Brick.Parent parent, int fd) throws SysException {
        boolean done = false;
        try {
            if ((r.flags() & Libc.O_APPEND) != 0) {
                // A new file was opened to be labelled.
                Libc.appendAlways(fd);
            }
            Node node = new Node.Opened(brick.root.space(), fd);
            Iatt stat = brick.times.iatt(gfid, node);
            Iatt after = brick.after(caller, parent);
            done = true;
            long number = brick.register(caller, gfid, fd, r.flags(), false);
            // Stock hands back what it was given.
            return new CreateReply(0, 0, r.xdata(), stat, number, parent.before(),
                    after);
        } finally {
            if (!done) {
                Libc.close(fd);
            }
        }
    }
}
