package io.brickyard.wire.xdr;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class XdrTest {
    private static XdrReader reader(int... words) {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * Integer.BYTES);
        for (int word : words) {
            buffer.putInt(word);
        }
        return new XdrReader(buffer.flip());
    }

    @Test
    void shouldReadWhatWasWrittenWhenTheBufferHadToGrow() {
        XdrWriter out = new XdrWriter(ByteBuffer.allocateDirect(4));
        out.putInt(-1);
        out.putUnsignedInt(0xFFFFFFFFL);
        out.putLong(Long.MIN_VALUE);
        out.putString("näme");
        out.putOpaque(new byte[]{1, 2, 3, 4, 5});
        out.putBoolean(true);
        out.putDouble(2.5);
        XdrReader in = new XdrReader(out.buffer().flip());
        assertEquals(-1, in.getInt());
        assertEquals(0xFFFFFFFFL, in.getUnsignedInt());
        assertEquals(Long.MIN_VALUE, in.getLong());
        assertEquals("näme", in.getString(5));
        assertArrayEquals(new byte[]{1, 2, 3, 4, 5}, in.getOpaque(5));
        assertEquals(true, in.getBoolean());
        assertEquals(2.5, in.getDouble());
        assertEquals(0, in.remaining());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 9, 5})
    void shouldRefuseALengthWhenItExceedsTheBoundOrTheInput(int length) {
        assertThrows(MalformedMessageException.class, () -> reader(length, 0).getOpaque(8));
        assertThrows(MalformedMessageException.class, () -> reader(length, 0).getString(8));
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        assertThrows(MalformedMessageException.class, () -> reader().getInt());
        assertThrows(MalformedMessageException.class, () -> reader(0).getLong());
        assertThrows(MalformedMessageException.class, () -> reader(2).getBoolean());
        assertThrows(MalformedMessageException.class, () -> reader(1, 0).getString(4));
        assertThrows(MalformedMessageException.class, () -> reader(0).skip(-1));
    }

    @Test
    void shouldHandOutDataWithoutCopyWhenSliced() {
        byte[] bytes = {0, 0, 0, 7, 42, 43, 44};
        XdrReader in = new XdrReader(ByteBuffer.wrap(bytes));
        in.getInt();
        ByteBuffer rest = in.getRest();
        assertEquals(3, rest.remaining());
        bytes[4] = 1;
        assertEquals(1, rest.get(0));
    }
}
