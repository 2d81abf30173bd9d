package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * INODELK, procedure 29: byte range lock of one client against others, by gfid; the owner is in the credential.
 *
 * @param gfid the inode
 * @param command see {@link io.brickyard.wire.type.LockCommand}
 * @param type read, write or unlock
 * @param flock the range; its owner is empty
 * @param domain lock space: who locks for which purpose
 * @param xdata further wishes and hints
 */
public record Inodelk(Gfid gfid, int command, int type, Flock flock, String domain, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Inodelk decode(XdrReader in) {
        return new Inodelk(Gfid.decode(in), in.getInt(), in.getInt(), Flock.decode(in),
                in.getString(FopLimits.MAX_TEXT_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.INODELK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(command);
        out.putInt(type);
        flock.encode(out);
        out.putString(domain);
        GfxDict.encode(xdata, out);
    }
}
