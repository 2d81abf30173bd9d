package io.brickyard.wire.xdr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads XDR (RFC 4506) from a range of a big-endian byte buffer: every read is checked against the range, every length
 * is unsigned and compared with what is left before anything is allocated. Reusable through {@link #reset}; not
 * thread-safe. All failures are {@link MalformedMessageException}.
 */
public final class XdrReader {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NOTHING;
    private int position;
    private int limit;

    /** A reader over nothing; see {@link #reset}. */
    public XdrReader() {
        // starts empty
    }

    /** A reader over the buffer's bytes from position to limit; the buffer's own position stays untouched. */
    public XdrReader(ByteBuffer buffer) {
        reset(buffer, buffer.position(), buffer.limit());
    }

    /** Starts over on another range, in absolute indices of the buffer. */
    public void reset(ByteBuffer newBuffer, int newPosition, int newLimit) {
        if (newBuffer.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalArgumentException("XDR is big-endian, the buffer is not");
        }
        if (newPosition < 0 || newPosition > newLimit || newLimit > newBuffer.limit()) {
            throw new IllegalArgumentException("range " + newPosition + ".." + newLimit + " is outside the buffer");
        }
        buffer = newBuffer;
        position = newPosition;
        limit = newLimit;
    }

    /** Bytes left. */
    public int remaining() {
        return limit - position;
    }

    /** Absolute index of the next byte in the buffer. */
    public int position() {
        return position;
    }

    /** A 32-bit integer, signed; for unsigned fields that are bit masks or compared for equality only. */
    public int getInt() {
        return buffer.getInt(advance(Integer.BYTES));
    }

    /** An unsigned 32-bit integer. */
    public long getUnsignedInt() {
        return Integer.toUnsignedLong(getInt());
    }

    /** A 64-bit integer (hyper). */
    public long getLong() {
        return buffer.getLong(advance(Long.BYTES));
    }

    /** An IEEE 754 binary64. */
    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** An XDR boolean, as it marks optional parts and list entries: 0 or 1. */
    public boolean getBoolean() {
        int value = getInt();
        if (value != 0 && value != 1) {
            throw new MalformedMessageException("boolean has value " + Integer.toUnsignedString(value));
        }
        return value == 1;
    }

    /** Fixed opaque: the given number of bytes, padded to a multiple of four. */
    public byte[] getFixedOpaque(int length) {
        return copy(advance(paddedLength(length)), length);
    }

    /** Variable opaque: a length of at most {@code maxLength}, the bytes, padding. */
    public byte[] getOpaque(int maxLength) {
        int length = getLength(maxLength);
        return copy(advance(paddedLength(length)), length);
    }

    /**
     * A string of at most {@code maxLength} bytes. A NUL inside is refused: stock peers never send one, and a name that
     * ends early for the kernel but not for us would be two names.
     */
    public String getString(int maxLength) {
        int length = getLength(maxLength);
        int start = advance(paddedLength(length));
        for (int i = start; i < start + length; i++) {
            if (buffer.get(i) == 0) {
                throw new MalformedMessageException("string contains a NUL byte");
            }
        }
        return WireText.decode(buffer, start, length);
    }

    /** The length word of an opaque, checked against a bound and what is left; the bytes are still to be read. */
    public int getLength(int maxLength) {
        int length = getInt();
        if (length < 0 || length > maxLength) {
            throw new MalformedMessageException(
                    "length " + Integer.toUnsignedString(length) + " exceeds " + maxLength);
        }
        if (length > remaining()) {
            throw new MalformedMessageException("length " + length + " exceeds the " + remaining() + " bytes left");
        }
        return length;
    }

    /** Bytes without padding. */
    public byte[] getBytes(int length) {
        return copy(advance(length), length);
    }

    /** One byte without padding. */
    public byte getByte() {
        return buffer.get(advance(1));
    }

    /** A view (no copy) of the next bytes, without padding; lives as long as the underlying buffer is left alone. */
    public ByteBuffer getSlice(int length) {
        int start = advance(length);
        return buffer.slice(start, length);
    }

    /** A view (no copy) of everything left: the raw data behind a WRITE call or READ reply. */
    public ByteBuffer getRest() {
        return getSlice(remaining());
    }

    /** Passes over bytes. */
    public void skip(int length) {
        advance(length);
    }

    /** The length rounded up to XDR's unit of four bytes. */
    public static int paddedLength(int length) {
        return Math.addExact(length, 3) & ~3;
    }

    private int advance(int length) {
        if (length < 0 || length > limit - position) {
            throw new MalformedMessageException("needs " + length + " bytes, has " + (limit - position));
        }
        int start = position;
        position += length;
        return start;
    }

    private byte[] copy(int start, int length) {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes);
        return bytes;
    }
}
