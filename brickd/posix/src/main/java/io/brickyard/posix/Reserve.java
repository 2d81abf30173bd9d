package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Errno;

/**
 * Space that ordinary clients must leave free so that heals get through (storage.reserve). Looked up at most every five
 * seconds, like stock; the clock is the caller's.
 */
final class Reserve {
    private static final long PERIOD_NANOS = 5_000_000_000L;
    private static final int BYTES_FROM = 100;

    private final BrickRoot root;
    private final long setting;
    private long checkedNanos;
    private boolean checked;
    private boolean full;

    Reserve(BrickRoot root, long setting) {
        this.root = root;
        this.setting = setting;
    }

    /** Blocks of {@code frsize} bytes kept back. */
    long blocks(Libc.StatFs fs) {
        if (setting >= BYTES_FROM) {
            return Math.ceilDiv(setting, fs.frsize());
        }
        return fs.blocks() * setting / 100;
    }

    /** ENOSPC for a request that would allocate while only the reserve is left. */
    void requireSpace(Caller caller, Dict xdata) throws SysException {
        if (isReachedFor(caller, xdata)) {
            throw SysException.of(Errno.ENOSPC);
        }
    }

    /** Whether a request may take no more space; heals may. */
    boolean isReachedFor(Caller caller, Dict xdata) throws SysException {
        return setting != 0 && !caller.isInternal() && !xdata.contains(Keys.INTERNAL_FOP) && isFull();
    }

    private synchronized boolean isFull() throws SysException {
        long now = System.nanoTime();
        if (!checked || now - checkedNanos >= PERIOD_NANOS) {
            Libc.StatFs fs = Libc.fstatfs(root.rootFd());
            full = fs.bavail() <= blocks(fs);
            checkedNanos = now;
            checked = true;
        }
        return full;
    }
}
