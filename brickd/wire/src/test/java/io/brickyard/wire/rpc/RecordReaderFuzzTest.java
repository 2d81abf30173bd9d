package io.brickyard.wire.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any stream ends as records, malformed or cut, and takes no more memory than its bytes and the bounds justify. */
class RecordReaderFuzzTest {
    private static final int MAX_RECORD_BYTES = 64 << 20;

    @FuzzTest
    void shouldSurviveAnyStream(byte[] bytes) throws IOException {
        long[] allocated = new long[1];
        RecordReader reader = new RecordReader(new RecordReaderTest.Dribble(bytes, new Random(bytes.length), 100), 8192,
                MAX_RECORD_BYTES, size -> {
                    allocated[0] += size;
                    return ByteBuffer.allocate(size);
                });
        XdrReader record = new XdrReader();
        try {
            while (reader.next(record)) {
                assertTrue(record.remaining() <= bytes.length);
            }
        } catch (MalformedMessageException | EOFException expected) {
            // the two ways to fail
        }
        assertTrue(allocated[0] <= (8 << 20) + 8L * bytes.length);
    }
}
