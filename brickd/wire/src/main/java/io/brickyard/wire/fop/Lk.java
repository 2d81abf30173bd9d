package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * LK, procedure 26: POSIX byte range locks.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param command see {@link io.brickyard.wire.type.LockCommand}
 * @param type read, write or unlock
 * @param flock range and owner
 * @param xdata further wishes and hints
 */
public record Lk(Gfid gfid, long fd, int command, int type, Flock flock, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Lk decode(XdrReader in) {
        return new Lk(Gfid.decode(in), in.getLong(), in.getInt(), in.getInt(), Flock.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.LK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putInt(command);
        out.putInt(type);
        flock.encode(out);
        GfxDict.encode(xdata, out);
    }
}
