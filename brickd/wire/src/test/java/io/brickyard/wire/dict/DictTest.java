package io.brickyard.wire.dict;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.Mdata;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DictTest {
    private static XdrReader hex(String text) {
        return new XdrReader(ByteBuffer.wrap(HexFormat.of().parseHex(text.replace(" ", ""))));
    }

    private static String encoded(Dict dict) {
        XdrWriter out = new XdrWriter();
        GfxDict.encode(dict, out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    @Test
    void shouldTellAbsentFromEmptyOnTheWire() {
        assertEquals("00000000ffffffff00000000", encoded(Dict.NULL));
        assertEquals("000000000000000000000000", encoded(Dict.EMPTY));
        assertSame(Dict.NULL, GfxDict.decode(hex("00000000 ffffffff 00000000")));
        assertSame(Dict.EMPTY, GfxDict.decode(hex("00000000 00000000 00000000")));
        assertNotEquals(Dict.NULL, Dict.EMPTY);
    }

    @Test
    void shouldKeepAllTypesAndTheOrder() {
        Dict dict = Dict.builder().put("old", new DictValue.Bytes(DictType.STR_OLD, new byte[]{1})).putInt("int", -1)
                .putUint("uint", -1).put("real", new DictValue.Real(0.1)).putText("text", "täxt")
                .putRaw("raw", new byte[0]).putGfid("gfid", Gfid.ROOT).putIatt("iatt", Iatt.builder().size(5).build())
                .put("times", new DictValue.Times(new Mdata(1, 2, 3, 4, 5, 6))).build();
        XdrWriter out = new XdrWriter();
        GfxDict.encode(dict, out);
        XdrReader in = new XdrReader(out.buffer().flip());
        assertEquals(dict, GfxDict.decodeBeforeData(in));
        assertEquals(0, in.remaining());
    }

    @Test
    void shouldReadNumbersWhateverTheirType() {
        Dict dict = Dict.builder().putInt("int", 7).putUint("uint", 7).putText("text", "7").putText("no", "seven")
                .build();
        assertEquals(7, dict.getLong("int", 0));
        assertEquals(7, dict.getLong("uint", 0));
        assertEquals(7, dict.getLong("text", 0));
        assertEquals(-1, dict.getLong("no", -1));
        assertEquals(-1, dict.getLong("missing", -1));
        assertNull(dict.getText("missing"));
        assertArrayEquals(new byte[]{'7', 0}, dict.getBytes("uint"), "as it would be stored");
    }

    @Test
    void shouldChangeOnlyTheCopyWhenBuiltUpon() {
        Dict dict = Dict.builder().putInt("a", 1).putInt("b", 2).build();
        assertEquals("{a=Int[value=3], b=Int[value=2]}", dict.with("a", new DictValue.Int(3)).toString());
        assertEquals(Dict.of("b", new DictValue.Int(2)), dict.toBuilder().remove("a").build());
        assertSame(Dict.EMPTY, dict.toBuilder().remove("a").remove("b").remove("c").build());
        assertEquals(1, dict.getLong("a", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000014 00000001 00000001 00000002 6b000000 0000000a 00000000",
            "00000014 00000001 00000001 00000001 6b000000 00000002 00000000 00000000",
            "00000014 00000001 00000001 00000000 00000002 00000000 00000000",
            "00000014 00000001 00000001 00000004 6b006b00 00000002 00000000 00000000",
            "00000014 7fffffff 7fffffff 00000002 6b000000 00000002 00000000 00000000"})
    void shouldRefuseADictWhenItsTypeKeyOrCountIsWrong(String bytes) {
        assertThrows(MalformedMessageException.class, () -> GfxDict.decode(hex(bytes)));
    }

    @Test
    void shouldInsistOnTheSizeWordOnlyWhenDataFollows() {
        String lying = "00000000 00000001 00000001 00000002 6b000000 00000002 00000000 00000001";
        assertEquals(1, GfxDict.decode(hex(lying)).getLong("k", 0));
        assertThrows(MalformedMessageException.class, () -> GfxDict.decodeBeforeData(hex(lying)));
    }

    @Test
    void shouldTravelInTheOldEncodingAsText() {
        Dict dict = Dict.builder().putText("volname", "v").putUint("n", 12).build();
        XdrWriter out = new XdrWriter();
        OldDict.encodeOpaque(dict, out);
        XdrReader in = new XdrReader(out.buffer().flip());
        Dict back = OldDict.decodeOpaque(in);
        assertEquals(0, in.remaining());
        assertEquals("v", back.getText("volname"));
        assertEquals(12, back.getLong("n", 0));
        assertSame(Dict.NULL, OldDict.decodeOpaque(hex("00000000")));
        assertSame(Dict.EMPTY, OldDict.decodeOpaque(hex("00000004 00000000")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000001", "00000001 00000001 00000000 6b 01", "00000001 00000001 00000000 6b 00 00",
            "00000001 ffffffff 00000000 6b 00", "00000001 00000001 00000000 00 00"})
    void shouldRefuseAnOldDictWhenItDoesNotFit(String bytes) {
        assertThrows(MalformedMessageException.class, () -> OldDict.decode(hex(bytes)));
    }
}
