package io.brickyard.posix;

import java.util.HexFormat;

import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Bytes that stock GlusterFS 10.3 wrote. */
class CodecTest {
    private static final String MDATA = "010000000000000000000000006b0217ff000000003154fa9c"
            + "000000006b0217ff00000000312dc09c000000006b0217ff000000003124ccc7";

    @Test
    void shouldReadAndWriteMdataAsStockDoes() {
        byte[] bytes = HexFormat.of().parseHex(MDATA);
        MdataXattr mdata = MdataXattr.decode(bytes);
        assertEquals(new MdataXattr(new MdataXattr.Time(0x6b0217ffL, 0x3154fa9c),
                new MdataXattr.Time(0x6b0217ffL, 0x312dc09c),
                new MdataXattr.Time(0x6b0217ffL, 0x3124ccc7)), mdata);
        assertArrayEquals(bytes, mdata == null ? new byte[0] : mdata.encode());
        bytes[0] = 2;
        assertNull(MdataXattr.decode(bytes));
    }

    @Test
    void shouldNamePathLabelsAsStockDoes() {
        assertEquals("trusted.gfid2path.7601a86841288f9a",
                Labels.pathKey(Gfid.parse("d3164e4e-75fd-443a-bebb-ddce9bafcc44"), "gx"));
        assertEquals("trusted.gfid2path.be7420155f19f093",
                Labels.pathKey(Gfid.parse("403e1de4-9e95-48e5-91e7-602766ce4a73"), "f"));
        assertEquals(0xEF46DB3751D8E999L, Xxh64.hash(new byte[0]));
    }

    @Test
    void shouldMatchWhenPatternsAreShells() {
        assertTrue(Fnmatch.compile("trusted.afr.*").matches("trusted.afr.dirty"));
        assertTrue(Fnmatch.compile("user.[a-c]?").matches("user.bx"));
        assertFalse(Fnmatch.compile("user.[!a-c]x").matches("user.bx"));
        assertFalse(Fnmatch.compile("user.a.b").matches("user.aXb"));
        assertTrue(Fnmatch.compile("user.\\*").matches("user.*"));
    }
}
