package io.brickyard.posix;

import io.brickyard.wire.type.Errno;

/**
 * A system call or storage operation that failed with a Linux errno. Refusals such as ENOENT are everyday answers of a
 * brick, so instances carry no stack trace and are shared.
 */
public final class SysException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int TABLE_SIZE = 134;
    private static final SysException[] TABLE = new SysException[TABLE_SIZE];

    static {
        for (int errno = 0; errno < TABLE_SIZE; errno++) {
            TABLE[errno] = new SysException(errno);
        }
    }

    /** The Linux errno, always positive. */
    private final int errno;

    private SysException(int errno) {
        super(Errno.describe(errno), null, false, false);
        this.errno = errno;
    }

    /** The exception for one errno; throwing it costs no allocation. */
    public static SysException of(int errno) {
        return errno >= 0 && errno < TABLE_SIZE ? TABLE[errno] : new SysException(errno);
    }

    /** The exception for one errno. */
    public static SysException of(Errno errno) {
        return of(errno.code());
    }

    /** Whether it is this one. */
    public boolean is(Errno other) {
        return errno == other.code();
    }

    /** The Linux errno, always positive. */
    public int errno() {
        return errno;
    }
}
