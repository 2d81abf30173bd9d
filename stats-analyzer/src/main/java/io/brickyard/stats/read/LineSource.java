package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Lines of an input of any size in bounded memory. Dumps hold raw file names, so bytes are not taken for UTF-8 and a line
 * may be of any length: what is over {@link #LONGEST} bytes is cut off.
 */
final class LineSource {
    /** Lines that matter are far shorter. */
    static final int LONGEST = 64 * 1024;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_ENDS = ONES * '\n';

    private final InputStream in;
    private final Charset charset;
    private final byte[] buffer = new byte[LONGEST];
    private byte[] line = new byte[256];
    private int at;
    private int limit;
    private int number;

    LineSource(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /** Bytes that lines may start with. */
    static final class FirstBytes {
        private final boolean[] known = new boolean[256];

        FirstBytes(String ascii) {
            ascii.chars().forEach(c -> known[c] = true);
        }

        boolean has(byte first) {
            return known[first & 0xff];
        }
    }

    /** The number of the line that {@link #next} gave last, from 1. */
    int number() {
        return number;
    }

    /** The next line without its line end, null at the end. */
    @Nullable
    String next() throws IOException {
        int length = 0;
        boolean any = false;
        while (fill()) {
            any = true;
            int end = newline(at);
            length = append(length, at, end);
            boolean complete = end < limit;
            at = complete ? end + 1 : end;
            if (complete) {
                return finish(length);
            }
        }
        return any ? finish(length) : null;
    }

    /** The next line whose first byte is one of {@code starts}, null at the end; lines in between cost next to nothing. */
    @Nullable
    String next(FirstBytes starts) throws IOException {
        while (fill()) {
            if (starts.has(buffer[at])) {
                return next();
            }
            skipLine();
        }
        return null;
    }

    private void skipLine() throws IOException {
        number++;
        while (fill()) {
            int end = newline(at);
            at = Math.min(limit, end + 1);
            if (end < limit) {
                return;
            }
        }
    }

    /** The index of the next line end from {@code from} on, or the limit: eight bytes at a time. */
    private int newline(int from) {
        int i = from;
        for (; i + Long.BYTES <= limit; i += Long.BYTES) {
            // A byte of the difference is 0 where a line ends; the usual trick finds the lowest such byte.
            long word = (long) LONGS.get(buffer, i) ^ LINE_ENDS;
            long hit = (word - ONES) & ~word & HIGH_BITS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >> 3);
            }
        }
        while (i < limit && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private String finish(int length) {
        number++;
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, charset);
    }

    private int append(int length, int from, int to) {
        int room = LONGEST - length;
        int count = Math.min(room, to - from);
        if (count <= 0) {
            return length;
        }
        if (line.length < length + count) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(line.length * 2, length + count)));
        }
        System.arraycopy(buffer, from, line, length, count);
        return length + count;
    }

    private boolean fill() throws IOException {
        if (at < limit) {
            return true;
        }
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
