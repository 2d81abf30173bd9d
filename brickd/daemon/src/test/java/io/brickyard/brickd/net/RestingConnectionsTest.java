package io.brickyard.brickd.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

import io.brickyard.peers.Await;
import io.brickyard.wire.program.ChildDown;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** All that holds for connections, and more, where each rests as soon as it has nothing to do. */
class RestingConnectionsTest extends ListenerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Override
    int crowd() {
        return -1;
    }

    private void awaitResting(int connections) {
        Await.until(connections + " at rest", LIMIT, () -> listener().resting() == connections, () -> "");
    }

    @Test
    void shouldAnswerWhenItHasRested() throws IOException {
        try (Socket socket = connect()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int xid = 0; xid < 5; xid++) {
                awaitResting(1);
                socket.getOutputStream().write(call(xid));
                int length = in.readInt() & ~0x80000000;
                assertEquals(xid, in.readInt());
                in.skipNBytes(length - Integer.BYTES);
            }
        }
        Await.until("gone", LIMIT, () -> listener().connections().isEmpty(), () -> "");
    }

    @Test
    void shouldCallTheClientWithoutAThreadWhenItRests() throws IOException {
        try (Socket socket = connect()) {
            awaitResting(1);
            listener().connections().forEach(connection -> connection.call(new ChildDown()));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(in.readInt() & ~0x80000000);
            assertEquals(1, listener().resting());
        }
    }

    @Test
    void shouldEndRestingConnectionsWhenItDrains() throws IOException {
        try (Socket one = connect(); Socket two = connect()) {
            awaitResting(2);
            listener().close();
            listener().drain();
            assertEquals(-1, one.getInputStream().read());
            assertEquals(-1, two.getInputStream().read());
        }
    }
}
