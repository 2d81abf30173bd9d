package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.type.Errno;

/** OPEN and OPENDIR. Rights are taken here and not asked for again on the descriptor. */
final class OpenFops {
    /** Linux x86 numbers, as flags travel. */
    private static final int WIRE_FMODE_EXEC = 040;

    private final Brick brick;

    OpenFops(Brick brick) {
        this.brick = brick;
    }

    /**
     * Flags for the brick's own open(2): access mode, truncation, and appending, since offsets are only where a client
     * believes the end to be. Stable storage is given by fsync after each write; direct I/O has a descriptor of its own.
     */
    static int diskFlags(int wireFlags) {
        return wireFlags & (Libc.O_ACCMODE | Libc.O_TRUNC | Libc.O_APPEND);
    }

    static int accessMask(int wireFlags) {
        int mask = switch (wireFlags & Libc.O_ACCMODE) {
            case Libc.O_RDONLY -> (wireFlags & WIRE_FMODE_EXEC) != 0 ? AccessControl.EXECUTE : AccessControl.READ;
            case Libc.O_WRONLY -> AccessControl.WRITE;
            default -> AccessControl.READ | AccessControl.WRITE;
        };
        return (wireFlags & Libc.O_TRUNC) != 0 ? mask | AccessControl.WRITE : mask;
    }

    FdReply open(Open r, Caller caller) throws SysException {
        if ((r.flags() & Libc.O_CREAT) != 0) {
            brick.reserve.requireSpace(caller, r.xdata());
        }
        try (Node node = brick.handles.find(r.gfid())) {
            InodeStat stat = node.stat();
            if (stat.isSymlink()) {
                throw SysException.of(Errno.ELOOP);
            }
            if (!stat.isRegular() && !stat.isDirectory()) {
                throw SysException.of(Errno.EINVAL);
            }
            brick.access.require(caller, node, stat, accessMask(r.flags()));
            int fd = node.open(diskFlags(r.flags()));
            Dict xdata = answer(r.xdata(), node, stat, r.gfid());
            return new FdReply(0, 0, xdata, brick.register(caller, r.gfid(), fd, r.flags(), stat.isDirectory()));
        }
    }

    FdReply opendir(Opendir r, Caller caller) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            InodeStat stat = node.stat();
            if (!stat.isDirectory()) {
                throw SysException.of(Errno.ENOTDIR);
            }
            brick.access.require(caller, node, stat, AccessControl.READ);
            int fd = node.open(Libc.O_RDONLY | Libc.O_DIRECTORY);
            Dict xdata = r.xdata().isNull() ? Dict.NULL : Dict.EMPTY;
            return new FdReply(0, 0, xdata, brick.register(caller, r.gfid(), fd, Libc.O_RDONLY, true));
        }
    }

    private Dict answer(Dict request, Node node, InodeStat stat, io.brickyard.wire.type.Gfid gfid) throws SysException {
        return brick.xdata.answer(request, new XdataAnswer.Subject(gfid, node, stat));
    }
}
