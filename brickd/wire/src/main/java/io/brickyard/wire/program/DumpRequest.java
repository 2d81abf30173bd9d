package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Asks a server which programs it serves; the first message on a connection.
 *
 * @param gfsId ignored; stock sends 0xcaed
 */
public record DumpRequest(long gfsId) implements Message {
    static DumpRequest decode(XdrReader in) {
        return new DumpRequest(in.getLong());
    }

    @Override
    public void encode(XdrWriter out) {
        out.putLong(gfsId);
    }
}
