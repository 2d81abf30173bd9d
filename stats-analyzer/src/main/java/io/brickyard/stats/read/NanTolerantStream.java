package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Turns the bare words {@code nan}, {@code -nan}, {@code inf} and {@code -inf}, which io-stats prints when an interval
 * took no time and which no JSON parser knows, into {@code null}. Strings and all else pass unchanged.
 */
final class NanTolerantStream extends InputStream {
    private static final int WORD = 3;
    private static final byte[] NAN = {'n', 'a', 'n'};
    private static final byte[] INF = {'i', 'n', 'f'};
    private static final byte[] REST_OF_NULL = {'u', 'l', 'l'};
    private static final int BUFFER_BYTES = 8192;

    private final InputStream source;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private int restAt = REST_OF_NULL.length;
    private boolean inString;
    private boolean escaped;
    private boolean inWord;

    NanTolerantStream(InputStream in) {
        source = in;
    }

    @Override
    public int read() throws IOException {
        if (restAt < REST_OF_NULL.length) {
            return REST_OF_NULL[restAt++];
        }
        if (!has(1)) {
            return -1;
        }
        int c = buffer[at++] & 0xff;
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
            return c;
        }
        boolean startsWord = !inWord;
        inWord = Character.isLetterOrDigit(c) || c == '.';
        if (c == '"') {
            inString = true;
        } else if (c == '-' && takeUndefined()) {
            return startNull();
        } else if (startsWord && (c == 'n' || c == 'i')) {
            at--;
            if (takeUndefined()) {
                return startNull();
            }
            at++;
        }
        return c;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            // What is within a string needs no look at each byte by itself.
            int passed = inString && !escaped ? passString(into, offset + count, length - count) : 0;
            count += passed;
            if (passed > 0) {
                continue;
            }
            int c = read();
            if (c < 0) {
                return count == 0 ? -1 : count;
            }
            into[offset + count++] = (byte) c;
        }
        return count;
    }

    /** Copies what is there of a string up to its next quote or backslash. */
    private int passString(byte[] into, int offset, int room) {
        int most = Math.min(room, end - at);
        int count = 0;
        while (count < most && buffer[at + count] != '"' && buffer[at + count] != '\\') {
            count++;
        }
        System.arraycopy(buffer, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Whether so many bytes are to come; they are in the buffer then. */
    private boolean has(int count) throws IOException {
        while (end - at < count) {
            if (at > 0) {
                System.arraycopy(buffer, at, buffer, 0, end - at);
                end -= at;
                at = 0;
            }
            int got = source.read(buffer, end, buffer.length - end);
            if (got < 0) {
                return false;
            }
            end += got;
        }
        return true;
    }

    /** Consumes {@code nan} or {@code inf} if that comes next, else nothing. */
    private boolean takeUndefined() throws IOException {
        if (has(WORD) && (comes(NAN) || comes(INF))) {
            at += WORD;
            return true;
        }
        return false;
    }

    private boolean comes(byte[] word) {
        return Arrays.equals(buffer, at, at + WORD, word, 0, WORD);
    }

    private int startNull() {
        restAt = 0;
        return 'n';
    }
}
