package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FINODELK, procedure 30: byte range lock of one client against others, on an open file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param command see {@link io.brickyard.wire.type.LockCommand}
 * @param type read, write or unlock
 * @param flock the range; its owner is empty
 * @param domain lock space: who locks for which purpose
 * @param xdata further wishes and hints
 */
public record Finodelk(Gfid gfid, long fd, int command, int type, Flock flock, String domain,
        Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Finodelk decode(XdrReader in) {
        return new Finodelk(Gfid.decode(in), in.getLong(), in.getInt(), in.getInt(), Flock.decode(in),
                in.getString(FopLimits.MAX_TEXT_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FINODELK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putInt(command);
        out.putInt(type);
        flock.encode(out);
        out.putString(domain);
        GfxDict.encode(xdata, out);
    }
}
