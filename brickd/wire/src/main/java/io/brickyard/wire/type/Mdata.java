package io.brickyard.wire.type;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Three times in one dict value (key set-ctime-mdata), 36 bytes. The xattr on disk is laid out differently.
 *
 * @param atimeSec last access, seconds since 1970
 * @param mtimeSec last change of content, seconds
 * @param ctimeSec last change of the inode, seconds
 * @param atimeNanos nanosecond part, as the next two
 * @param mtimeNanos nanoseconds
 * @param ctimeNanos nanoseconds
 */
public record Mdata(long atimeSec, long mtimeSec, long ctimeSec, int atimeNanos, int mtimeNanos, int ctimeNanos) {
    /** Encoded size. */
    public static final int BYTES = 36;

    /** Reads 36 bytes. */
    public static Mdata decode(XdrReader in) {
        return new Mdata(in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.getInt());
    }

    /** Writes 36 bytes. */
    public void encode(XdrWriter out) {
        out.putLong(atimeSec);
        out.putLong(mtimeSec);
        out.putLong(ctimeSec);
        out.putInt(atimeNanos);
        out.putInt(mtimeNanos);
        out.putInt(ctimeNanos);
    }
}
