package io.brickyard.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.RchecksumReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.DictReply;
import io.brickyard.wire.program.DictRequest;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.DumpReply;
import io.brickyard.wire.program.DumpRequest;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.InodelkContention;
import io.brickyard.wire.program.Message;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RecordBatch;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Messages whose every field is known, from stock 10.3 processes: encoding the expected values gives the bytes, fragment
 * word included, and decoding the bytes gives the values.
 */
class AnnotatedBytesTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static XdrReader body(byte[] record) {
        return new XdrReader(ByteBuffer.wrap(record, Integer.BYTES, record.length - Integer.BYTES));
    }

    private static byte[] encode(RpcCall call, Message body) {
        RecordBatch batch = new RecordBatch(new XdrWriter(), 0);
        XdrWriter out = batch.begin();
        call.encode(out);
        body.encode(out);
        batch.end();
        return out.toByteArray();
    }

    private static byte[] encodeReply(int xid, Message body) {
        RecordBatch batch = new RecordBatch(new XdrWriter(), 0);
        XdrWriter out = batch.begin();
        RpcReply.encodeSuccess(xid, out);
        body.encode(out);
        batch.end();
        return out.toByteArray();
    }

    private static void assertCall(byte[] bytes, RpcCall call, FopRequest request) {
        XdrWriter out = new XdrWriter();
        new RecordBatch(out, 1 << 20).addCall(call, request);
        assertArrayEquals(bytes, out.toByteArray());
        XdrReader in = body(bytes);
        assertEquals(call, RpcCall.decode(in));
        assertEquals(request, request.fop().decodeRequest(in));
        assertEquals(0, in.remaining());
    }

    private static void assertReply(byte[] bytes, int xid, Fop fop, FopReply reply) {
        XdrWriter out = new XdrWriter();
        new RecordBatch(out, 1 << 20).addReply(xid, reply);
        assertArrayEquals(bytes, out.toByteArray());
        XdrReader in = body(bytes);
        assertEquals(new RpcReply(xid, RpcReply.Status.SUCCESS), RpcReply.decode(in));
        assertEquals(reply, fop.decodeReply(in));
        assertEquals(0, in.remaining());
    }

    private static RpcCall fopCall(int xid, Fop fop, Credential credential) {
        return new RpcCall(xid, Fop.PROGRAM, Fop.VERSION, fop.procedure(), credential);
    }

    @Test
    void shouldCodeDumpCall() {
        byte[] bytes = hex("""
                80000048 00000002 00000000 00000002 075bb86d 00000001 00000001 0005f397 00000018
                00000000 00000000 00000000 00000000 00000004 00000000 00000000 00000000 00000000 0000caed""");
        RpcCall call = new RpcCall(2, DumpProgram.PROGRAM, DumpProgram.VERSION, 1, Credential.opening());
        DumpRequest request = new DumpRequest(DumpProgram.STOCK_GFS_ID);
        assertArrayEquals(bytes, encode(call, request));
        XdrReader in = body(bytes);
        assertEquals(call, RpcCall.decode(in));
        assertEquals(request, DumpProgram.DUMP.request().apply(in));
    }

    @Test
    void shouldCodeDumpReply() {
        byte[] bytes = hex("""
                800000c8 00000002 00000001 00000000 00000000 00000000 00000000
                00000000 00000000 00000000 00000000
                00000001 00000010 476c7573 74657246 5320342e 78207631 00000000 0013d005 00000000 00000190
                00000001 0000000d 476c7573 74657246 5320332e 33000000 00000000 0013d005 00000000 0000014a
                00000001 00000007 47462d44 554d5000 00000000 075bb86d 00000000 00000001
                00000001 00000013 476c7573 74657246 53204861 6e647368 616b6500 00000000 00dbb4a9 00000000 00000002
                00000000""");
        DumpReply reply = new DumpReply(0, 0, 0, List.of(new DumpReply.Program("GlusterFS 4.x v1", 1298437, 400),
                new DumpReply.Program("GlusterFS 3.3", 1298437, 330),
                new DumpReply.Program("GF-DUMP", 123451501, 1),
                new DumpReply.Program("GlusterFS Handshake", 14398633, 2)));
        assertArrayEquals(bytes, encodeReply(2, reply));
        XdrReader in = body(bytes);
        RpcReply.decode(in);
        assertEquals(reply, DumpProgram.DUMP.reply().apply(in));
    }

    @Test
    void shouldCodePingReply() {
        byte[] bytes = hex("""
                80000024 00000003 00000001 00000000 00000000 00000000 00000000 00000000 00000000 00000000""");
        DictReply reply = new DictReply(0, 0, Dict.NULL);
        assertArrayEquals(bytes, encodeReply(3, reply));
        XdrReader in = body(bytes);
        RpcReply.decode(in);
        assertEquals(reply, DumpProgram.PING.reply().apply(in));
    }

    @Test
    void shouldCodeSetVolumeCall() {
        Dict dict = Dict.builder().putText("opversion", "100000").putText("clnt-lk-version", "1")
                .putText("client-version", "10.3")
                .putText("process-uuid", "CTX_ID:060a2509-f9a6-4812-ba49-c0b2dce54dab-GRAPH_ID:0-PID:16487-"
                        + "HOST:wirevm-PC_NAME:x-client-0-RECON_NO:-0")
                .putText("fops-version", "1298437").putText("ping-timeout", "42").putText("send-gids", "true")
                .putText("remote-subvolume", "/brick/x0").putText("remote-port", "25100")
                .putText("remote-host", "127.0.0.1").putText("transport.address-family", "inet")
                .putText("transport-type", "socket").build();
        RpcCall call = new RpcCall(4, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1, Credential.root(0));
        byte[] bytes = encode(call, new DictRequest(dict));
        assertEquals(0x214 + 4, bytes.length);
        assertArrayEquals(hex("""
                80000214 00000004 00000000 00000002 00dbb4a9 00000002 00000001 0005f398 00000028
                00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000004 00000000
                00000000 00000000 000001bf 0000000c 00000009 00000007"""), Arrays.copyOf(bytes, 100));
        assertArrayEquals(hex("00000010 0000000a 72656d6f 74652d73 7562766f 6c756d65 00 2f627269 636b2f78 3000"),
                Arrays.copyOfRange(bytes, 4 + 372, 4 + 407));
        XdrReader in = body(bytes);
        assertEquals(call, RpcCall.decode(in));
        Dict back = HandshakeProgram.SETVOLUME.request().apply(in).dict();
        assertEquals(0, in.remaining());
        dict.forEach((key, value) -> assertEquals(value.asText(), back.getText(key)));
        assertEquals(dict.size(), back.size());
    }

    @Test
    void shouldCodeLookupCallsWhenNamedAndNameless() {
        Credential credential = Credential.root(16500);
        assertCall(hex("""
                80000088 00000008 00000000 00000002 0013d005 00000190 0000001b 0005f398 00000028
                00004074 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000004 74400000
                00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000001
                00000000 00000003 6c6b6600 00000000 00000000 00000000"""), fopCall(8, Fop.LOOKUP, credential),
                new Lookup(Gfid.NONE, Gfid.ROOT, 0, "lkf", Dict.EMPTY));
        assertCall(hex("""
                800000a8 00000008 00000000 00000002 0013d005 00000190 0000001b 0005f398 00000028
                00004074 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000004 74400000
                00000000 00000000 00000000 00000000 00000000 00000001 00000000 00000000 00000000 00000000
                00000000 00000000 00000024 00000001 00000001 00000009 67666964 2d726571 00000000
                00000007 00000000 00000000 00000000 00000001"""), fopCall(8, Fop.LOOKUP, credential),
                new Lookup(Gfid.ROOT, Gfid.NONE, 0, "", Dict.builder().putGfid("gfid-req", Gfid.ROOT).build()));
    }

    @Test
    void shouldCodeReadCallAndReply() {
        Gfid gfid = Gfid.parse("3af0d13b-971a-4624-86d5-9a077ae0d2c1");
        Credential credential = Credential.root(0x508c).withTime(0, 0x6b01f697L, 0x0179c991);
        assertCall(hex("""
                80000084 00000051 00000000 00000002 0013d005 00000190 0000000c 0005f398 00000028
                0000508c 00000000 00000000 00000000 0179c991 00000000 6b01f697 00000000 00000004 8c500000
                00000000 00000000 3af0d13b 971a4624 86d59a07 7ae0d2c1 00000000 00000003 00000000 00000000
                00001000 00008000 00000000 ffffffff 00000000"""), fopCall(0x51, Fop.READ, credential),
                new Read(gfid, 3, 0, 4096, 0100000, Dict.NULL));
        Iatt stat = Iatt.builder().gfid(gfid).flags(Iatt.FLAGS_BRICK).dev(0xfe00).size(10).blocks(1)
                .atime(0x6b01f516L, 0x093022e2).mtime(0x6b01f697L, 0x01715a60).ctime(0x6b01f697L, 0x01715a60).nlink(1)
                .blksize(4096).mode(0100600).build();
        assertReply(hex("""
                800000ce 00000051 00000001 00000000 00000000 00000000 00000000 0000000a 00000002
                3af0d13b 971a4624 86d59a07 7ae0d2c1 00000000 000017ff 86d59a07 7ae0d2c1
                00000000 0000fe00 00000000 00000000 00000000 0000000a 00000000 00000001
                00000000 00000000 00000000 00000000
                00000000 6b01f516 00000000 6b01f697 00000000 6b01f697 00000000 00000000
                093022e2 01715a60 01715a60 00000000 00000001 00000000 00000000 00001000 00008180
                0000000a 00000000 ffffffff 00000000 7a7a7a78 6d6f7265 0a41"""), 0x51, Fop.READ,
                new ReadReply(10, 2, stat, 10, Dict.NULL, ByteBuffer.wrap(hex("7a7a7a78 6d6f7265 0a41"))));
    }

    @Test
    void shouldCodeWriteCall() {
        Dict xdata = Dict.builder().putUint("glusterfs.write-is-append", 4)
                .putText("glusterfs.inodelk-dom-count", "w0-replicate-0")
                .putUint("glusterfs.open-active-fd-count", 4).build();
        Write write = new Write(Gfid.parse("b0470a0f-12ce-4e72-8849-e06dbd754e19"), 0, 0, 12, 0x8001, xdata,
                ByteBuffer.wrap("hello world\n".getBytes(StandardCharsets.US_ASCII)));
        XdrWriter out = new XdrWriter();
        write.encode(out);
        out.putBytes(write.payload());
        String keys = HexFormat.of().formatHex("glusterfs.write-is-append\0".getBytes(StandardCharsets.US_ASCII))
                + "0000 00000003 00000000 00000004 0000001c"
                + HexFormat.of().formatHex("glusterfs.inodelk-dom-count\0".getBytes(StandardCharsets.US_ASCII))
                + "00000005 0000000f"
                + HexFormat.of().formatHex("w0-replicate-0\0".getBytes(StandardCharsets.US_ASCII)) + "00 0000001f"
                + HexFormat.of().formatHex("glusterfs.open-active-fd-count\0".getBytes(StandardCharsets.US_ASCII))
                + "00 00000003 00000000 00000004";
        byte[] bytes = hex("b0470a0f 12ce4e72 8849e06d bd754e19 00000000 00000000 00000000 00000000"
                + "0000000c 00008001 00000094 00000003 00000003 0000001a" + keys + "68656c6c 6f20776f 726c640a");
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals(write, Fop.WRITE.decodeRequest(new XdrReader(ByteBuffer.wrap(bytes))));
    }

    @Test
    void shouldCodeFiveDictTypesInIpc() {
        byte[] bytes = hex("""
                000003e8 00000080 00000005 00000005
                00000007 6d792d62 696e0000 00000006 00000003 01020300
                00000007 6d792d64 626c0000 00000004 3ff80000 00000000
                00000007 6d792d75 36340000 00000003 00000b3a 73ce2ff2
                00000007 6d792d69 6e740000 00000002 ffffffff fffffffb
                00000007 6d792d6b 65790000 00000005 00000009 6d792d76 616c7565 00000000""");
        Ipc ipc = new Ipc(1000, Dict.builder().putRaw("my-bin", new byte[]{1, 2, 3})
                .put("my-dbl", new DictValue.Real(1.5)).putUint("my-u64", 12345678901234L).putInt("my-int", -5)
                .putText("my-key", "my-value").build());
        XdrWriter out = new XdrWriter();
        ipc.encode(out);
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals(ipc, Fop.IPC.decodeRequest(new XdrReader(ByteBuffer.wrap(bytes))));
    }

    @Test
    void shouldCodeRchecksumCallAndReply() {
        Credential credential = Credential.of(-6, 0, 0, new int[0], LkOwner.of(0x587a0088997f0000L));
        assertCall(hex("""
                800000ac 00000043 00000000 00000002 0013d005 00000190 00000025 0005f398 0000002c
                fffffffa 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000008 587a0088 997f0000
                00000000 00000000 8d6e5a25 678b45bd bb132ddd b1a8065c 00000000 00000000 00000000 00000000
                00100000 00000000 00000024 00000001 00000001
                00000012 63686563 6b2d7a65 726f2d66 696c6c65 64000000 00000002 00000000 00000001"""),
                fopCall(0x43, Fop.RCHECKSUM, credential),
                new Rchecksum(Gfid.parse("8d6e5a25-678b-45bd-bb13-2dddb1a8065c"), 0, 0, 1 << 20, 0,
                        Dict.builder().putInt("check-zero-filled", 1).build()));
        assertReply(hex("""
                8000009c 00000043 00000001 00000000 00000000 00000000 00000000 00000000 00000000
                00000044 00000002 00000002
                00000014 66697073 2d6d6f64 652d7263 6865636b 73756d00 00000002 00000000 00000001
                0000000f 6275662d 6861732d 7a65726f 65730000 00000003 00000000 00000000
                00000001 3b779ddc
                00000020 14ad4698 b8776e79 ece9dc1c 3e2d319a 51c5318d 80e6cef9 5e29617e 9faf5028"""), 0x43,
                Fop.RCHECKSUM, new RchecksumReply(0, 0,
                        Dict.builder().putInt("fips-mode-rchecksum", 1).putUint("buf-has-zeroes", 0).build(), 1,
                        0x3b779ddc,
                        hex("14ad4698 b8776e79 ece9dc1c 3e2d319a 51c5318d 80e6cef9 5e29617e 9faf5028")));
    }

    @Test
    void shouldCodeContentionCallback() {
        byte[] bytes = hex("""
                8000007c 00000001 00000000 00000002 0324cc42 00000001 0000000a 00000000 00000000 00000000 00000000
                8d6e5a25 678b45bd bb132ddd b1a8065c
                00000001 00000000 00000000 00000000 00000000 00000000 00000000 00000000 fffffffa
                00000018 77302d72 65706c69 63617465 2d303a73 656c662d 6865616c 00000000""");
        InodelkContention contention = new InodelkContention(Gfid.parse("8d6e5a25-678b-45bd-bb13-2dddb1a8065c"),
                new Flock(Flock.WRITE, 0, 0, 0, 0, LkOwner.NONE), -6, "w0-replicate-0:self-heal", Dict.NULL);
        RpcCall call = new RpcCall(1, Callback.PROGRAM, Callback.VERSION, contention.procedure(), Credential.NULL);
        assertArrayEquals(bytes, encode(call, contention));
        XdrReader in = body(bytes);
        assertEquals(call, RpcCall.decode(in));
        assertEquals(contention, Callback.decode(10, in));
    }
}
