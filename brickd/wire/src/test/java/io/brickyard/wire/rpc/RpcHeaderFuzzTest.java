package io.brickyard.wire.rpc;

import java.nio.ByteBuffer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any bytes are either malformed, a call or a reply; an accepted call survives encoding. */
class RpcHeaderFuzzTest {
    @FuzzTest
    void shouldSurviveAnyBytes(byte[] bytes) {
        try {
            RpcCall call = RpcCall.decode(new XdrReader(ByteBuffer.wrap(bytes)));
            if (call.verdict() == RpcCall.Verdict.ACCEPT) {
                XdrWriter out = new XdrWriter();
                call.encode(out);
                assertEquals(call, RpcCall.decode(new XdrReader(out.buffer().flip())));
            }
        } catch (MalformedMessageException expected) {
            checkReply(bytes);
        }
    }

    private static void checkReply(byte[] bytes) {
        try {
            RpcReply.decode(new XdrReader(ByteBuffer.wrap(bytes)));
        } catch (MalformedMessageException expected) {
            // the one way to fail
        }
    }
}
