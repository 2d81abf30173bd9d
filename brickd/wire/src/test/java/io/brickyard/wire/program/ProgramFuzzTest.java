package io.brickyard.wire.program;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any bytes are either malformed or a message that survives encoding. The first byte says which message. */
class ProgramFuzzTest {
    private static final int CALLBACKS = 11;
    private static final List<Function<XdrReader, ? extends Message>> DECODERS = List.of(DumpRequest::decode,
            DumpReply::decode, DictRequest::decode, DictReply::decode, GetSpecRequest::decode, GetSpecReply::decode,
            SetLkVerRequest::decode, SetLkVerReply::decode, EventNotifyRequest::decode, InfoReply::decode,
            PortByBrickRequest::decode, PortByBrickReply::decode, BrickByPortRequest::decode, BrickByPortReply::decode,
            SignInRequest::decode, SignOutRequest::decode, StatusReply::decode, BrickOpRequest::decode,
            BrickOpReply::decode);

    @FuzzTest
    void shouldSurviveAnyBytes(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        Function<XdrReader, ? extends Message> decoder = decoder((bytes[0] & 0xFF) % (DECODERS.size() + CALLBACKS));
        try {
            Message message = decoder.apply(new XdrReader(ByteBuffer.wrap(bytes, 1, bytes.length - 1)));
            XdrWriter out = new XdrWriter();
            message.encode(out);
            assertEquals(message, decoder.apply(new XdrReader(out.buffer().flip())));
        } catch (MalformedMessageException expected) {
            // the one way to fail
        }
    }

    private static Function<XdrReader, ? extends Message> decoder(int index) {
        return index < DECODERS.size() ? DECODERS.get(index) : in -> callback(index - DECODERS.size() + 1, in);
    }

    private static Message callback(int procedure, XdrReader in) {
        Callback callback = Callback.decode(procedure, in);
        if (callback == null) {
            throw new AssertionError("callback " + procedure + " is unknown");
        }
        return callback;
    }
}
