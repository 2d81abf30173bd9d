package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrWriter;

/** Arguments or results of a procedure that is no file operation. */
public interface Message {
    /** Writes the body behind the RPC header. */
    void encode(XdrWriter out);
}
