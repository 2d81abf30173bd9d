package io.brickyard.wire.fop;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

class FopTest {
    /** Sizes of a result with absent xdata, by shape. */
    private static final Map<Class<?>, Integer> RESULT_BYTES = Map.of(StatusReply.class, 20, IattReply.class, 168,
            PrePostReply.class, 316, LookupReply.class, 316, EntryReply.class, 464, XattrReply.class, 328,
            FdReply.class, 28, ReadReply.class, ReadReply.FIXED_BYTES, StatfsReply.class, 108);

    @ParameterizedTest
    @EnumSource(Fop.class)
    void shouldBeFoundByItsProcedure(Fop fop) {
        assertSame(fop, Fop.ofProcedure(fop.procedure()));
    }

    @Test
    void shouldHaveEachNumberOnce() {
        Set<Integer> numbers = new HashSet<>();
        Fop.ALL.forEach(fop -> numbers.add(fop.number()));
        assertEquals(55, Fop.ALL.size());
        assertEquals(55, numbers.size());
        assertNull(Fop.ofProcedure(0));
        assertNull(Fop.ofProcedure(49));
        assertNull(Fop.ofProcedure(57));
        assertNull(Fop.ofProcedure(-1));
    }

    @ParameterizedTest
    @EnumSource(Fop.class)
    void shouldFailWithACompleteStructure(Fop fop) {
        FopReply failure = fop.failure(Errno.ESTALE.code());
        XdrWriter out = new XdrWriter();
        failure.encode(out);
        Integer expected = RESULT_BYTES.get(failure.getClass());
        if (expected != null) {
            assertEquals(expected, out.position());
        }
        XdrReader in = new XdrReader(out.buffer().flip());
        FopReply back = fop.decodeReply(in);
        assertEquals(failure, back);
        assertEquals(0, in.remaining());
        assertEquals(-1, back.opRet());
        assertEquals(Errno.ESTALE.code(), back.opErrno());
        assertEquals(Dict.EMPTY, back.withXdata(Dict.EMPTY).xdata());
    }
}
