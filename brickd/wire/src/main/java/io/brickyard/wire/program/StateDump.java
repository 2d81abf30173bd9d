package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 9: write a state dump.
 *
 * @param pid of the process meant
 */
public record StateDump(int pid) implements Callback {
    static StateDump decode(XdrReader in) {
        return new StateDump(in.getInt());
    }

    @Override
    public int procedure() {
        return 9;
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(pid);
    }
}
