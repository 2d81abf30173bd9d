package io.brickyard.wire.dict;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.Mdata;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.WireText;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The typed dict encoding of file operations: size of the pairs, count (-1 = no dict), number of pairs, then pairs of
 * key (with NUL), type tag, value. Encoding what was decoded gives the same bytes.
 */
public final class GfxDict {
    /** Encoded size of a dict without pairs. */
    public static final int EMPTY_BYTES = 12;
    /** Longest key or value; stock's own bound. */
    public static final int MAX_ITEM_BYTES = 1 << 20;

    private static final int NULL_COUNT = -1;
    /** Smallest pair: key length, one padded key unit, tag, empty opaque. */
    private static final int MIN_PAIR_BYTES = 16;

    private GfxDict() {
    }

    /** Reads a dict; the size word is ignored, as stock does outside READ and WRITE. */
    public static Dict decode(XdrReader in) {
        in.getInt();
        return decodePairs(in);
    }

    /** Reads the dict in front of raw data, where the size word says where the data starts and so must be right. */
    public static Dict decodeBeforeData(XdrReader in) {
        long sizeBytes = in.getUnsignedInt();
        int before = in.remaining() - 8;
        Dict dict = decodePairs(in);
        if (before - in.remaining() != sizeBytes) {
            throw new MalformedMessageException("dict in front of data is " + (before - in.remaining())
                    + " bytes long, its size word says " + sizeBytes);
        }
        return dict;
    }

    private static Dict decodePairs(XdrReader in) {
        int count = in.getInt();
        long pairs = in.getUnsignedInt();
        if (pairs == 0) {
            return count == NULL_COUNT ? Dict.NULL : Dict.EMPTY;
        }
        if (pairs > in.remaining() / MIN_PAIR_BYTES) {
            throw new MalformedMessageException(pairs + " dict pairs cannot fit in " + in.remaining() + " bytes");
        }
        DictBuilder builder = new DictBuilder((int) pairs);
        for (int i = 0; i < pairs; i++) {
            String key = decodeKey(in);
            builder.append(key, decodeValue(in, key));
        }
        return builder.build();
    }

    private static String decodeKey(XdrReader in) {
        byte[] bytes = in.getOpaque(MAX_ITEM_BYTES);
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] == 0) != (i == bytes.length - 1)) {
                throw new MalformedMessageException("dict key is not ended by its only NUL");
            }
        }
        if (bytes.length == 0) {
            throw new MalformedMessageException("dict key has no NUL");
        }
        return WireText.decode(bytes, 0, bytes.length - 1);
    }

    private static DictValue decodeValue(XdrReader in, String key) {
        int tag = in.getInt();
        return switch (tag) {
            case 1 -> new DictValue.Bytes(DictType.STR_OLD, in.getOpaque(MAX_ITEM_BYTES));
            case 2 -> new DictValue.Int(in.getLong());
            case 3 -> new DictValue.Uint(in.getLong());
            case 4 -> new DictValue.Real(in.getDouble());
            case 5 -> new DictValue.Bytes(DictType.STR, in.getOpaque(MAX_ITEM_BYTES));
            case 6 -> new DictValue.Bytes(DictType.PTR, in.getOpaque(MAX_ITEM_BYTES));
            case 7 -> new DictValue.Uuid(Gfid.decode(in));
            case 8 -> new DictValue.Attributes(Iatt.decode(in));
            case 9 -> new DictValue.Times(Mdata.decode(in));
            default -> throw new MalformedMessageException("dict key " + key + " has unknown type " + tag);
        };
    }

    /** Writes a dict. */
    public static void encode(Dict dict, XdrWriter out) {
        int sizeAt = out.position();
        out.putInt(0);
        out.putInt(dict.isNull() ? NULL_COUNT : dict.size());
        out.putInt(dict.size());
        for (int i = 0; i < dict.size(); i++) {
            encodeKey(dict.keyAt(i), out);
            encodeValue(dict.valueAt(i), out);
        }
        out.setInt(sizeAt, out.position() - sizeAt - EMPTY_BYTES);
    }

    private static void encodeKey(String key, XdrWriter out) {
        int lengthAt = out.position();
        out.putInt(0);
        int length = out.putText(key) + 1;
        out.putByte(0);
        out.setInt(lengthAt, length);
        out.putPadding(length);
    }

    private static void encodeValue(DictValue value, XdrWriter out) {
        switch (value) {
            case DictValue.Bytes raw -> {
                out.putInt(raw.type().tag());
                out.putOpaque(raw.bytes());
            }
            case DictValue.Int number -> {
                out.putInt(DictType.INT.tag());
                out.putLong(number.value());
            }
            case DictValue.Uint number -> {
                out.putInt(DictType.UINT.tag());
                out.putLong(number.value());
            }
            case DictValue.Real number -> {
                out.putInt(DictType.DOUBLE.tag());
                out.putDouble(number.value());
            }
            case DictValue.Uuid uuid -> {
                out.putInt(DictType.GFUUID.tag());
                uuid.value().encode(out);
            }
            case DictValue.Attributes iatt -> {
                out.putInt(DictType.IATT.tag());
                iatt.value().encode(out);
            }
            case DictValue.Times times -> {
                out.putInt(DictType.MDATA.tag());
                times.value().encode(out);
            }
        }
    }
}
