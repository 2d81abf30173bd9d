package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 11: another request waits for this entry lock. No stock brick sends it.
 *
 * @param gfid the directory
 * @param type of the held lock
 * @param pid of the holder
 * @param name the name
 * @param domain lock space
 * @param xdata further values
 */
public record EntrylkContention(Gfid gfid, int type, int pid, String name, String domain,
        Dict xdata) implements Callback {
    static EntrylkContention decode(XdrReader in) {
        return new EntrylkContention(Gfid.decode(in), in.getInt(), in.getInt(),
                in.getString(ProgramLimits.MAX_TEXT_BYTES), in.getString(ProgramLimits.MAX_TEXT_BYTES),
                OldDict.decodeOpaque(in));
    }

    @Override
    public int procedure() {
        return 11;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(type);
        out.putInt(pid);
        out.putString(name);
        out.putString(domain);
        OldDict.encodeOpaque(xdata, out);
    }
}
