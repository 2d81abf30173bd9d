package io.brickyard.wire.xdr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes XDR (RFC 4506) into a big-endian byte buffer that grows by doubling. Absolute positions allow length words to
 * be filled in afterwards. Reusable through {@link #clear}; not thread-safe.
 */
public final class XdrWriter {
    private static final int DEFAULT_CAPACITY_BYTES = 512;

    private ByteBuffer buffer;

    /** A writer with a small heap buffer. */
    public XdrWriter() {
        this(ByteBuffer.allocate(DEFAULT_CAPACITY_BYTES));
    }

    /** A writer that starts at the buffer's position; replaced by a larger buffer of the same kind when full. */
    public XdrWriter(ByteBuffer buffer) {
        this.buffer = buffer.order(ByteOrder.BIG_ENDIAN);
    }

    /** Forgets what was written, keeps the buffer. */
    public void clear() {
        buffer.clear();
    }

    /** Index of the next byte. */
    public int position() {
        return buffer.position();
    }

    /** Cuts what was written after an index. */
    public void truncate(int position) {
        if (position > buffer.position()) {
            throw new IllegalArgumentException("position " + position + " is not written yet");
        }
        buffer.position(position);
    }

    /** The current buffer, positioned behind what was written; valid until the next write. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** A copy of everything written. */
    public byte[] toByteArray() {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    /** A 32-bit integer. */
    public void putInt(int value) {
        ensure(Integer.BYTES);
        buffer.putInt(value);
    }

    /** An unsigned 32-bit integer; a value outside 0..2^32-1 is the caller's error. */
    public void putUnsignedInt(long value) {
        if (value >>> 32 != 0) {
            throw new IllegalArgumentException(value + " is no unsigned 32-bit number");
        }
        putInt((int) value);
    }

    /** Replaces an integer written before. */
    public void setInt(int position, int value) {
        buffer.putInt(position, value);
    }

    /** A 64-bit integer (hyper). */
    public void putLong(long value) {
        ensure(Long.BYTES);
        buffer.putLong(value);
    }

    /** An IEEE 754 binary64. */
    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    /** An XDR boolean. */
    public void putBoolean(boolean value) {
        putInt(value ? 1 : 0);
    }

    /** Fixed opaque: bytes and padding. */
    public void putFixedOpaque(byte[] bytes) {
        putBytes(bytes);
        putPadding(bytes.length);
    }

    /** Variable opaque: length, bytes, padding. */
    public void putOpaque(byte[] bytes) {
        putInt(bytes.length);
        putFixedOpaque(bytes);
    }

    /** A string: length, bytes without NUL, padding. */
    public void putString(String text) {
        int lengthAt = position();
        putInt(0);
        int length = putText(text);
        setInt(lengthAt, length);
        putPadding(length);
    }

    /** The bytes of a text alone; returns how many. */
    public int putText(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return i + putEncoded(text.substring(i));
            }
            buffer.put((byte) c);
        }
        return length;
    }

    /** Bytes without length or padding. */
    public void putBytes(byte[] bytes) {
        ensure(bytes.length);
        buffer.put(bytes);
    }

    /** Copies the bytes between the source's position and limit, without length or padding; the source keeps both. */
    public void putBytes(ByteBuffer source) {
        int length = source.remaining();
        ensure(length);
        buffer.put(buffer.position(), source, source.position(), length);
        buffer.position(buffer.position() + length);
    }

    /**
     * Makes room and shows it: a view of {@code length} bytes that start {@code ahead} bytes behind the next one. What is
     * put there becomes part of the output when {@link #advance} passes it; valid until the buffer grows.
     */
    public ByteBuffer reserve(int ahead, int length) {
        ensure(Math.addExact(ahead, length));
        return buffer.slice(buffer.position() + ahead, length);
    }

    /** Takes over bytes that were put into {@link #reserve}d room. */
    public void advance(int length) {
        buffer.position(buffer.position() + length);
    }

    /** One byte. */
    public void putByte(int value) {
        ensure(1);
        buffer.put((byte) value);
    }

    /** Zero bytes. */
    public void putZeros(int count) {
        ensure(count);
        int left = count;
        for (; left >= Long.BYTES; left -= Long.BYTES) {
            buffer.putLong(0);
        }
        for (; left > 0; left--) {
            buffer.put((byte) 0);
        }
    }

    /** The zero bytes that complete an opaque of the given length to a multiple of four. */
    public void putPadding(int length) {
        putZeros(-length & 3);
    }

    private int putEncoded(String text) {
        byte[] bytes = WireText.encode(text);
        putBytes(bytes);
        return bytes.length;
    }

    private void ensure(int bytes) {
        if (buffer.remaining() < bytes) {
            grow(bytes);
        }
    }

    private void grow(int bytes) {
        int needed = Math.addExact(buffer.position(), bytes);
        int capacity = (int) Math.min(Integer.MAX_VALUE - 8L,
                Math.max(Math.max(needed, DEFAULT_CAPACITY_BYTES), 2L * buffer.capacity()));
        ByteBuffer larger = buffer.isDirect() ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
        buffer = larger.put(buffer.flip());
    }
}
