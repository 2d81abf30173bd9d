package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * IPC, procedure 47: a message for a translator; numbers from 3 are free.
 *
 * @param op which message
 * @param xdata its content
 */
public record Ipc(int op, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Ipc decode(XdrReader in) {
        return new Ipc(in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.IPC;
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(op);
        GfxDict.encode(xdata, out);
    }
}
