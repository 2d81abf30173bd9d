package io.brickyard.wire;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.Message;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.program.Procedure;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Decoding a record of stock processes uses every byte, and encoding the result gives the same bytes. */
class SessionRecordsTest {
    /** Operations that crash a stock brick or that it does not have. */
    private static final Set<Fop> NOT_CAPTURED = EnumSet.of(Fop.NAMELINK, Fop.PUT);

    private static final List<Procedure<?, ?>> PROCEDURES = List.of(DumpProgram.DUMP, DumpProgram.PING,
            HandshakeProgram.SETVOLUME, HandshakeProgram.GETSPEC, HandshakeProgram.GET_VOLUME_INFO,
            PortmapProgram.PORTBYBRICK, PortmapProgram.SIGNIN, PortmapProgram.SIGNOUT);

    static List<SessionRecord> records() {
        return SessionRecord.all();
    }

    @Test
    void shouldHaveRecordsOfEveryOperation() {
        Set<Fop> seen = EnumSet.noneOf(Fop.class);
        for (SessionRecord record : records()) {
            RpcCall call = RpcCall.decode(new XdrReader(record.callBytes()));
            if (call.program() == Fop.PROGRAM) {
                seen.add(Objects.requireNonNull(Fop.ofProcedure(call.procedure())));
            }
        }
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(NOT_CAPTURED)), seen);
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldGiveBackTheSameBytesWhenDecodedAndEncoded(SessionRecord record) {
        XdrReader in = new XdrReader(record.callBytes());
        RpcCall call = RpcCall.decode(in);
        assertEquals(RpcCall.Verdict.ACCEPT, call.verdict());
        XdrWriter out = new XdrWriter();
        call.encode(out);
        switch (call.program()) {
            case Fop.PROGRAM -> checkFop(record, call, in, out);
            case Callback.PROGRAM -> checkCallback(record, call, in, out);
            default -> checkProcedure(record, call, in, out);
        }
    }

    private static void checkFop(SessionRecord record, RpcCall call, XdrReader in, XdrWriter out) {
        Fop fop = Objects.requireNonNull(Fop.ofProcedure(call.procedure()));
        FopRequest request = fop.decodeRequest(in);
        assertEquals(fop, request.fop());
        assertEquals(0, in.remaining());
        request.encode(out);
        out.putBytes(request.payload());
        assertArrayEquals(record.call(), out.toByteArray());

        XdrReader replyIn = new XdrReader(ByteBuffer.wrap(Objects.requireNonNull(record.reply())));
        RpcReply header = RpcReply.decode(replyIn);
        assertEquals(new RpcReply(call.xid(), RpcReply.Status.SUCCESS), header);
        FopReply reply = fop.decodeReply(replyIn);
        assertEquals(0, replyIn.remaining());
        XdrWriter replyOut = new XdrWriter();
        header.encode(replyOut);
        reply.encode(replyOut);
        replyOut.putBytes(reply.payload());
        assertArrayEquals(record.reply(), replyOut.toByteArray());
    }

    private static void checkCallback(SessionRecord record, RpcCall call, XdrReader in, XdrWriter out) {
        Callback callback = Callback.decode(call.procedure(), in);
        assertNotNull(callback);
        assertEquals(call.procedure(), callback.procedure());
        assertEquals(0, in.remaining());
        callback.encode(out);
        assertArrayEquals(record.call(), out.toByteArray());
    }

    private static void checkProcedure(SessionRecord record, RpcCall call, XdrReader in, XdrWriter out) {
        Procedure<?, ?> procedure = PROCEDURES.stream()
                .filter(p -> p.program() == call.program() && p.version() == call.version()
                        && p.number() == call.procedure())
                .findFirst().orElseThrow();
        Message request = procedure.request().apply(in);
        assertEquals(0, in.remaining());
        request.encode(out);
        assertArrayEquals(record.call(), out.toByteArray());

        XdrReader replyIn = new XdrReader(ByteBuffer.wrap(Objects.requireNonNull(record.reply())));
        RpcReply header = RpcReply.decode(replyIn);
        Message reply = procedure.reply().apply(replyIn);
        assertTrue(replyIn.remaining() == 0);
        XdrWriter replyOut = new XdrWriter();
        header.encode(replyOut);
        reply.encode(replyOut);
        assertArrayEquals(record.reply(), replyOut.toByteArray());
    }
}
