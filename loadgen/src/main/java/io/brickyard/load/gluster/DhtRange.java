package io.brickyard.load.gluster;

import java.nio.ByteBuffer;

import io.brickyard.wire.dict.Dict;
import org.jspecify.annotations.Nullable;

/**
 * The part of all hashes that a subvolume has in one directory: the xattr {@code trusted.glusterfs.dht} of the directory
 * there, four big-endian words of which the last two are begin and end, both included and unsigned.
 */
record DhtRange(int from, int to) {
    /** The xattr. */
    static final String KEY = "trusted.glusterfs.dht";
    private static final int BYTES = 16;
    private static final int FROM_AT = 8;
    private static final int TO_AT = 12;

    /** The range that the xattrs of a directory tell; null if none. */
    static @Nullable DhtRange of(Dict xattrs) {
        byte[] value = xattrs.getBytes(KEY);
        if (value == null || value.length != BYTES) {
            return null;
        }
        ByteBuffer words = ByteBuffer.wrap(value);
        return new DhtRange(words.getInt(FROM_AT), words.getInt(TO_AT));
    }

    /** Whether a name with this hash belongs here. A subvolume that gets no files has 0 to 0. */
    boolean holds(int hash) {
        boolean none = from == 0 && to == 0;
        return !none && Integer.compareUnsigned(hash, from) >= 0 && Integer.compareUnsigned(hash, to) <= 0;
    }

    /** Whether all names belong here. */
    boolean isWhole() {
        return from == 0 && to == -1;
    }
}
