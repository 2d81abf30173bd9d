package io.brickyard.wire.xdr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Names on the wire are bytes, usually but not necessarily UTF-8. This maps them to strings and back without loss:
 * valid UTF-8 is itself, each other byte 0x80..0xFF becomes the lone surrogate U+DC80..U+DCFF (which no valid UTF-8
 * yields). Whoever hands a name to a system call takes {@link #encode}, never {@code getBytes(UTF_8)}.
 */
public final class WireText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int ESCAPE_BASE = 0xDC00;

    private WireText() {
    }

    /** The string for the bytes. */
    public static String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeEscaping(bytes, offset, length);
    }

    /** The string for a range of a buffer, in absolute indices. */
    public static String decode(ByteBuffer buffer, int start, int length) {
        if (buffer.hasArray()) {
            return decode(buffer.array(), buffer.arrayOffset() + start, length);
        }
        byte[] bytes = new byte[length];
        buffer.get(start, bytes);
        return decode(bytes, 0, length);
    }

    /** The bytes for the string; characters that {@link #decode} cannot yield are replaced by a question mark. */
    public static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                return encodeEscaping(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(String text, int index) {
        char c = text.charAt(index);
        return c >= 0xDC80 && c <= 0xDCFF && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static byte[] encodeEscaping(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                out.writeBytes(text.substring(plainFrom, i).getBytes(StandardCharsets.UTF_8));
                out.write(text.charAt(i) - ESCAPE_BASE);
                plainFrom = i + 1;
            }
        }
        out.writeBytes(text.substring(plainFrom).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static String decodeEscaping(byte[] bytes, int offset, int length) {
        StringBuilder out = new StringBuilder(length);
        int end = offset + length;
        int i = offset;
        while (i < end) {
            int sequence = validSequence(bytes, i, end);
            if (sequence == 0) {
                out.append((char) (ESCAPE_BASE + (bytes[i] & 0xFF)));
                i++;
            } else {
                out.append(new String(bytes, i, sequence, StandardCharsets.UTF_8));
                i += sequence;
            }
        }
        return out.toString();
    }

    /** Length of the valid UTF-8 sequence at the index, or 0. */
    private static int validSequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = length > 1 ? bytes[at + 1] & 0xFF : 0;
        boolean overlongOrSurrogate = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0);
        boolean outOfRange = (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90);
        return overlongOrSurrogate || outOfRange ? 0 : length;
    }
}
