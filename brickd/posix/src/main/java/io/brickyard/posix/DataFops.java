package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.Ftruncate;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Truncate;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/**
 * READ, WRITE, FSYNC, TRUNCATE, FTRUNCATE. Data is read straight into the buffer that goes out; data to write is taken
 * from a direct buffer as it is, from a heap buffer by way of one per-thread copy. O_DIRECT is {@link DirectIo}'s.
 */
final class DataFops {
    private static final int MAX_READ = 64 << 20;
    private static final int BOUNCE_BYTES = 256 << 10;
    private static final ThreadLocal<MemorySegment> BOUNCE = ThreadLocal
            .withInitial(() -> Arena.ofAuto().allocate(BOUNCE_BYTES, 4096));

    private final Brick brick;
    private final IntFunction<ByteBuffer> buffers;

    /** Buffers must be direct and have at least the capacity asked for. */
    DataFops(Brick brick, IntFunction<ByteBuffer> buffers) {
        this.brick = brick;
        this.buffers = buffers;
    }

    ReadReply read(Read r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            int wanted = checked(r, file);
            ByteBuffer buffer = buffers.apply(wanted);
            MemorySegment segment = MemorySegment.ofBuffer(buffer);
            int done = file.isDirect(r.flags()) ? DirectIo.read(file, segment, wanted, r.offset()) : DirectIo.REFUSED;
            if (done == DirectIo.REFUSED) {
                done = readAll(file.fd(), segment, wanted, r.offset());
            }
            return reply(r, caller, file, buffer, done);
        }
    }

    private static int readAll(int fd, MemorySegment into, int wanted, long offset) throws SysException {
        int done = 0;
        while (done < wanted) {
            int n = Libc.pread(fd, into, done, Background.piece(wanted - done), offset + done);
            if (n == 0) {
                break;
            }
            done += n;
            Background.moved(n);
        }
        return done;
    }

    /** The reply if every page is in the page cache; null if the disk is needed or wanted, or at the end of the file. */
    @Nullable
    ReadReply readCached(Read r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            int wanted = checked(r, file);
            if (file.isDirect(r.flags())) {
                return null;
            }
            ByteBuffer buffer = buffers.apply(wanted);
            return readCached(file.fd(), MemorySegment.ofBuffer(buffer), wanted, r.offset())
                    ? reply(r, caller, file, buffer, wanted)
                    : null;
        }
    }

    private static boolean readCached(int fd, MemorySegment into, int wanted, long offset) {
        int done = 0;
        while (done < wanted) {
            int piece = Background.piece(wanted - done);
            if (Libc.preadCached(fd, into, done, piece, offset + done) != piece) {
                return false;
            }
            done += piece;
            Background.moved(piece);
        }
        return true;
    }

    private static int checked(Read r, OpenFile file) throws SysException {
        if (file.isDirectory()) {
            throw SysException.of(Errno.EISDIR);
        }
        file.requireReadable();
        if (r.sizeBytes() == 0 || r.sizeBytes() > MAX_READ || r.offset() < 0) {
            throw SysException.of(Errno.EINVAL);
        }
        return (int) r.sizeBytes();
    }

    private ReadReply reply(Read r, Caller caller, OpenFile file, ByteBuffer buffer, int length) throws SysException {
        Node node = brick.node(file);
        brick.times.stampInode(caller, file.gfid(), node);
        InodeStat stat = node.stat();
        int atEnd = r.offset() + length >= stat.size() ? Errno.ENOENT.code() : 0;
        Dict xdata = brick.xdata.answer(r.xdata(), new XdataAnswer.Subject(file.gfid(), node, stat));
        return new ReadReply(length, atEnd, brick.times.iatt(file.gfid(), node, stat), length, xdata,
                buffer.slice(0, length));
    }

    PrePostReply write(Write r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            file.requireWritable();
            if (r.offset() < 0) {
                throw SysException.of(Errno.EINVAL);
            }
            if (brick.reserve.isReachedFor(caller, r.xdata())
                    && (file.isAppending() || !isAllocated(file, r.offset(), r.offset() + r.payload().remaining()))) {
                throw SysException.of(Errno.ENOSPC);
            }
            boolean atomic = r.xdata().contains("glusterfs.write-update-atomic");
            if (!atomic) {
                return write(r, caller, file);
            }
            try (InodeTable.Entry entry = brick.inodes.use(file.gfid())) {
                synchronized (entry) {
                    return write(r, caller, file);
                }
            }
        }
    }

    /** Whether a write takes no new space: what it covers has been written before. */
    private static boolean isAllocated(OpenFile file, long offset, long end) throws SysException {
        try {
            return end <= Libc.fstat(file.fd()).size() && end <= Libc.lseek(file.fd(), offset, Libc.SEEK_HOLE);
        } catch (SysException e) {
            if (e.is(Errno.ENXIO)) {
                return false;
            }
            throw e;
        }
    }

    private PrePostReply write(Write r, Caller caller, OpenFile file) throws SysException {
        Node node = brick.node(file);
        Gfid gfid = file.gfid();
        InodeStat stat = node.stat();
        Iatt before = brick.times.iatt(gfid, node, stat);
        int written = file.isDirect(r.flags())
                ? DirectIo.write(file, MemorySegment.ofBuffer(r.payload()), r.offset())
                : DirectIo.REFUSED;
        if (written == DirectIo.REFUSED) {
            written = writeAll(file.fd(), r.payload().duplicate(), r.offset());
        }
        if (file.isSynchronous() || (r.flags() & Libc.O_DSYNC) != 0) {
            Libc.fdatasync(file.fd());
        }
        brick.times.stampInode(caller, gfid, node);
        InodeStat after = node.stat();
        Dict xdata = brick.xdata.answer(r.xdata(), new XdataAnswer.Subject(gfid, node, after));
        if (r.xdata().contains("glusterfs.write-is-append")) {
            boolean append = file.isAppending() || r.offset() == stat.size();
            xdata = xdata.with("glusterfs.write-is-append", new DictValue.Uint(append ? 1 : 0));
        }
        return new PrePostReply(written, 0, xdata, before, brick.times.iatt(gfid, node, after));
    }

    private static int writeAll(int fd, ByteBuffer data, long offset) throws SysException {
        int start = data.position();
        while (data.hasRemaining()) {
            long at = offset + data.position() - start;
            int n;
            if (data.isDirect()) {
                n = Libc.pwrite(fd, MemorySegment.ofBuffer(data), 0, Background.piece(data.remaining()), at);
            } else {
                MemorySegment bounce = BOUNCE.get();
                int part = Background.piece(Math.min(data.remaining(), BOUNCE_BYTES));
                bounce.asByteBuffer().put(0, data, data.position(), part);
                n = Libc.pwrite(fd, bounce, 0, part, at);
            }
            if (n == 0) {
                throw SysException.of(Errno.EIO);
            }
            data.position(data.position() + n);
            Background.moved(n);
        }
        return data.position() - start;
    }

    PrePostReply fsync(Fsync r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            Node node = brick.node(file);
            InodeStat stat = node.stat();
            Iatt before = brick.times.iatt(file.gfid(), node, stat);
            if (r.datasync() != 0) {
                Libc.fdatasync(file.fd());
            } else {
                Libc.fsync(file.fd());
            }
            Dict xdata = brick.xdata.answer(r.xdata(), new XdataAnswer.Subject(file.gfid(), node, stat));
            return new PrePostReply(0, 0, xdata, before, brick.times.iatt(file.gfid(), node));
        }
    }

    PrePostReply truncate(Truncate r, Caller caller) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            InodeStat stat = node.stat();
            if (!stat.isRegular()) {
                throw SysException.of(stat.isDirectory() ? Errno.EISDIR : Errno.EINVAL);
            }
            brick.access.require(caller, node, stat, AccessControl.WRITE);
            int fd = node.open(Libc.O_WRONLY);
            try {
                return truncate(r.gfid(), fd, r.size(), caller);
            } finally {
                Libc.close(fd);
            }
        }
    }

    PrePostReply ftruncate(Ftruncate r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            file.requireWritable();
            return truncate(file.gfid(), file.fd(), r.size(), caller);
        }
    }

    private PrePostReply truncate(Gfid gfid, int fd, long size, Caller caller) throws SysException {
        Node node = new Node.Opened(brick.root.space(), fd);
        Iatt before = brick.times.iatt(gfid, node);
        Libc.ftruncate(fd, size);
        brick.times.stampInode(caller, gfid, node);
        InodeStat stat = node.stat();
        return new PrePostReply(0, 0, Dict.NULL, before, brick.times.iatt(gfid, node, stat));
    }
}
