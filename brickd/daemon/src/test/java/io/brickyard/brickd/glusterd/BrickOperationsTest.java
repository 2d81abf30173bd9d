package io.brickyard.brickd.glusterd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.brickyard.brickd.net.BoundPort;
import io.brickyard.brickd.net.Budget;
import io.brickyard.brickd.net.Limits;
import io.brickyard.brickd.net.Listener;
import io.brickyard.brickd.net.PlainTransport;
import io.brickyard.brickd.net.Programs;
import io.brickyard.brickd.net.ReadBuffers;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.BrickOpProgram;
import io.brickyard.wire.program.BrickOpReply;
import io.brickyard.wire.program.BrickOpRequest;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.IoStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The control socket answers whatever glusterd may send. */
class BrickOperationsTest {
    private static final String BRICK = "/bricks/one";
    private static final int MOST_OPERATIONS = 40;

    @TempDir
    private Path directory;
    private final AtomicBoolean ended = new AtomicBoolean();
    private Listener listener;
    private SocketChannel glusterd;

    @BeforeEach
    void listen() throws IOException {
        ManagedPlace place = new ManagedPlace(InetSocketAddress.createUnresolved("localhost", 24007), "v",
                Path.of(BRICK),
                "host", Gfid.NONE, 49152, directory.resolve("pid"), directory.resolve("socket"), directory);
        IoStats probe = new IoStats(BRICK, DumpSettings.ON_DEMAND,
                (call, up) -> up.unwind(call.failure(Errno.EIO.code())));
        BrickOperations operations = new BrickOperations(place, new ProfileAnswer(probe),
                new StatusAnswer(List::of, () -> 3, session -> 0), () -> ended.set(true), line -> {});
        listener = Listener.on(BoundPort.bind(place.controlSocket()), "control", PlainTransport::new,
                new Programs(List.of(operations)), Limits.ofManagement(4), new ReadBuffers(), Budget.ofThisMachine(),
                line -> {});
        listener.start();
        glusterd = SocketChannel.open(UnixDomainSocketAddress.of(place.controlSocket()));
    }

    @AfterEach
    void close() throws IOException {
        glusterd.close();
        listener.close();
        listener.abort("test is over");
    }

    private BrickOpReply ask(int operation, String name, Dict input) throws IOException {
        XdrWriter out = new XdrWriter();
        out.putInt(0);
        new RpcCall(operation, BrickOpProgram.PROGRAM, BrickOpProgram.VERSION, operation, Credential.opening())
                .encode(out);
        new BrickOpRequest(name, operation, input, Dict.NULL).encode(out);
        out.setInt(0, (out.position() - Integer.BYTES) | 0x8000_0000);
        ByteBuffer record = out.buffer().flip();
        while (record.hasRemaining()) {
            glusterd.write(record);
        }
        XdrReader in = new XdrReader(read(read(Integer.BYTES).getInt() & 0x7fff_ffff));
        assertEquals(operation, in.getInt());
        in.getInt();
        assertEquals(RpcReply.Status.SUCCESS, RpcReply.decodeStatus(in));
        return BrickOpProgram.operation(operation).reply().apply(in);
    }

    private ByteBuffer read(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            assertTrue(glusterd.read(buffer) >= 0, "the brick closed the control socket");
        }
        return buffer.flip();
    }

    @Test
    void shouldAnswerEveryOperationWhetherItKnowsItOrNot() throws IOException {
        for (int operation = BrickOpProgram.XLATOR_INFO; operation < MOST_OPERATIONS; operation++) {
            BrickOpReply reply = ask(operation, BRICK, Dict.EMPTY);
            boolean known = operation == BrickOpProgram.XLATOR_INFO || operation == BrickOpProgram.STATUS;
            assertEquals(known ? 0 : -1, reply.opRet(), "operation " + operation);
            assertEquals(known, reply.errorText().isEmpty(), "operation " + operation);
        }
        assertFalse(ended.get());
    }

    @Test
    void shouldEndWhenItsOwnBrickIsMeantOnly() throws IOException {
        assertEquals(-1, ask(BrickOpProgram.TERMINATE, "/bricks/two", Dict.EMPTY).opRet());
        assertFalse(ended.get());
        assertEquals(0, ask(BrickOpProgram.TERMINATE, BRICK, Dict.EMPTY).opRet());
        assertTrue(ended.get());
    }

    @Test
    void shouldNumberIntervalsAsGlusterfsdWhenProfilesAreTaken() throws IOException {
        Dict all = Dict.builder().putText("info-op", "1").putText("peek", "0").build();
        assertEquals("0", profile(all).getText("interval"));
        Dict second = profile(all.toBuilder().putText("peek", "1").build());
        assertEquals("1", second.getText("interval"));
        assertEquals("-1", second.getText("cumulative"));
        assertEquals("1", profile(all.toBuilder().putText("info-op", "2").build()).getText("interval"));
        assertFalse(profile(all.toBuilder().putText("info-op", "3").build()).contains("interval"));
        assertEquals("1", profile(all.toBuilder().putText("info-op", "4").build()).getText("stats-cleared"));
    }

    private Dict profile(Dict input) throws IOException {
        BrickOpReply reply = ask(BrickOpProgram.XLATOR_INFO, BRICK, input);
        assertEquals(0, reply.opRet());
        assertEquals(input.getText("info-op"), reply.output().getText("info-op"));
        return reply.output();
    }

    @Test
    void shouldTellOfTheInodesInUseWhenStatusAsksForThem() throws IOException {
        Dict output = ask(BrickOpProgram.STATUS, "", Dict.builder().putText("cmd", "260").build()).output();
        assertEquals("3", output.getText("conn0.itable.active_size"));
        assertFalse(output.contains("clientcount"));
    }
}
