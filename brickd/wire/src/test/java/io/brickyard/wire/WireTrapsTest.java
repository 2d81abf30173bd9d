package io.brickyard.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.ClientIdentity;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RecordBatch;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.WireFd;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Encodings that look as if they could be otherwise, and at which a stock peer hangs up or reads nonsense. */
class WireTrapsTest {
    private static final int STOCK_LEAST_READ_RESULT_BYTES = 172;
    private static final int LAST_FRAGMENT = 0x80000000;

    private static String hex(XdrWriter out) {
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private static String hexOfText(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void shouldBeAsLongAsStockInsistsWhenAReadFails() {
        for (Dict xdata : new Dict[]{Dict.NULL, Dict.EMPTY}) {
            XdrWriter out = new XdrWriter();
            Fop.READ.failure(Errno.EIO.code(), xdata).encode(out);
            assertTrue(out.position() >= STOCK_LEAST_READ_RESULT_BYTES, out.position() + " bytes");
            assertEquals("ffffffff00000005", hex(out).substring(0, 16));
        }
    }

    @Test
    void shouldPutDataUnpaddedBehindXdataWhoseSizeIsExactWhenAReadIsAnswered() {
        Dict xdata = Dict.builder().putText("key", "value").build();
        ReadReply reply = new ReadReply(3, 0, Iatt.builder().size(77).build(), 3, xdata,
                ByteBuffer.wrap(new byte[]{1, 2, 3}));
        RecordBatch batch = new RecordBatch(new XdrWriter(), 1024);
        XdrWriter out = batch.begin();
        reply.encode(out);
        batch.end(reply.payload());
        String bytes = hex(out).substring(8);
        // Status and attributes, then the size, the dict's bytes behind its counts, key and value, each with its NUL.
        int behindStat = 2 * (8 + 148);
        assertEquals("00000003" + "00000018" + "00000001" + "00000001" + "00000004" + hexOfText("key") + "00"
                + "00000005" + "00000006" + hexOfText("value") + "000000" + "010203", bytes.substring(behindStat));
        assertEquals(4 + behindStat / 2 + 16 + 0x18 + 3, out.position());
    }

    @Test
    void shouldCountTheNulOfKeysAndTextsButOfNoNameWhenEncoded() {
        XdrWriter out = new XdrWriter();
        new Lookup(Gfid.NONE, Gfid.ROOT, 0, "name", Dict.builder().putText("keys", "text").build()).encode(out);
        String bytes = hex(out);
        assertTrue(bytes.contains("00000004" + hexOfText("name") + "0000001c"), bytes);
        assertTrue(bytes.endsWith(
                "00000005" + hexOfText("keys") + "00000000" + "00000005" + "00000005" + hexOfText("text") + "00000000"),
                bytes);
    }

    @Test
    void shouldPutNanosecondsFirstAndTheOwnerBackwardsWhenACredentialIsVersion3() {
        XdrWriter out = new XdrWriter();
        // 3 = the call sets ctime and mtime.
        new RpcCall(1, 2, 3, 4, Credential.root(0x01020304).withTime(3, 0x1122334455L, 0x0a0b0c0d)).encode(out);
        String flavorLengthPidIds = "0005f398" + "00000028" + "01020304" + "00000000" + "00000000";
        String flagsNanosSeconds = "00000003" + "0a0b0c0d" + "0000001122334455";
        String groupsOwner = "00000000" + "00000004" + "04030201";
        assertTrue(hex(out).contains(flavorLengthPidIds + flagsNanosSeconds + groupsOwner), hex(out));
        assertEquals(LkOwner.of(new byte[]{4, 3, 2, 1}), LkOwner.ofPid(0x01020304));
    }

    @Test
    void shouldSendOneFragmentWhenAWriteIsLargerThanWhatIsCopied() {
        ByteBuffer data = ByteBuffer.allocate(1 << 20);
        RecordBatch batch = new RecordBatch(new XdrWriter(), 1024);
        batch.addCall(new RpcCall(1, Fop.PROGRAM, Fop.VERSION, Fop.WRITE.procedure(), Credential.root(1)),
                new Write(Gfid.ROOT, WireFd.ANONYMOUS, 0, data.capacity(), 0, Dict.NULL, data));
        int word = firstWord(batch);
        assertEquals(LAST_FRAGMENT, word & LAST_FRAGMENT, "there is no other fragment");
        assertEquals(batch.sizeBytes() - Integer.BYTES, word & ~LAST_FRAGMENT);
    }

    private static int firstWord(RecordBatch batch) {
        ByteBuffer copy = batch.begin().buffer().duplicate();
        batch.abandon();
        return copy.getInt(0);
    }

    @Test
    void shouldBeSomebodyNewWhenAClientConnectsAgain() {
        ClientIdentity identity = new ClientIdentity("host", "vol-client-0");
        String first = identity.next();
        String second = identity.next();
        assertNotEquals(first, second);
        assertTrue(first.endsWith("-PC_NAME:vol-client-0-RECON_NO:-0"), first);
        assertTrue(second.endsWith("-PC_NAME:vol-client-0-RECON_NO:-1"), second);
        assertNotEquals(first, new ClientIdentity("host", "vol-client-0").next());
    }
}
