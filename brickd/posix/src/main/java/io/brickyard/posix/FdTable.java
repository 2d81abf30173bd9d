package io.brickyard.posix;

import java.util.Arrays;
import java.util.BitSet;

import io.brickyard.wire.type.Errno;
import org.jspecify.annotations.Nullable;

/**
 * The open files of one client identity: small numbers, the lowest free one first. Other identities count from 0 too.
 * Thread-safe.
 */
public final class FdTable {
    private static final int FIRST_CAPACITY = 16;

    private final BitSet used = new BitSet();
    private @Nullable OpenFile[] files = new OpenFile[FIRST_CAPACITY];

    /** Registers an open file; returns its number. */
    public synchronized long add(OpenFile file) {
        int number = used.nextClearBit(0);
        if (number == files.length) {
            files = Arrays.copyOf(files, 2 * files.length);
        }
        used.set(number);
        files[number] = file;
        return number;
    }

    /** The open file of a number, leased: the caller must close it. EBADF if there is none. */
    public synchronized OpenFile lease(long number) throws SysException {
        OpenFile file = at(number);
        if (file == null || !file.lease()) {
            throw SysException.of(Errno.EBADF);
        }
        return file;
    }

    /** Whether a number is in use. */
    public synchronized boolean has(long number) {
        return at(number) != null;
    }

    private @Nullable OpenFile at(long number) {
        return number >= 0 && number < files.length ? files[(int) number] : null;
    }

    /** RELEASE: the number becomes free; the file closes when the last running operation is done. Unknown: nothing. */
    public void release(long number) {
        OpenFile file;
        synchronized (this) {
            file = at(number);
            if (file == null) {
                return;
            }
            files[(int) number] = null;
            used.clear((int) number);
        }
        file.close();
    }

    /** The last connection of the identity went: everything closes. */
    public void closeAll() {
        for (int number = 0;; number++) {
            synchronized (this) {
                number = used.nextSetBit(number);
            }
            if (number < 0) {
                return;
            }
            release(number);
        }
    }

    /** How many are open. */
    public synchronized int size() {
        return used.cardinality();
    }
}
