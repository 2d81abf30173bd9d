package io.brickyard.brickd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.program.ClientIdentity;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Ten thousand clients at one brick: each is let in and served, those that are idle cost little, and all of it comes back. */
class CrowdIT {
    private static final int CLIENTS = 10_000;
    private static final int LOOK_EVERY = 500;
    private static final int LAST = 0x80000000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Threads of the JVM, of the server's own and of the clients that came before there was a crowd. */
    private static final int FEW_THREADS = 350;
    /** Beside a socket for each client; the clients that came before have a selector each. */
    private static final int FEW_FILES = 1_000;
    private static final long BYTES_PER_CLIENT = 16 << 10;

    private final List<SocketChannel> crowd = new ArrayList<>();
    private WorkDirectory work;
    private ServerProcess server;
    private BrickClient bystander;

    @BeforeEach
    void serve() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("crowd");
        server = ServerProcess.start(Files.createDirectory(work.path().resolve("brick")), work.path().resolve("log"));
        Dict request = SetVolume.request(server.subvolume(), new ClientIdentity("here", "bystander").next(), "test")
                .build();
        bystander = BrickClient.connect(server.address(), 5_000, request, RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    @AfterEach
    void end() throws IOException {
        for (SocketChannel client : crowd) {
            client.close();
        }
        bystander.close();
        server.close();
        work.close();
    }

    private void lookAround() throws IOException {
        assertFalse(bystander.call(new Stat(Gfid.ROOT, Dict.NULL), Credential.root(4711), FopReply.class).failed());
    }

    @Test
    void shouldServeEveryoneWhenTenThousandAreConnected() throws IOException {
        lookAround();
        ServerProcess.Usage before = server.usage();
        for (int i = 0; i < CLIENTS; i++) {
            join(i);
            if (i % LOOK_EVERY == 0) {
                lookAround();
            }
        }
        readAnswers();
        awaitFewThreads();
        ServerProcess.Usage idle = server.usage();
        assertTrue(idle.bytes() - before.bytes() < CLIENTS * BYTES_PER_CLIENT, before + " before, then " + idle);
        assertTrue(idle.files() - before.files() < CLIENTS + FEW_FILES, before + " before, then " + idle);

        for (SocketChannel client : crowd) {
            send(client, Fop.PROGRAM, Fop.VERSION, Fop.STAT.procedure(), new Stat(Gfid.ROOT, Dict.NULL)::encode);
        }
        lookAround();
        readAnswers();
        awaitFewThreads();

        for (SocketChannel client : crowd) {
            client.close();
        }
        crowd.clear();
        Await.until("all released", LIMIT, () -> server.usage().files() < before.files() + FEW_FILES, this::state);
        ServerProcess.Usage after = server.usage();
        assertTrue(after.bytes() < idle.bytes(), idle + " idle, then " + after);
        lookAround();
    }

    private void readAnswers() throws IOException {
        for (SocketChannel client : crowd) {
            assertEquals(0, ByteBuffer.wrap(read(client)).getInt(RpcReply.SUCCESS_BYTES));
        }
    }

    private void join(int number) throws IOException {
        SocketChannel client = SocketChannel.open(server.address());
        crowd.add(client);
        Dict request = SetVolume.request(server.subvolume(), "crowd-" + number, "crowd").build();
        send(client, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1,
                out -> OldDict.encodeOpaque(request, out));
    }

    private static void send(SocketChannel client, int program, int version, int procedure,
            Consumer<XdrWriter> arguments) throws IOException {
        XdrWriter out = new XdrWriter();
        out.putInt(0);
        new RpcCall(1, program, version, procedure, Credential.root(4711)).encode(out);
        arguments.accept(out);
        out.setInt(0, (out.position() - Integer.BYTES) | LAST);
        client.write(out.buffer().flip());
    }

    private static byte[] read(SocketChannel client) throws IOException {
        ByteBuffer word = readFully(client, Integer.BYTES);
        return readFully(client, word.getInt(0) & ~LAST).array();
    }

    private static ByteBuffer readFully(SocketChannel client, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            assertTrue(client.read(buffer) >= 0, "the server ended the connection");
        }
        return buffer;
    }

    private void awaitFewThreads() {
        Await.until("idle clients without threads", LIMIT, () -> server.usage().threads() < FEW_THREADS, this::state);
    }

    private String state() {
        try {
            return server.usage().toString();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
