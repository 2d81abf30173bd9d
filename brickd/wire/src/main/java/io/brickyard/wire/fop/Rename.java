package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * RENAME, procedure 8: moves a name.
 *
 * @param oldPargfid directory of the old name
 * @param newPargfid directory of the new name
 * @param oldName name before
 * @param newName name after
 * @param xdata further wishes and hints
 */
public record Rename(Gfid oldPargfid, Gfid newPargfid, String oldName, String newName,
        Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Rename decode(XdrReader in) {
        return new Rename(Gfid.decode(in), Gfid.decode(in), in.getString(FopLimits.MAX_NAME_BYTES),
                in.getString(FopLimits.MAX_NAME_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.RENAME;
    }

    @Override
    public void encode(XdrWriter out) {
        oldPargfid.encode(out);
        newPargfid.encode(out);
        out.putString(oldName);
        out.putString(newName);
        GfxDict.encode(xdata, out);
    }
}
