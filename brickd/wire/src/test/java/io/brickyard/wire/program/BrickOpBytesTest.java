package io.brickyard.wire.program;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Brick operations as glusterd 10.3 and a glusterfsd of its own exchanged them on the control socket. */
class BrickOpBytesTest {
    /** {@code gluster volume profile v info incremental}. */
    private static final String PROFILE_CALL = """
            00000009 00000000 00000002 004a4632 00000002 00000002 0005f397 00000018 00000000 00000000 00000000
            00000000 00000004 00000000 00000000 00000000 00000010 2f766172 2f746d70 2f676478 2f622f31
            00000002 000000ea 00000008 00000007 00000022 636d642d 73747200 766f6c75 6d652070 726f6669 6c652076
            20696e66 6f20696e 6372656d 656e7461 6c000000 00040000 00027065 656b0030 00000000 07000000 02696e66
            6f2d6f70 00320000 00000200 0000026f 70003300 00000007 00000002 766f6c6e 616d6500 76000000 000f0000
            00106f72 6967696e 61746f72 5f757569 640020e2 6f3675a8 405abd6f 6404b8de 2e890000 000d0000 00026973
            5f73796e 63746173 6b656400 31000000 00060000 0025766f 6c2d6964 00313466 39323538 642d6565 61352d34
            6533302d 39656662 2d613036 65643465 35643231 65000000 00000000""";
    private static final String PROFILE_REPLY = """
            00000009 00000001 00000000 00000000 00000000 00000000 00000000 00000000 0000006d 00000005 0000000d
            00000002 312d746f 74616c2d 77726974 65003000 0000000c 00000002 312d746f 74616c2d 72656164 00300000
            00000a00 00000231 2d647572 6174696f 6e003000 00000008 00000002 696e7465 7276616c 00310000 00000700
            00000269 6e666f2d 6f700032 00000000 00000000""";
    /** To {@code gluster volume barrier v enable}. */
    private static final String BARRIER_REPLY = """
            00000010 00000001 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000""";

    @Test
    void shouldCodeProfileCallWhenGlusterdSentIt() {
        byte[] bytes = hex(PROFILE_CALL);
        XdrReader in = new XdrReader(ByteBuffer.wrap(bytes));
        RpcCall call = RpcCall.decode(in);
        assertEquals(RpcCall.Verdict.ACCEPT, call.verdict());
        assertEquals(BrickOpProgram.PROGRAM, call.program());
        assertEquals(BrickOpProgram.VERSION, call.version());
        BrickOpRequest request = BrickOpProgram.operation(call.procedure()).request().apply(in);
        assertEquals(0, in.remaining());
        assertEquals("/var/tmp/gdx/b/1", request.name());
        assertEquals(BrickOpProgram.XLATOR_INFO, request.op());
        assertEquals(2, request.input().getLong("info-op", 0));
        assertEquals("v", request.input().getText("volname"));
        assertEncoded(bytes, request);
    }

    @Test
    void shouldCodeProfileReplyWhenGlusterfsdSentIt() {
        byte[] bytes = hex(PROFILE_REPLY);
        BrickOpReply reply = reply(bytes);
        assertEquals(0, reply.opRet());
        assertEquals(1, reply.output().getLong("interval", -1));
        assertEquals("0", reply.output().getText("1-total-write"));
        assertEncoded(bytes, reply);
    }

    @Test
    void shouldCodeBarrierReplyWhenItHasNoDict() {
        byte[] bytes = hex(BARRIER_REPLY);
        BrickOpReply reply = reply(bytes);
        assertEquals(new BrickOpReply(0, 0, Dict.NULL, ""), reply);
        assertEncoded(bytes, reply);
    }

    private static BrickOpReply reply(byte[] bytes) {
        XdrReader in = new XdrReader(ByteBuffer.wrap(bytes));
        in.getInt();
        in.getInt();
        assertEquals(RpcReply.Status.SUCCESS, RpcReply.decodeStatus(in));
        BrickOpReply reply = BrickOpProgram.operation(BrickOpProgram.STATUS).reply().apply(in);
        assertEquals(0, in.remaining());
        return reply;
    }

    /** The message is what the record ends with. */
    private static void assertEncoded(byte[] record, Message message) {
        XdrWriter out = new XdrWriter();
        message.encode(out);
        ByteBuffer body = out.buffer().flip();
        byte[] encoded = new byte[body.remaining()];
        body.get(encoded);
        byte[] expected = new byte[encoded.length];
        System.arraycopy(record, record.length - encoded.length, expected, 0, encoded.length);
        assertArrayEquals(expected, encoded);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }
}
