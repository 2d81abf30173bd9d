package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A lease id: 16 bytes.
 *
 * @param high first eight bytes, big-endian
 * @param low last eight bytes
 */
public record LeaseId(long high, long low) {
    static LeaseId decode(XdrReader in) {
        return new LeaseId(in.getLong(), in.getLong());
    }

    void encode(XdrWriter out) {
        out.putLong(high);
        out.putLong(low);
    }
}
