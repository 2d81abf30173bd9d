package io.brickyard.stats.capture;

import java.io.IOException;
import java.io.InputStream;

/** Numbers of a capture file, in the byte order of the machine that wrote it. */
final class CaptureBytes {
    private final InputStream in;
    private final byte[] word = new byte[4];
    private boolean littleEndian;
    private boolean cut;

    CaptureBytes(InputStream in) {
        this.in = in;
    }

    void littleEndian(boolean little) {
        littleEndian = little;
    }

    /** Whether the file ended where bytes were due. */
    boolean isCut() {
        return cut;
    }

    /** The next word in the file's byte order; -1 with {@link #isCut} or at the clean end. */
    long u32() throws IOException {
        int got = in.readNBytes(word, 0, 4);
        if (got < 4) {
            cut |= got > 0;
            return -1;
        }
        return u32(word, 0);
    }

    /** As {@link #u32()}, where the file must not end. */
    long needU32() throws IOException {
        long value = u32();
        cut |= value < 0;
        return value;
    }

    long u32(byte[] bytes, int at) {
        return littleEndian
                ? (bytes[at] & 0xffL) | (bytes[at + 1] & 0xffL) << 8 | (bytes[at + 2] & 0xffL) << 16
                        | (bytes[at + 3] & 0xffL) << 24
                : (bytes[at + 3] & 0xffL) | (bytes[at + 2] & 0xffL) << 8 | (bytes[at + 1] & 0xffL) << 16
                        | (bytes[at] & 0xffL) << 24;
    }

    long u64(byte[] bytes, int at) {
        long first = u32(bytes, at);
        long second = u32(bytes, at + 4);
        return littleEndian ? second << 32 | first : first << 32 | second;
    }

    int u16(byte[] bytes, int at) {
        return littleEndian
                ? (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8
                : (bytes[at + 1] & 0xff) | (bytes[at] & 0xff) << 8;
    }

    /** Reads {@code length} bytes; how many there were. */
    int read(byte[] into, int length) throws IOException {
        int got = in.readNBytes(into, 0, length);
        cut |= got < length;
        return got;
    }

    /** Passes {@code length} bytes over. */
    void skip(long length) throws IOException {
        try {
            in.skipNBytes(length);
        } catch (java.io.EOFException end) {
            cut = true;
        }
    }
}
