package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 10: another request waits for this range lock; stock sends it at most every five seconds per lock.
 *
 * @param gfid the inode
 * @param flock the held lock, owner empty
 * @param pid of the holder
 * @param domain lock space
 * @param xdata further values
 */
public record InodelkContention(Gfid gfid, Flock flock, int pid, String domain, Dict xdata) implements Callback {
    static InodelkContention decode(XdrReader in) {
        return new InodelkContention(Gfid.decode(in), Flock.decode(in), in.getInt(),
                in.getString(ProgramLimits.MAX_TEXT_BYTES), OldDict.decodeOpaque(in));
    }

    @Override
    public int procedure() {
        return 10;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        flock.encode(out);
        out.putInt(pid);
        out.putString(domain);
        OldDict.encodeOpaque(xdata, out);
    }
}
