package io.brickyard.wire.dict;

import java.nio.ByteBuffer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

/** Any bytes are either malformed or a dict that encodes to the same bytes. */
class OldDictFuzzTest {
    @FuzzTest
    void shouldSurviveAnyBytes(byte[] bytes) {
        Dict dict;
        try {
            dict = OldDict.decode(new XdrReader(ByteBuffer.wrap(bytes)));
        } catch (MalformedMessageException expected) {
            return;
        }
        XdrWriter out = new XdrWriter();
        OldDict.encode(dict, out);
        assertArrayEquals(bytes, out.toByteArray());
    }
}
