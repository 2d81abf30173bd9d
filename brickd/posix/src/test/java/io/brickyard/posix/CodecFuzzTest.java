package io.brickyard.posix;

import java.util.Arrays;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.wire.type.Gfid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is decoded from disk, from arbitrary bytes: never an exception, and what decodes encodes to the same bytes. */
class CodecFuzzTest {
    @FuzzTest
    void shouldRoundTripWhenMdataDecodes(byte[] bytes) {
        MdataXattr mdata = MdataXattr.decode(bytes);
        if (mdata != null) {
            byte[] canonical = bytes.clone();
            Arrays.fill(canonical, 1, 9, (byte) 0);
            assertArrayEquals(canonical, mdata.encode());
            assertEquals(mdata, mdata.max(mdata));
            assertEquals(mdata, mdata.advanced(0, mdata.ctime()));
        }
    }

    @FuzzTest
    void shouldRoundTripWhenADirectoryHandleDecodes(byte[] bytes) {
        Place place = Place.parse(bytes);
        if (place != null) {
            assertArrayEquals(bytes, place.text());
        }
    }

    @FuzzTest
    void shouldRoundTripWhenAPathLabelDecodes(byte[] bytes) {
        Place place = Labels.parsePath(bytes);
        if (place != null && place.parent().toString()
                .equals(new String(bytes, 0, 36, java.nio.charset.StandardCharsets.US_ASCII))) {
            assertArrayEquals(bytes, Labels.pathValue(place.parent(), place.name()));
        }
    }

    @FuzzTest
    void shouldDecideWhenAnAclDecodes(byte[] bytes) {
        PosixAcl acl = PosixAcl.decode(bytes);
        if (acl != null) {
            assertEquals(acl, PosixAcl.decode(acl.encode()));
            acl.permits(Caller.root(new FdTable()), 0, 7);
        }
    }

    @FuzzTest
    void shouldComputeOrRefuseWhenXattropOperandsAreArbitrary(byte[] bytes) {
        int split = bytes.length == 0 ? 0 : (bytes[0] & 0xff) % bytes.length;
        byte[] stored = Arrays.copyOf(bytes, split);
        byte[] operand = Arrays.copyOfRange(bytes, split, bytes.length);
        for (int op = 0; op < 8; op++) {
            try {
                XattropArithmetic.apply(op, stored, operand);
                XattropArithmetic.apply(op, null, operand);
            } catch (SysException refused) {
                assertEquals(true, refused.errno() > 0);
            }
        }
    }

    @FuzzTest
    void shouldCompileWhenPatternsAreArbitrary(byte[] bytes) {
        String glob = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        Fnmatch.compile(glob).matches("trusted.afr.vol-client-0");
        Gfid gfid = bytes.length == 16 ? Gfid.of(bytes) : Gfid.ROOT;
        assertEquals(16, Labels.pathKey(gfid, glob).length() - Keys.GFID2PATH.length());
    }
}
