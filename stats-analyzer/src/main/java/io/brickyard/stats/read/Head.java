package io.brickyard.stats.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/** The first bytes of an input, by which readers recognise their formats. */
final class Head {
    /** How much is looked at. */
    static final int BYTES = 16 * 1024;

    private final byte[] bytes;
    private final int length;
    private @Nullable String text;
    private @Nullable List<String> lines;

    Head(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /** The first {@code length} of these bytes. */
    Head(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Whether the bytes start with these, given as numbers 0 to 255. */
    boolean startsWith(int... magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first four bytes as a big-endian number, empty if there are fewer. */
    OptionalInt firstWord() {
        return length < 4 ? OptionalInt.empty() : OptionalInt.of(ByteBuffer.wrap(bytes).getInt());
    }

    /** Whether bytes are there that no text has. */
    boolean isBinary() {
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) {
                return true;
            }
        }
        return false;
    }

    /** The head as text, a char per byte. */
    String text() {
        String decoded = text;
        if (decoded == null) {
            decoded = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            text = decoded;
        }
        return decoded;
    }

    /** Its lines without line ends; the last may be cut. */
    List<String> lines() {
        List<String> cut = lines;
        if (cut == null) {
            cut = text().lines().toList();
            lines = cut.isEmpty() ? List.of("") : cut;
        }
        return lines == null ? cut : lines;
    }

    /** The first character that is not blank, NUL where there is none. */
    char firstVisible() {
        String stripped = text().strip();
        return stripped.isEmpty() ? '\0' : stripped.charAt(0);
    }
}
