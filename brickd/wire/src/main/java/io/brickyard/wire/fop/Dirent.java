package io.brickyard.wire.fop;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A directory entry in {@link ReaddirReply}. On the wire the name is also preceded by its length.
 *
 * @param ino inode number
 * @param offset cookie of this entry: the next request's offset; small numbers survive clients unharmed
 * @param type 0 unknown, 4 directory, 8 regular, 10 symbolic link and so on, as readdir(3)
 * @param name without slash
 */
public record Dirent(long ino, long offset, int type, String name) {
    static Dirent decode(XdrReader in) {
        long ino = in.getLong();
        long offset = in.getLong();
        in.getInt();
        return new Dirent(ino, offset, in.getInt(), in.getString(FopLimits.MAX_NAME_BYTES));
    }

    void encode(XdrWriter out) {
        out.putLong(ino);
        out.putLong(offset);
        int lengthAt = out.position();
        out.putInt(0);
        out.putInt(type);
        int stringAt = out.position();
        out.putString(name);
        out.setInt(lengthAt, out.buffer().getInt(stringAt));
    }

    static List<Dirent> decodeList(XdrReader in) {
        List<Dirent> entries = new ArrayList<>();
        while (in.getBoolean()) {
            entries.add(decode(in));
        }
        return entries;
    }

    static void encodeList(List<Dirent> entries, XdrWriter out) {
        for (Dirent entry : entries) {
            out.putBoolean(true);
            entry.encode(out);
        }
        out.putBoolean(false);
    }
}
