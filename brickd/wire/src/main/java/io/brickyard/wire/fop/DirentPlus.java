package io.brickyard.wire.fop;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A directory entry with attributes in {@link ReaddirpReply}.
 *
 * @param entry the entry
 * @param stat its attributes; zeros make the client look the name up
 * @param dict the keys that the request asked for and that exist
 */
public record DirentPlus(Dirent entry, Iatt stat, Dict dict) {
    static List<DirentPlus> decodeList(XdrReader in) {
        List<DirentPlus> entries = new ArrayList<>();
        while (in.getBoolean()) {
            entries.add(new DirentPlus(Dirent.decode(in), Iatt.decode(in), GfxDict.decode(in)));
        }
        return entries;
    }

    static void encodeList(List<DirentPlus> entries, XdrWriter out) {
        for (DirentPlus plus : entries) {
            out.putBoolean(true);
            plus.entry.encode(out);
            plus.stat.encode(out);
            GfxDict.encode(plus.dict, out);
        }
        out.putBoolean(false);
    }
}
