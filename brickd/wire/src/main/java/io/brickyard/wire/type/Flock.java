package io.brickyard.wire.type;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A byte range lock. In INODELK the owner is empty: there the credential's owner counts.
 *
 * @param type {@link #READ}, {@link #WRITE} or {@link #UNLOCK}
 * @param whence as in lseek(2); 0 = from the start
 * @param start first byte
 * @param length bytes, 0 = to the end
 * @param pid process that holds the lock
 * @param owner lock owner
 */
public record Flock(int type, int whence, long start, long length, int pid, LkOwner owner) {
    /** Shared lock. */
    public static final int READ = 0;
    /** Exclusive lock. */
    public static final int WRITE = 1;
    /** No lock; asks for or reports an unlock. */
    public static final int UNLOCK = 2;

    /** All zero, as in error replies. */
    public static final Flock NONE = new Flock(0, 0, 0, 0, 0, LkOwner.NONE);

    /** Reads 32 bytes and the owner. */
    public static Flock decode(XdrReader in) {
        return new Flock(in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.getInt(), LkOwner.decode(in));
    }

    /** Writes 32 bytes and the owner. */
    public void encode(XdrWriter out) {
        out.putInt(type);
        out.putInt(whence);
        out.putLong(start);
        out.putLong(length);
        out.putInt(pid);
        owner.encode(out);
    }
}
