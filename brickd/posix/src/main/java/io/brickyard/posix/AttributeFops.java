package io.brickyard.posix;

import java.util.Arrays;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Access;
import io.brickyard.wire.fop.Fsetattr;
import io.brickyard.wire.fop.Fstat;
import io.brickyard.wire.fop.IattReply;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.ReadlinkReply;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.WireText;

/** STAT, FSTAT, ACCESS, READLINK, SETATTR, FSETATTR. */
final class AttributeFops {
    private static final int VALID_MODE = 1;
    private static final int VALID_UID = 2;
    private static final int VALID_GID = 4;
    private static final int VALID_ATIME = 0x10;
    private static final int VALID_MTIME = 0x20;
    private static final int VALID_CTIME = 0x40;

    private final Brick brick;

    AttributeFops(Brick brick) {
        this.brick = brick;
    }

    IattReply stat(Stat r) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            return stat(r.gfid(), node, r.xdata());
        }
    }

    IattReply fstat(Fstat r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            return stat(file.gfid(), brick.node(file), r.xdata());
        }
    }

    private IattReply stat(Gfid gfid, Node node, Dict request) throws SysException {
        InodeStat stat = node.stat();
        Dict xdata = brick.xdata.answer(request, new XdataAnswer.Subject(gfid, node, stat));
        return new IattReply(0, 0, xdata, brick.times.iatt(gfid, node, stat));
    }

    StatusReply access(Access r, Caller caller) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            brick.access.require(caller, node, node.stat(), r.mask() & 7);
            return new StatusReply(0, 0, r.xdata().isNull() ? Dict.NULL : Dict.EMPTY);
        }
    }

    ReadlinkReply readlink(Readlink r) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            InodeStat stat = node.stat();
            if (!stat.isSymlink() || !(node instanceof Node.Named named)) {
                throw SysException.of(Errno.EINVAL);
            }
            byte[] text = LibcNames.readlinkat(named.dirFd(), named.name());
            byte[] cut = text.length > r.sizeBytes() ? Arrays.copyOf(text, (int) r.sizeBytes()) : text;
            return new ReadlinkReply(cut.length, 0, r.xdata().isNull() ? Dict.NULL : Dict.EMPTY,
                    brick.times.iatt(r.gfid(), node, stat), WireText.decode(cut, 0, cut.length));
        }
    }

    PrePostReply setattr(Setattr r, Caller caller) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            return setattr(r.gfid(), node, r.stat(), r.valid(), r.xdata(), caller);
        }
    }

    PrePostReply fsetattr(Fsetattr r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            return setattr(file.gfid(), brick.node(file), r.stat(), r.valid(), r.xdata(), caller);
        }
    }

    private PrePostReply setattr(Gfid gfid, Node node, Iatt wanted, int valid, Dict request, Caller caller)
            throws SysException {
        InodeStat stat = node.stat();
        int uid = (valid & VALID_UID) != 0 ? wanted.uid() : -1;
        int gid = (valid & VALID_GID) != 0 ? wanted.gid() : -1;
        requireRights(caller, node, stat, valid, uid, gid);
        Iatt before = brick.times.iatt(gfid, node, stat);
        boolean ownerMatters = brick.root.space() == KeySpace.TRUSTED;
        if (ownerMatters && (uid != -1 || gid != -1 || valid == 0)) {
            node.chown(uid, gid);
        }
        if ((valid & VALID_MODE) != 0 && !stat.isSymlink()) {
            node.chmod(modeFor(caller, stat, wanted.mode()));
        }
        int timeFlags = 0;
        if ((valid & (VALID_ATIME | VALID_MTIME)) != 0) {
            timeFlags = utimes(node, wanted, valid);
        }
        if ((valid & VALID_CTIME) != 0) {
            timeFlags |= TimeFlags.CTIME;
        }
        brick.times.setExactly(caller, gfid, node, wanted, timeFlags);
        brick.times.stampInode(caller, gfid, node);
        InodeStat after = node.stat();
        Dict xdata = brick.xdata.answer(request, new XdataAnswer.Subject(gfid, node, after));
        return new PrePostReply(0, 0, xdata, before, brick.times.iatt(gfid, node, after));
    }

    /** Somebody outside the file's group may not make it set-group-id. */
    private static int modeFor(Caller caller, InodeStat stat, int mode) {
        boolean mayKeep = caller.isExempt() || caller.isInGroup(stat.gid()) || stat.isDirectory();
        return mode & 07777 & (mayKeep ? ~0 : ~InodeStat.S_ISGID);
    }

    private void requireRights(Caller caller, Node node, InodeStat stat, int valid, int uid, int gid)
            throws SysException {
        if ((valid & VALID_MODE) != 0) {
            brick.access.requireOwner(caller, stat);
        }
        if (uid != -1 || gid != -1) {
            brick.access.requireChown(caller, stat, uid, gid);
        }
        // Whoever may write may set times to now; the client does not say which of the two it means.
        if ((valid & (VALID_ATIME | VALID_MTIME)) != 0 && caller.uid() != stat.uid()) {
            brick.access.require(caller, node, stat, AccessControl.WRITE);
        }
    }

    private static int utimes(Node node, Iatt wanted, int valid) throws SysException {
        boolean atime = (valid & VALID_ATIME) != 0;
        boolean mtime = (valid & VALID_MTIME) != 0;
        node.utimes(new LibcNames.Times(wanted.atimeSec(), atime ? wanted.atimeNanos() : LibcNames.Times.OMIT,
                wanted.mtimeSec(), mtime ? wanted.mtimeNanos() : LibcNames.Times.OMIT));
        return (atime ? TimeFlags.ATIME : 0) | (mtime ? TimeFlags.MTIME : 0);
    }
}
