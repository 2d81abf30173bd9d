package io.brickyard.wire.dict;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.Mdata;
import io.brickyard.wire.xdr.WireText;

/**
 * A value of a {@link Dict}. Types are hints only: a number may come as INT, UINT or decimal text, so readers ask
 * {@link #asLong} or {@link #asText} instead of the type; stock peers keep a typed number as decimal text with NUL.
 */
public sealed interface DictValue {
    /** The value as raw bytes, as it would be stored in an xattr: numbers become decimal text with NUL. */
    byte[] asBytes();

    /** The value as text up to the first NUL, for numbers in decimal. */
    default String asText() {
        byte[] bytes = asBytes();
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return WireText.decode(bytes, 0, length);
    }

    /** The value as a number, or the fallback if it is none. */
    default long asLong(long fallback) {
        String text = asText();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return fallback;
        }
    }

    /** The gfid that a GFUUID or 16 raw bytes hold, else {@link Gfid#NONE}. */
    default Gfid asGfid() {
        byte[] bytes = asBytes();
        return bytes.length == Gfid.BYTES ? Gfid.of(bytes) : Gfid.NONE;
    }

    private static byte[] textWithNul(String text) {
        byte[] bytes = WireText.encode(text);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /**
     * Bytes under one of the three byte types.
     *
     * @param type STR_OLD, STR or PTR
     * @param bytes for STR including the NUL at the end; not copied
     */
    record Bytes(DictType type, byte[] bytes) implements DictValue {
        @Override
        public byte[] asBytes() {
            return bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && type == that.type && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return type == DictType.STR ? asText() : "0x" + HexFormat.of().formatHex(bytes);
        }
    }

    /** A signed number; requesters use it for flags. */
    record Int(long value) implements DictValue {
        @Override
        public byte[] asBytes() {
            return textWithNul(Long.toString(value));
        }

        @Override
        public long asLong(long fallback) {
            return value;
        }
    }

    /** An unsigned number, in a long's 64 bits. */
    record Uint(long value) implements DictValue {
        @Override
        public byte[] asBytes() {
            return textWithNul(Long.toUnsignedString(value));
        }

        @Override
        public long asLong(long fallback) {
            return value;
        }
    }

    /** A floating-point number. */
    record Real(double value) implements DictValue {
        @Override
        public byte[] asBytes() {
            return textWithNul(String.format(Locale.ROOT, "%f", value));
        }
    }

    /** A gfid or another uuid. */
    record Uuid(Gfid value) implements DictValue {
        @Override
        public byte[] asBytes() {
            return value.toBytes();
        }

        @Override
        public Gfid asGfid() {
            return value;
        }
    }

    /** Attributes, for instance in the reply to SETXATTR. As bytes they are empty: they are never stored. */
    record Attributes(Iatt value) implements DictValue {
        @Override
        public byte[] asBytes() {
            return new byte[0];
        }
    }

    /** Times, in the request set-ctime-mdata. As bytes they are empty: the xattr has another layout. */
    record Times(Mdata value) implements DictValue {
        @Override
        public byte[] asBytes() {
            return new byte[0];
        }
    }

    /** Text, type STR; the NUL at the end is added. */
    static DictValue text(String text) {
        return new Bytes(DictType.STR, textWithNul(text));
    }

    /** Raw bytes, type PTR, as xattr values travel; not copied. */
    static DictValue raw(byte[] bytes) {
        return new Bytes(DictType.PTR, bytes);
    }
}
