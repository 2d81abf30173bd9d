package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import io.brickyard.wire.type.Errno;

/**
 * READ and WRITE past the page cache, for files opened with O_DIRECT and requests that carry the flag.
 *
 * <p>Promises: offset and length in whole sectors go to the disk directly, through an aligned per-thread buffer where
 * the client's data is not aligned in memory. Everything else (odd offsets or lengths, a file system that refuses) is
 * reported as {@link #REFUSED}, and then done through the page cache, as stock does by switching the flag off for the
 * while; the kernel keeps both ways coherent. The direct way has a descriptor of its own, so no other request's flags
 * change under it.
 */
final class DirectIo {
    /** The flag as it travels: Linux x86's number on every machine. */
    static final int WIRE_O_DIRECT = 040000;
    /** Not done at all; to be done with caching. */
    static final int REFUSED = -1;
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;
    private static final int BOUNCE_BYTES = 256 << 10;
    private static final ThreadLocal<MemorySegment> BOUNCE = ThreadLocal
            .withInitial(() -> Arena.ofAuto().allocate(BOUNCE_BYTES, PAGE));

    private DirectIo() {
    }

    /** Reads up to {@code length} bytes, fewer only at the end of the file. */
    static int read(OpenFile file, MemorySegment into, int length, long offset) throws SysException {
        if (!isAligned(length | offset) || file.directFd() < 0) {
            return REFUSED;
        }
        try {
            int done = 0;
            while (done < length) {
                int n = readPart(file.directFd(), into, done, length - done, offset + done);
                done += n;
                if (n == 0 || !isAligned(n)) {
                    break;
                }
            }
            return done;
        } catch (SysException e) {
            return refusedOr(e);
        }
    }

    private static int readPart(int fd, MemorySegment into, int at, int length, long offset) throws SysException {
        if (isAligned(into.address() + at)) {
            return Libc.pread(fd, into, at, length, offset);
        }
        MemorySegment bounce = BOUNCE.get();
        int n = Libc.pread(fd, bounce, 0, Math.min(length, BOUNCE_BYTES), offset);
        MemorySegment.copy(bounce, 0, into, at, n);
        return n;
    }

    /** Writes all bytes of a segment, which need not be native. */
    static int write(OpenFile file, MemorySegment from, long offset) throws SysException {
        int length = (int) from.byteSize();
        if (!isAligned(length | offset) || length == 0 || file.directFd() < 0) {
            return REFUSED;
        }
        try {
            int done = 0;
            while (done < length) {
                int n = writePart(file.directFd(), from, done, length - done, offset + done);
                if (n == 0) {
                    throw SysException.of(Errno.EIO);
                }
                done += n;
                if (!isAligned(done) && done < length) {
                    return REFUSED;
                }
            }
            return done;
        } catch (SysException e) {
            return refusedOr(e);
        }
    }

    private static int writePart(int fd, MemorySegment from, int at, int length, long offset) throws SysException {
        if (from.isNative() && isAligned(from.address() + at)) {
            return Libc.pwrite(fd, from, at, length, offset);
        }
        MemorySegment bounce = BOUNCE.get();
        int part = Math.min(length, BOUNCE_BYTES);
        MemorySegment.copy(from, at, bounce, 0, part);
        return Libc.pwrite(fd, bounce, 0, part, offset);
    }

    /** Some devices have sectors larger than 512 bytes, some file systems take no direct I/O: both say EINVAL. */
    private static int refusedOr(SysException e) throws SysException {
        if (e.is(Errno.EINVAL)) {
            return REFUSED;
        }
        throw e;
    }

    private static boolean isAligned(long value) {
        return value % SECTOR == 0;
    }
}
