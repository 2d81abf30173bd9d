package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.CopyFileRange;
import io.brickyard.wire.fop.CopyFileRangeReply;
import io.brickyard.wire.fop.Discard;
import io.brickyard.wire.fop.Fallocate;
import io.brickyard.wire.fop.FdRequest;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Seek;
import io.brickyard.wire.fop.SeekReply;
import io.brickyard.wire.fop.StatfsCall;
import io.brickyard.wire.fop.StatfsReply;
import io.brickyard.wire.fop.Zerofill;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.Statfs;

/** FALLOCATE, DISCARD, ZEROFILL, SEEK, COPY_FILE_RANGE, STATFS: where space is allocated and how much is left. */
final class SpaceFops {
    private static final int SEEK_DATA = 0;
    private static final int SEEK_HOLE = 1;

    private final Brick brick;

    SpaceFops(Brick brick) {
        this.brick = brick;
    }

    PrePostReply fallocate(Fallocate r, Caller caller) throws SysException {
        if ((r.flags() & ~Libc.FALLOC_KEEP_SIZE) != 0) {
            throw SysException.of(Errno.EOPNOTSUPP);
        }
        brick.reserve.requireSpace(caller, r.xdata());
        return allocate(r, r.flags(), r.offset(), r.size(), caller);
    }

    PrePostReply discard(Discard r, Caller caller) throws SysException {
        return allocate(r, Libc.FALLOC_PUNCH_HOLE | Libc.FALLOC_KEEP_SIZE, r.offset(), r.size(), caller);
    }

    PrePostReply zerofill(Zerofill r, Caller caller) throws SysException {
        brick.reserve.requireSpace(caller, r.xdata());
        return allocate(r, Libc.FALLOC_ZERO_RANGE, r.offset(), r.size(), caller);
    }

    private PrePostReply allocate(FdRequest r, int mode, long offset, long size, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            file.requireWritable();
            Node node = brick.node(file);
            Iatt before = brick.times.iatt(file.gfid(), node);
            Libc.fallocate(file.fd(), mode, offset, size);
            brick.times.stampInode(caller, file.gfid(), node);
            InodeStat stat = node.stat();
            return new PrePostReply(0, 0, Dict.NULL, before, brick.times.iatt(file.gfid(), node, stat));
        }
    }

    SeekReply seek(Seek r, Caller caller) throws SysException {
        int whence = switch (r.what()) {
            case SEEK_DATA -> Libc.SEEK_DATA;
            case SEEK_HOLE -> Libc.SEEK_HOLE;
            default -> throw SysException.of(Errno.EOPNOTSUPP);
        };
        try (OpenFile file = brick.file(r, caller)) {
            long offset = Libc.lseek(file.fd(), r.offset(), whence);
            return new SeekReply(0, 0, r.xdata().isNull() ? Dict.NULL : Dict.EMPTY, offset);
        }
    }

    CopyFileRangeReply copyFileRange(CopyFileRange r, Caller caller) throws SysException {
        brick.reserve.requireSpace(caller, r.xdata());
        try (OpenFile from = brick.file(r.gfidIn(), r.fdIn(), caller);
                OpenFile to = brick.file(r.gfidOut(), r.fdOut(), caller)) {
            from.requireReadable();
            to.requireWritable();
            Node target = brick.node(to);
            Iatt before = brick.times.iatt(to.gfid(), target);
            long copied = Libc.copyFileRange(from.fd(), r.offsetIn(), to.fd(), r.offsetOut(), r.sizeBytes());
            brick.times.stampInode(caller, to.gfid(), target);
            return new CopyFileRangeReply((int) copied, 0, r.xdata().isNull() ? Dict.NULL : Dict.EMPTY,
                    brick.times.iatt(from.gfid(), brick.node(from)), before, brick.times.iatt(to.gfid(), target));
        }
    }

    StatfsReply statfs(StatfsCall r) throws SysException {
        if (r.gfid().isNone()) {
            throw SysException.of(Errno.EINVAL);
        }
        brick.handles.find(r.gfid()).close();
        Libc.StatFs fs = Libc.fstatfs(brick.root.rootFd());
        int share = Math.max(1, brick.options.sharedBrickCount());
        long reserved = brick.reserve.blocks(fs) / share;
        long free = Math.max(0, fs.bfree() / share - reserved);
        Statfs statfs = new Statfs(fs.bsize(), fs.frsize(), fs.blocks() / share, free,
                Math.min(fs.bavail() / share, free),
                fs.files() / share, fs.ffree() / share, fs.ffree() / share, fs.fsid(), fs.flags(), fs.nameMax());
        return new StatfsReply(0, 0, r.xdata().isNull() ? Dict.NULL : Dict.EMPTY, statfs);
    }
}
