package io.brickyard.wire.dict;

import java.nio.ByteBuffer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any bytes are either malformed or a dict that survives encoding, and whose values can be read as any type. */
class GfxDictFuzzTest {
    @FuzzTest
    void shouldSurviveAnyBytes(byte[] bytes) {
        Dict dict;
        try {
            dict = GfxDict.decode(new XdrReader(ByteBuffer.wrap(bytes)));
        } catch (MalformedMessageException expected) {
            return;
        }
        dict.forEach((key, value) -> {
            value.asText();
            value.asLong(0);
            value.asGfid();
        });
        XdrWriter out = new XdrWriter();
        GfxDict.encode(dict, out);
        assertEquals(dict, GfxDict.decodeBeforeData(new XdrReader(out.buffer().flip())));
    }
}
