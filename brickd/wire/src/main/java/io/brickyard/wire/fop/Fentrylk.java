package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FENTRYLK, procedure 32: lock on a name in an open directory or the whole of it.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param command see {@link io.brickyard.wire.type.LockCommand}
 * @param type read, write or unlock
 * @param named 0: the whole directory, then the name is empty
 * @param name the name
 * @param domain lock space: who locks for which purpose
 * @param xdata further wishes and hints
 */
public record Fentrylk(Gfid gfid, long fd, int command, int type, long named, String name, String domain,
        Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Fentrylk decode(XdrReader in) {
        return new Fentrylk(Gfid.decode(in), in.getLong(), in.getInt(), in.getInt(), in.getLong(),
                in.getString(FopLimits.MAX_NAME_BYTES), in.getString(FopLimits.MAX_TEXT_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FENTRYLK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putInt(command);
        out.putInt(type);
        out.putLong(named);
        out.putString(name);
        out.putString(domain);
        GfxDict.encode(xdata, out);
    }
}
