package io.brickyard.wire.dict;

import java.nio.ByteBuffer;

import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.WireText;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The older, untyped dict encoding, always inside an XDR opaque (handshake, GETSPEC, callbacks): count, then per pair
 * key length without NUL, value length, key, NUL, value. Values decode as raw bytes; text and numbers are text with NUL.
 */
public final class OldDict {
    /** Longest opaque accepted. */
    public static final int MAX_BYTES = 16 << 20;

    private static final int MIN_PAIR_BYTES = 9;

    private OldDict() {
    }

    /** Reads an opaque and the dict in it; an opaque of length zero is {@link Dict#NULL}. */
    public static Dict decodeOpaque(XdrReader in) {
        int length = in.getLength(MAX_BYTES);
        ByteBuffer body = in.getSlice(length);
        in.skip(-length & 3);
        return length == 0 ? Dict.NULL : decode(new XdrReader(body));
    }

    /** Reads a dict that fills the reader; anything behind it is malformed. */
    public static Dict decode(XdrReader in) {
        long pairs = in.getUnsignedInt();
        if (pairs > in.remaining() / MIN_PAIR_BYTES) {
            throw new MalformedMessageException(pairs + " dict pairs cannot fit in " + in.remaining() + " bytes");
        }
        DictBuilder builder = new DictBuilder((int) pairs);
        for (int i = 0; i < pairs; i++) {
            decodePair(in, builder);
        }
        if (in.remaining() > 0) {
            throw new MalformedMessageException(in.remaining() + " bytes behind the last dict pair");
        }
        return builder.build();
    }

    private static void decodePair(XdrReader in, DictBuilder builder) {
        int keyLength = in.getLength(GfxDict.MAX_ITEM_BYTES);
        int valueLength = in.getLength(GfxDict.MAX_ITEM_BYTES);
        byte[] key = in.getBytes(keyLength);
        for (byte b : key) {
            if (b == 0) {
                throw new MalformedMessageException("dict key contains a NUL byte");
            }
        }
        if (in.getByte() != 0) {
            throw new MalformedMessageException("dict key is not followed by a NUL byte");
        }
        byte[] value = in.getBytes(valueLength);
        builder.append(WireText.decode(key, 0, keyLength), new DictValue.Bytes(DictType.STR_OLD, value));
    }

    /** Writes an opaque with the dict in it; {@link Dict#NULL} as an opaque of length zero. */
    public static void encodeOpaque(Dict dict, XdrWriter out) {
        int lengthAt = out.position();
        out.putInt(0);
        if (dict.isNull()) {
            return;
        }
        encode(dict, out);
        int length = out.position() - lengthAt - Integer.BYTES;
        out.setInt(lengthAt, length);
        out.putPadding(length);
    }

    /** Writes a dict; typed values as the bytes that {@link DictValue#asBytes} gives. */
    public static void encode(Dict dict, XdrWriter out) {
        out.putInt(dict.size());
        for (int i = 0; i < dict.size(); i++) {
            byte[] value = dict.valueAt(i).asBytes();
            int keyLengthAt = out.position();
            out.putInt(0);
            out.putInt(value.length);
            out.setInt(keyLengthAt, out.putText(dict.keyAt(i)));
            out.putByte(0);
            out.putBytes(value);
        }
    }
}
