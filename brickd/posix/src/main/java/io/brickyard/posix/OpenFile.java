package io.brickyard.posix;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * An open file or directory of a client. Closing waits for the operations that use it: each of them holds a lease, so a
 * descriptor number is never reused under a running call.
 */
public final class OpenFile implements AutoCloseable {
    private static final int NOT_OPENED = -1;
    private static final int REFUSED = -2;

    private final Gfid gfid;
    private final int fd;
    private final int flags;
    private final boolean directory;
    private final Runnable onClose;
    private int leases = 1;
    private int directFd = NOT_OPENED;
    private @Nullable List<Long> positions;

    OpenFile(Gfid gfid, int fd, int flags, boolean directory, Runnable onClose) {
        this.gfid = gfid;
        this.fd = fd;
        this.flags = flags;
        this.directory = directory;
        this.onClose = onClose;
    }

    /** A directory that some translator makes up, without a descriptor below it. */
    public static OpenFile virtualDirectory(Gfid gfid, Runnable onClose) {
        return new OpenFile(gfid, -1, Libc.O_RDONLY, true, onClose);
    }

    /** The inode. */
    public Gfid gfid() {
        return gfid;
    }

    int fd() {
        return fd;
    }

    boolean isDirectory() {
        return directory;
    }

    /** EBADF unless opened for reading. */
    void requireReadable() throws SysException {
        if ((flags & Libc.O_ACCMODE) == Libc.O_WRONLY) {
            throw SysException.of(Errno.EBADF);
        }
    }

    /** EBADF unless opened for writing. */
    void requireWritable() throws SysException {
        if ((flags & Libc.O_ACCMODE) == Libc.O_RDONLY) {
            throw SysException.of(Errno.EBADF);
        }
    }

    /** Opened to append: every write counts as one at the end. */
    boolean isAppending() {
        return (flags & Libc.O_APPEND) != 0;
    }

    boolean isSynchronous() {
        return (flags & Libc.O_DSYNC) != 0;
    }

    /** Whether a request on this file, with these flags of its own, is to pass by the page cache. */
    boolean isDirect(int requestFlags) {
        return ((flags | requestFlags) & DirectIo.WIRE_O_DIRECT) != 0;
    }

    /** A second descriptor of the same file, with O_DIRECT; opened when first asked for, negative where refused. */
    synchronized int directFd() {
        if (directFd == NOT_OPENED) {
            try {
                directFd = LibcNames.openFollowing(LibcNames.procPath(fd),
                        (flags & (Libc.O_ACCMODE | Libc.O_APPEND)) | Libc.O_DIRECT, 0);
            } catch (SysException e) {
                directFd = REFUSED;
            }
        }
        return directFd;
    }

    /** Keeps it open for one operation; false if it was closed already. */
    synchronized boolean lease() {
        if (leases == 0) {
            return false;
        }
        leases++;
        return true;
    }

    /** Gives the lease back; the last one closes. */
    @Override
    public void close() {
        synchronized (this) {
            leases--;
            if (leases > 0) {
                return;
            }
        }
        if (fd >= 0) {
            Libc.close(fd);
        }
        if (directFd >= 0) {
            Libc.close(directFd);
        }
        onClose.run();
    }

    /** Positions behind the entries read so far, for directories; guarded by this file's monitor. */
    List<Long> positions() {
        if (positions == null) {
            positions = new ArrayList<>();
        }
        return positions;
    }
}
