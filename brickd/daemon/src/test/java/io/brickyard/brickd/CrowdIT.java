package io.brickyard.brickd;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.sun.management.UnixOperatingSystemMXBean;
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
    private static final int OPEN_FILES = 100_000;
    private static final int LOOK_EVERY = 500;
    private static final int LAST = 0x80000000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Threads of the JVM, of the test and of the server's own; none for clients. */
    private static final int FEW_THREADS = 100;
    /** For each client: its socket here and its socket there. */
    private static final int SOCKETS = 2;
    private static final int FEW_FILES = 1_000;
    private static final long BYTES_PER_CLIENT = 16 << 10;

    private final List<SocketChannel> crowd = new ArrayList<>();
    private WorkDirectory work;
    private TestServer server;
    private BrickClient bystander;

    @BeforeEach
    void serve() throws Exception {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        Process prlimit = new ProcessBuilder("prlimit", "--nofile=" + OPEN_FILES + ":" + OPEN_FILES,
                "--pid=" + ProcessHandle.current().pid()).inheritIO().start();
        assertEquals(0, prlimit.waitFor());
        work = WorkDirectory.create("crowd");
        server = TestServer.start(work.path());
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
        long filesBefore = openFiles();
        long bytesBefore = heldBytes();
        for (int i = 0; i < CLIENTS; i++) {
            join(i);
            if (i % LOOK_EVERY == 0) {
                lookAround();
            }
        }
        for (SocketChannel client : crowd) {
            assertEquals(0, ByteBuffer.wrap(read(client)).getInt(RpcReply.SUCCESS_BYTES));
        }
        awaitFewThreads();
        long each = (heldBytes() - bytesBefore) / CLIENTS;
        assertTrue(each < BYTES_PER_CLIENT, each + " bytes for each");
        assertTrue(openFiles() - filesBefore < SOCKETS * CLIENTS + FEW_FILES, openFiles() + " open files");

        for (SocketChannel client : crowd) {
            send(client, Fop.PROGRAM, Fop.VERSION, Fop.STAT.procedure(), new Stat(Gfid.ROOT, Dict.NULL)::encode);
        }
        lookAround();
        for (SocketChannel client : crowd) {
            assertEquals(0, ByteBuffer.wrap(read(client)).getInt(RpcReply.SUCCESS_BYTES));
        }
        lookAround();
        awaitFewThreads();

        for (SocketChannel client : crowd) {
            client.close();
        }
        crowd.clear();
        Await.until("all released", LIMIT, () -> openFiles() < filesBefore + FEW_FILES, this::state);
        lookAround();
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
        Await.until("idle clients without threads", LIMIT,
                () -> ManagementFactory.getThreadMXBean().getThreadCount() < FEW_THREADS, this::state);
    }

    private String state() {
        return ManagementFactory.getThreadMXBean().getThreadCount() + " threads, " + openFiles() + " open files";
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    /** Heap and direct memory that is in use after a collection. */
    private static long heldBytes() {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        return direct + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
