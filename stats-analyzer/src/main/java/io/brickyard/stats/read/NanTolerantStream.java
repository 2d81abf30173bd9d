package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
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

    private final PushbackInputStream source;
    private final byte[] word = new byte[WORD];
    private int restAt = REST_OF_NULL.length;
    private boolean inString;
    private boolean escaped;
    private boolean inWord;

    NanTolerantStream(InputStream in) {
        source = new PushbackInputStream(in, WORD);
    }

    @Override
    public int read() throws IOException {
        if (restAt < REST_OF_NULL.length) {
            return REST_OF_NULL[restAt++];
        }
        int c = source.read();
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
            source.unread(c);
            if (takeUndefined()) {
                return startNull();
            }
            return source.read();
        }
        return c;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int c = read();
            if (c < 0) {
                return count == 0 ? -1 : count;
            }
            into[offset + count++] = (byte) c;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Consumes {@code nan} or {@code inf} if that comes next, else nothing. */
    private boolean takeUndefined() throws IOException {
        int count = source.readNBytes(word, 0, WORD);
        if (count == WORD && (Arrays.equals(word, NAN) || Arrays.equals(word, INF))) {
            return true;
        }
        source.unread(word, 0, count);
        return false;
    }

    private int startNull() {
        restAt = 0;
        return 'n';
    }
}
