package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any bytes are either malformed or a message that survives encoding. First byte: operation, second: request or reply. */
class FopFuzzTest {
    @FuzzTest
    void shouldSurviveAnyBytes(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        Fop fop = Fop.ALL.get((bytes[0] & 0xFF) % Fop.ALL.size());
        XdrReader in = new XdrReader(ByteBuffer.wrap(bytes, 2, bytes.length - 2));
        try {
            if ((bytes[1] & 1) == 0) {
                checkRequest(fop, in);
            } else {
                checkReply(fop, in);
            }
        } catch (MalformedMessageException expected) {
            // the one way to fail
        }
    }

    private static void checkRequest(Fop fop, XdrReader in) {
        FopRequest request = fop.decodeRequest(in);
        XdrWriter out = new XdrWriter();
        request.encode(out);
        out.putBytes(request.payload());
        assertEquals(request, fop.decodeRequest(new XdrReader(out.buffer().flip())));
    }

    private static void checkReply(Fop fop, XdrReader in) {
        FopReply reply = fop.decodeReply(in);
        XdrWriter out = new XdrWriter();
        reply.encode(out);
        out.putBytes(reply.payload());
        assertEquals(reply, fop.decodeReply(new XdrReader(out.buffer().flip())));
    }
}
