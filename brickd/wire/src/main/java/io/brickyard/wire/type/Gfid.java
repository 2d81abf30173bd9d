package io.brickyard.wire.type;

import java.util.HexFormat;
import java.util.UUID;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The 16-byte identity of an inode, the same on every brick; there are no paths on the wire.
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes, big-endian; also the inode number that clients see
 */
public record Gfid(long high, long low) implements Comparable<Gfid> {
    /** Encoded size. */
    public static final int BYTES = 16;
    /** All zero: no inode. */
    public static final Gfid NONE = new Gfid(0, 0);
    /** The root directory of a volume. */
    public static final Gfid ROOT = new Gfid(0, 1);

    private static final int TEXT_LENGTH = 36;

    /** From 16 bytes. */
    public static Gfid of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a gfid has 16 bytes, not " + bytes.length);
        }
        return new Gfid(toLong(bytes, 0), toLong(bytes, Long.BYTES));
    }

    /** From the canonical text of 36 characters, in either case; anything else is an IllegalArgumentException. */
    public static Gfid parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("not a gfid: " + text);
        }
        UUID uuid = UUID.fromString(text);
        return new Gfid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** A new random (version 4) gfid. */
    public static Gfid random() {
        UUID uuid = UUID.randomUUID();
        return new Gfid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Reads 16 raw bytes. */
    public static Gfid decode(XdrReader in) {
        return new Gfid(in.getLong(), in.getLong());
    }

    /** Writes 16 raw bytes. */
    public void encode(XdrWriter out) {
        out.putLong(high);
        out.putLong(low);
    }

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return (high | low) == 0;
    }

    /** The 16 bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (high >>> (56 - 8 * i));
            bytes[Long.BYTES + i] = (byte) (low >>> (56 - 8 * i));
        }
        return bytes;
    }

    /** Orders as the canonical text does. */
    @Override
    public int compareTo(Gfid other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** The canonical lower-case text. */
    @Override
    public String toString() {
        String hex = HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
        return hex.substring(0, 8) + '-' + hex.substring(8, 12) + '-' + hex.substring(12, 16) + '-'
                + hex.substring(16, 20) + '-' + hex.substring(20);
    }

    private static long toLong(byte[] bytes, int offset) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[offset + i] & 0xFF);
        }
        return value;
    }
}
