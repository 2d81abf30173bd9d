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
 *
 * <p>Most lines do not matter: {@link #advance} stops at a line and leaves its bytes where they are, {@link #text} turns
 * them into characters.
 */
final class LineSource {
    /** Lines that matter are far shorter. */
    static final int LONGEST = 64 * 1024;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_ENDS = ONES * '\n';

    private final Content content;
    private final Charset charset;
    private byte[] broken = new byte[0];
    private byte[] line = broken;
    private int from;
    private int to;
    private int number;

    LineSource(InputStream in, Charset charset) {
        this.content = Content.of(in);
        this.charset = charset;
    }

    /** Bytes that lines may start with. */
    static final class FirstBytes {
        private final boolean[] known = new boolean[256];

        FirstBytes(String ascii) {
            ascii.chars().forEach(c -> known[c] = true);
        }
    }

    /** The number of the line that was reached last, from 1. */
    int number() {
        return number;
    }

    /** The next line without its line end, null at the end. */
    @Nullable
    String next() throws IOException {
        return advance() ? text() : null;
    }

    /** The line as text. */
    String text() {
        return new String(line, from, to - from, charset);
    }

    /** Whether the line starts with {@code ascii}. */
    boolean startsWith(String ascii) {
        if (to - from < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (line[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Holds the line's bytes, from {@link #from} to {@link #to}, until the next one is asked for. */
    byte[] bytes() {
        return line;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Goes to the next line; false at the end. */
    boolean advance() throws IOException {
        if (!content.fill()) {
            return false;
        }
        number++;
        line = content.block();
        from = content.at();
        to = newline(line, from, content.limit());
        if (to == content.limit()) {
            gather();
        } else {
            content.moveTo(to + 1);
        }
        if (to > from && line[to - 1] == '\r') {
            to--;
        }
        return true;
    }

    /** Goes to the next line whose first byte is one of {@code starts}; lines in between cost next to nothing. */
    boolean advance(FirstBytes starts) throws IOException {
        while (content.fill()) {
            if (skipTo(starts.known)) {
                return advance();
            }
        }
        return false;
    }

    /** Goes to a line in the block that starts so; false if there is none, and then whole lines of it are passed. */
    private boolean skipTo(boolean[] starts) throws IOException {
        byte[] block = content.block();
        int limit = content.limit();
        int at = content.at();
        while (at < limit) {
            if (starts[block[at] & 0xff]) {
                content.moveTo(at);
                return true;
            }
            int end = newline(block, at, limit);
            number++;
            if (end == limit) {
                content.moveTo(limit);
                passRest();
                return false;
            }
            at = end + 1;
        }
        content.moveTo(at);
        return false;
    }

    /** Passes what is left of a line that goes on after its block. */
    private void passRest() throws IOException {
        while (content.fill()) {
            int end = newline(content.block(), content.at(), content.limit());
            content.moveTo(Math.min(content.limit(), end + 1));
            if (end < content.limit()) {
                return;
            }
        }
    }

    /** Puts a line together that goes on after its block. */
    private void gather() throws IOException {
        int length = 0;
        while (content.fill()) {
            int start = content.at();
            int end = newline(content.block(), start, content.limit());
            length = append(length, start, end);
            content.moveTo(Math.min(content.limit(), end + 1));
            if (end < content.limit()) {
                break;
            }
        }
        line = broken;
        from = 0;
        to = length;
    }

    private int append(int length, int start, int end) {
        int count = Math.min(LONGEST - length, end - start);
        if (count <= 0) {
            return length;
        }
        if (broken.length < length + count) {
            broken = Arrays.copyOf(broken, Math.min(LONGEST, Math.max(broken.length * 2, length + count)));
        }
        System.arraycopy(content.block(), start, broken, length, count);
        return length + count;
    }

    /** The index of the next line end, or the limit: eight bytes at a time. */
    private static int newline(byte[] block, int start, int limit) {
        int i = start;
        int lastWord = limit - Long.BYTES;
        for (; i <= lastWord; i += Long.BYTES) {
            // A byte of the difference is 0 where a line ends; the usual trick finds the lowest such byte.
            long word = (long) LONGS.get(block, i) ^ LINE_ENDS;
            long hit = (word - ONES) & ~word & HIGH_BITS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >> 3);
            }
        }
        while (i < limit && block[i] != '\n') {
            i++;
        }
        return i;
    }
}
