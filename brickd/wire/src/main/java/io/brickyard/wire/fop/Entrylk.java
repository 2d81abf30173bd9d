package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * ENTRYLK, procedure 31: lock on a name in a directory or the whole of it, by gfid; the owner is in the
 * credential.
 *
 * @param gfid the inode
 * @param command see {@link io.brickyard.wire.type.LockCommand}
 * @param type read, write or unlock
 * @param named 0: the whole directory, then the name is empty
 * @param name the name
 * @param domain lock space: who locks for which purpose
 * @param xdata further wishes and hints
 */
public record Entrylk(Gfid gfid, int command, int type, long named, String name, String domain,
        Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Entrylk decode(XdrReader in) {
        return new Entrylk(Gfid.decode(in), in.getInt(), in.getInt(), in.getLong(),
                in.getString(FopLimits.MAX_NAME_BYTES), in.getString(FopLimits.MAX_TEXT_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.ENTRYLK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(command);
        out.putInt(type);
        out.putLong(named);
        out.putString(name);
        out.putString(domain);
        GfxDict.encode(xdata, out);
    }
}
