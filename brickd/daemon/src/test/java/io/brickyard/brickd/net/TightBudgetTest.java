package io.brickyard.brickd.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

import io.brickyard.peers.Await;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** All that holds for connections holds where memory is so short that calls are served one after another. */
class TightBudgetTest extends ListenerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int CALLS = 64;

    private final Budget budget = new Budget(4 << 20);

    @Override
    Budget budget() {
        return budget;
    }

    @Test
    void shouldHoldLittleAndServeEveryoneWhenClientsDoNotRead() throws IOException {
        try (Socket deaf = connect(); Socket second = connect(); Socket reader = connect()) {
            for (int xid = 0; xid < CALLS; xid++) {
                deaf.getOutputStream().write(call(xid));
                second.getOutputStream().write(call(xid));
            }
            Await.until("too much is held", LIMIT, budget::isTight, () -> budget.heldBytes() + " bytes");
            readAnswers(second, CALLS);
            reader.getOutputStream().write(call(0));
            readAnswers(reader, 1);
        }
        Await.until("nothing is held", LIMIT, () -> budget.heldBytes() == 0, () -> budget.heldBytes() + " bytes");
    }

    private static void readAnswers(Socket socket, int answers) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int xid = 0; xid < answers; xid++) {
            int length = in.readInt() & ~0x80000000;
            assertEquals(xid, in.readInt());
            in.skipNBytes(length - Integer.BYTES);
        }
    }
}
