package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Sets the lock version of a client; unused.
 *
 * @param uid client identity
 * @param version the version
 */
public record SetLkVerRequest(String uid, int version) implements Message {
    static SetLkVerRequest decode(XdrReader in) {
        return new SetLkVerRequest(in.getString(ProgramLimits.MAX_TEXT_BYTES), in.getInt());
    }

    @Override
    public void encode(XdrWriter out) {
        out.putString(uid);
        out.putInt(version);
    }
}
