package io.brickyard.wire.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.IntFunction;

import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;

/**
 * Cuts a byte stream into records (RFC 5531 record marking). Bytes are read in large gulps into a chunk of memory and
 * records of one fragment are handed out in place, without a copy. A record is valid until the next call of
 * {@link #next}, unless {@link #retain} was called for it: then its chunk is left to the garbage collector and a new one
 * is taken. A record that claims to be large gets memory only as its bytes arrive. Not thread-safe.
 */
public final class RecordReader {
    /** The bit of a fragment word that says that the record ends with this fragment (RFC 5531, 11). */
    public static final int LAST_FRAGMENT = 0x80000000;

    /** Up to this size a record's memory is taken at once. */
    private static final int TRUSTED_BYTES = 2 << 20;
    /** Memory for a record larger than this is not kept for the next. */
    private static final int KEPT_BYTES = 4 << 20;
    /** With less room at the end of a chunk a new start is made. */
    private static final int MIN_ROOM_BYTES = 4096;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ReadableByteChannel in;
    private final int chunkBytes;
    private int maxRecordBytes;
    private final IntFunction<ByteBuffer> allocator;

    private ByteBuffer chunk;
    private int start;
    private int end;
    private boolean retained;
    private boolean assembling;

    /**
     * A reader with heap memory.
     *
     * @param in source of the bytes, blocking
     * @param chunkBytes size of a gulp
     * @param maxRecordBytes longer records are malformed
     */
    public RecordReader(ReadableByteChannel in, int chunkBytes, int maxRecordBytes) {
        this(in, chunkBytes, maxRecordBytes, ByteBuffer::allocate);
    }

    /** As the other, with memory from elsewhere: the allocator gets a size in bytes and gives a cleared buffer. */
    public RecordReader(ReadableByteChannel in, int chunkBytes, int maxRecordBytes,
            IntFunction<ByteBuffer> allocator) {
        this.in = in;
        this.chunkBytes = Math.max(chunkBytes, 2 * MIN_ROOM_BYTES);
        this.maxRecordBytes = maxRecordBytes;
        this.allocator = allocator;
        this.chunk = NOTHING;
    }

    /**
     * Waits for the next record and points the reader at its bytes. Returns false at the end of the stream between two
     * records; an end within a record is an EOFException.
     */
    public boolean next(XdrReader record) throws IOException {
        if (chunk.capacity() > KEPT_BYTES) {
            slim();
        }
        if (!fill(Integer.BYTES)) {
            return false;
        }
        int word = takeWord();
        int length = fragmentLength(word, 0);
        if ((word & LAST_FRAGMENT) == 0) {
            assembling = true;
            nextOfFragments(length, record);
            assembling = false;
            return true;
        }
        fillOrFail(length);
        record.reset(chunk, start, start + length);
        start += length;
        return true;
    }

    /** Whether a whole record is buffered already, so that {@link #next} will not wait. */
    public boolean hasNext() {
        if (end - start < Integer.BYTES) {
            return false;
        }
        int word = chunk.getInt(start);
        int length = word & ~LAST_FRAGMENT;
        return (word & LAST_FRAGMENT) != 0 && length <= end - start - Integer.BYTES;
    }

    /** Whether part of a record is here and the rest is not: the sender is in the middle of one. */
    public boolean isWithinRecord() {
        return assembling || end > start;
    }

    /** Leaves the memory of the last record to whoever holds slices of it. */
    public void retain() {
        retained = true;
    }

    /** Longer records are malformed from now on. */
    public void limitRecords(int newMaxRecordBytes) {
        maxRecordBytes = newMaxRecordBytes;
    }

    /** Gives the memory back if no bytes are here; the next read takes new memory. The last record is invalid then. */
    public void slim() {
        if (!isWithinRecord()) {
            chunk = NOTHING;
            start = 0;
            end = 0;
            retained = false;
        }
    }

    private void nextOfFragments(int firstLength, XdrReader record) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(chunkBytes);
        int length = firstLength;
        boolean last = false;
        while (true) {
            whole = appendFragment(whole, length);
            if (last) {
                whole.flip();
                record.reset(whole, 0, whole.limit());
                return;
            }
            fillOrFail(Integer.BYTES);
            int word = takeWord();
            last = (word & LAST_FRAGMENT) != 0;
            length = fragmentLength(word, whole.position());
        }
    }

    private ByteBuffer appendFragment(ByteBuffer whole, int length) throws IOException {
        ByteBuffer target = whole;
        int left = length;
        while (left > 0) {
            fillOrFail(1);
            int part = Math.min(left, end - start);
            if (target.remaining() < part) {
                int capacity = Math.min(maxRecordBytes, Math.max(2 * target.capacity(), target.position() + part));
                target = ByteBuffer.allocate(capacity).put(target.flip());
            }
            target.put(chunk.slice(start, part));
            start += part;
            left -= part;
        }
        return target;
    }

    private int takeWord() {
        int word = chunk.getInt(start);
        start += Integer.BYTES;
        return word;
    }

    private int fragmentLength(int word, int before) {
        int length = word & ~LAST_FRAGMENT;
        if (length > maxRecordBytes - before) {
            throw new MalformedMessageException("record of " + ((long) before + length) + " bytes exceeds "
                    + maxRecordBytes);
        }
        return length;
    }

    private void fillOrFail(int bytes) throws IOException {
        if (!fill(bytes)) {
            throw new EOFException("the connection ended within a record");
        }
    }

    /** Makes that many bytes available from start on; false if the stream ended before any of them came. */
    private boolean fill(int bytes) throws IOException {
        while (end - start < bytes) {
            makeRoom(bytes);
            chunk.limit(chunk.capacity()).position(end);
            int count = in.read(chunk);
            if (count < 0) {
                if (end == start) {
                    return false;
                }
                throw new EOFException("the connection ended within a record");
            }
            end += count;
        }
        return true;
    }

    private void makeRoom(int bytes) {
        if (chunk.capacity() - start >= bytes && chunk.capacity() - end >= Math.min(bytes, MIN_ROOM_BYTES)) {
            return;
        }
        int trusted = Math.max(TRUSTED_BYTES, 2 * (end - start));
        int needed = Math.max(chunkBytes, Math.min(bytes, trusted));
        int have = end - start;
        if (retained || chunk.capacity() < needed || have == chunk.capacity()) {
            ByteBuffer larger = allocator.apply(needed);
            larger.put(0, chunk, start, have);
            chunk = larger;
            retained = false;
        } else {
            chunk.limit(end).position(start);
            chunk.compact();
        }
        start = 0;
        end = have;
    }
}
