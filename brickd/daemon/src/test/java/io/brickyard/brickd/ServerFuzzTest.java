package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.program.SetVolume;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A whole server on a brick of its own, asked with any arguments: each call is answered once and the heartbeat behind it
 * too. The first byte says which procedure; of the brick, those that may wait for locks are left out.
 */
class ServerFuzzTest {
    private static final Set<Fop> LOCKS = EnumSet.of(Fop.LK, Fop.INODELK, Fop.FINODELK, Fop.ENTRYLK, Fop.FENTRYLK);
    private static final List<Fop> FOPS = EnumSet.complementOf(EnumSet.copyOf(LOCKS)).stream().toList();
    private static final int PROCEDURES = 10;
    private static final int PING = 2;

    private static @Nullable WorkDirectory work;
    private static @Nullable TestServer server;
    private static @Nullable RawClient management;
    private static @Nullable RawClient brick;

    private static RawClient connect(int port) throws IOException {
        return new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @BeforeAll
    static void serve() throws BrickdException, IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        WorkDirectory directory = WorkDirectory.create("server-fuzz");
        TestServer started = TestServer.start(directory.path());
        work = directory;
        server = started;
        management = connect(started.brickd().managementPort());
        RawClient client = connect(started.brickd().port());
        Dict request = SetVolume.request(started.subvolume(), "raw", "raw").build();
        client.call(1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1,
                out -> OldDict.encodeOpaque(request, out));
        assertEquals(0, RawClient.acceptStatus(client.read()));
        brick = client;
    }

    @BeforeEach
    void needsAServer() {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
    }

    @AfterAll
    static void end() throws IOException {
        if (server != null && work != null && management != null && brick != null) {
            management.close();
            brick.close();
            server.close();
            work.close();
        }
    }

    @FuzzTest
    void shouldAnswerTheManagementsCallsWhateverIsAsked(byte[] bytes) throws IOException {
        int procedure = bytes.length == 0 ? 0 : (bytes[0] & 0xFF) % PROCEDURES;
        boolean map = bytes.length > 0 && bytes[0] < 0;
        ask(requireNonNull(management), map ? PortmapProgram.PROGRAM : HandshakeProgram.PROGRAM,
                map ? PortmapProgram.VERSION : HandshakeProgram.VERSION, procedure, bytes);
    }

    @FuzzTest
    void shouldAnswerFileOperationsWhateverIsAsked(byte[] bytes) throws IOException {
        Fop fop = FOPS.get(bytes.length == 0 ? 0 : (bytes[0] & 0xFF) % FOPS.size());
        ask(requireNonNull(brick), Fop.PROGRAM, Fop.VERSION, fop.procedure(), bytes);
    }

    private static void ask(RawClient client, int program, int version, int procedure, byte[] bytes)
            throws IOException {
        client.call(7, program, version, procedure, out -> {
            if (bytes.length > 0) {
                out.putBytes(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
            }
        });
        ByteBuffer reply = ByteBuffer.wrap(client.read());
        assertEquals(7, reply.getInt(0));
        assertTrue(RawClient.acceptStatus(reply.array()) <= 4);
        client.call(8, DumpProgram.PROGRAM, DumpProgram.VERSION, PING, out -> {});
        assertEquals(8, ByteBuffer.wrap(client.read()).getInt(0));
    }
}
