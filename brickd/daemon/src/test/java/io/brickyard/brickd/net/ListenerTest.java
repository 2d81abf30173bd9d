package io.brickyard.brickd.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import io.brickyard.peers.Await;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ListenerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int LAST = 0x80000000;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Queue<Integer> connectedWhenTold = new ConcurrentLinkedQueue<>();
    private final ReadBuffers buffers = new ReadBuffers();
    private Listener listener;

    @BeforeEach
    void listen() throws IOException {
        listen(NEVER, NEVER, NEVER);
    }

    /** Above so many connections idle ones rest. */
    int crowd() {
        return 3;
    }

    Budget budget() {
        return new Budget(64 << 20);
    }

    final Listener listener() {
        return listener;
    }

    private void listen(Duration introduction, Duration record, Duration stall) throws IOException {
        Limits limits = new Limits(3, crowd(), 1 << 20, 16, 4 << 20, introduction, record, stall);
        BoundPort port = BoundPort.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener = Listener.on(port, "test", PlainTransport::new,
                new Programs(List.of(new Megabytes())), limits, buffers, budget(), this::log);
        listener.start();
    }

    private void log(String line) {
        if (line.contains(" gone: ")) {
            connectedWhenTold.add(listener.connections().size());
        }
        log.add(line);
    }

    @AfterEach
    void end() {
        listener.close();
        listener.abort("test is over");
    }

    /** Answers each call with a megabyte. */
    private final class Megabytes implements Program {
        @Override
        public String name() {
            return "megabytes";
        }

        @Override
        public int number() {
            return 1;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void serve(RpcCall call, XdrReader arguments, Connection connection) {
            connection.introduced();
            ByteBuffer data = buffers.take(1 << 20);
            connection.begin(data.remaining());
            connection.reply(call.xid(), new ReadReply(data.remaining(), 0, Iatt.NONE, data.remaining(), Dict.NULL,
                    data), data.remaining(), null);
        }
    }

    final Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    static byte[] call(int xid) {
        XdrWriter out = new XdrWriter();
        out.putInt(0);
        new RpcCall(xid, 1, 1, 1, Credential.NULL).encode(out);
        out.setInt(0, (out.position() - Integer.BYTES) | LAST);
        return out.toByteArray();
    }

    private void awaitLog(String end) {
        Await.until(end, LIMIT, () -> log.stream().anyMatch(line -> line.endsWith(end)), () -> log.toString());
    }

    /** Who waits for the last connection to go must not have the last word before it. */
    @Test
    void shouldTellThatAConnectionIsGoneBeforeItIsNotThere() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(call(1));
            assertTrue(socket.getInputStream().read() >= 0);
        }
        Await.until("no connection", LIMIT, () -> listener.connections().isEmpty(), () -> log.toString());
        assertEquals(List.of(1), List.copyOf(connectedWhenTold));
    }

    @Test
    void shouldAnswerEverythingInOrderOfServiceWhenCallsArePipelined() throws IOException {
        try (Socket socket = connect()) {
            int calls = 40;
            ByteBuffer all = ByteBuffer.allocate(calls * call(0).length);
            for (int xid = 0; xid < calls; xid++) {
                all.put(call(xid));
            }
            socket.getOutputStream().write(all.array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int xid = 0; xid < calls; xid++) {
                int length = in.readInt() & ~LAST;
                assertEquals(xid, in.readInt());
                in.skipNBytes(length - Integer.BYTES);
            }
        }
        awaitLog("client closed it");
    }

    @Test
    void shouldDropAClientWhenItNeverSaysWhatItWants() throws IOException {
        end();
        listen(SOON, NEVER, NEVER);
        try (Socket socket = connect(); InputStream in = socket.getInputStream()) {
            assertEquals(-1, in.read());
            awaitLog("it never said what it wants");
        }
    }

    @Test
    void shouldDropAClientWhenItDoesNotFinishARecord() throws IOException {
        end();
        listen(NEVER, SOON, NEVER);
        try (Socket socket = connect(); InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(new byte[]{(byte) 0x80, 0, 0, 60, 1});
            assertEquals(-1, in.read());
            awaitLog("it does not finish a record");
        }
    }

    @Test
    void shouldDropAClientWhenItDoesNotReadItsReplies() throws IOException {
        end();
        listen(NEVER, NEVER, SOON);
        try (Socket socket = connect()) {
            for (int xid = 0; xid < 64; xid++) {
                socket.getOutputStream().write(call(xid));
            }
            awaitLog("it does not read its replies");
        }
    }

    @Test
    void shouldTurnClientsAwayWhenThereAreTooMany() throws IOException {
        try (Socket one = connect(); Socket two = connect(); Socket three = connect()) {
            Await.until("three connected", LIMIT, () -> listener.connections().size() == 3, log::toString);
            try (Socket four = connect()) {
                assertEquals(-1, four.getInputStream().read());
            }
            awaitLog("turned away: 3 clients are connected");
            try (Socket five = connect()) {
                assertEquals(-1, five.getInputStream().read());
            }
            assertEquals(2, listener.refused());
            assertEquals(1, log.stream().filter(line -> line.contains("turned away")).count());
            assertTrue(one.isConnected() && two.isConnected() && three.isConnected());
        }
        Await.until("all gone", LIMIT, () -> listener.connections().isEmpty(), log::toString);
        try (Socket next = connect()) {
            next.getOutputStream().write(call(5));
            assertTrue(next.getInputStream().read() >= 0);
        }
    }

    @Test
    void shouldAnswerWhatIsUnderWayWhenItDrains() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(call(1));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt() & ~LAST;
            listener.drain();
            in.skipNBytes(length);
            assertEquals(-1, in.read());
        }
    }
}
