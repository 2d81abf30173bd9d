package io.brickyard.wire.type;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/** A lock owner: up to 1024 opaque bytes, compared by content. A value; together with the client it owns locks. */
public final class LkOwner {
    /** No owner, as in the flock of an inodelk. */
    public static final LkOwner NONE = new LkOwner(new byte[0]);
    /** Longest owner that a credential or flock may carry. */
    public static final int MAX_BYTES = 1024;

    private final byte[] bytes;

    private LkOwner(byte[] bytes) {
        this.bytes = bytes;
    }

    /** An owner with a copy of the bytes. */
    public static LkOwner of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a lock owner has at most 1024 bytes, not " + bytes.length);
        }
        return bytes.length == 0 ? NONE : new LkOwner(bytes.clone());
    }

    /** An eight-byte owner, big-endian. */
    public static LkOwner of(long value) {
        return new LkOwner(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** What stock clients send for a caller without an owner: the process id as four little-endian bytes. */
    public static LkOwner ofPid(int pid) {
        return new LkOwner(ByteBuffer.allocate(Integer.BYTES).putInt(Integer.reverseBytes(pid)).array());
    }

    /** Reads an opaque. */
    public static LkOwner decode(XdrReader in) {
        byte[] bytes = in.getOpaque(MAX_BYTES);
        return bytes.length == 0 ? NONE : new LkOwner(bytes);
    }

    /** Writes an opaque. */
    public void encode(XdrWriter out) {
        out.putOpaque(bytes);
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LkOwner owner && Arrays.equals(bytes, owner.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes in hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
