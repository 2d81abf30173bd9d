package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
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
            int end = at;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            length = append(length, at, end);
            boolean complete = end < limit;
            at = complete ? end + 1 : end;
            if (complete) {
                return finish(length);
            }
        }
        return any ? finish(length) : null;
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
