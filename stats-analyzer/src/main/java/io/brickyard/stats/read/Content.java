package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an input. Its beginning can be looked at before it is read, and all of it passes through one block of
 * memory, which the next input may use again.
 */
final class Content extends InputStream {
    /** The size of a block: fewer and larger reads gain nothing more. */
    static final int BLOCK_BYTES = 128 * 1024;

    private final InputStream source;
    private final byte[] block;
    private int at;
    private int limit;

    /** The bytes of {@code source}, through {@code block}, which must hold a {@link Head}. */
    Content(InputStream source, byte[] block) {
        this.source = source;
        this.block = block;
    }

    /** {@code in} itself if it is one already. */
    static Content of(InputStream in) {
        return in instanceof Content content ? content : new Content(in, new byte[BLOCK_BYTES]);
    }

    /** The beginning, which stays to be read; valid until something is read. */
    Head head() throws IOException {
        int before = 0;
        while (limit < Head.BYTES && before >= 0) {
            before = source.read(block, limit, block.length - limit);
            limit += Math.max(0, before);
        }
        return new Head(block, Math.min(limit, Head.BYTES));
    }

    /** Whether the bytes to be read are in the block, from {@link #at} to {@link #limit}; false at the end. */
    boolean fill() throws IOException {
        if (at < limit) {
            return true;
        }
        at = 0;
        limit = Math.max(0, source.read(block, 0, block.length));
        return limit > 0;
    }

    byte[] block() {
        return block;
    }

    int at() {
        return at;
    }

    int limit() {
        return limit;
    }

    /** Takes the bytes before {@code next} for read. */
    void moveTo(int next) {
        at = next;
    }

    @Override
    public int read() throws IOException {
        return fill() ? block[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == limit && length >= block.length) {
            return source.read(into, offset, length);
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(block, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return limit - at + source.available();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
