package io.brickyard.wire.client;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.wire.client.CallFailedException.Reason;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.ChildDown;
import io.brickyard.wire.program.NoArguments;
import io.brickyard.wire.program.PortByBrickReply;
import io.brickyard.wire.program.PortByBrickRequest;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The client's promises, against a server that answers late, twice, out of order, wrongly or not at all. */
@Timeout(60)
class RpcClientTest {
    private static final RpcClientOptions QUIET = RpcClientOptions.DEFAULT.withPing(Duration.ZERO, Duration.ofHours(1));

    /** Asks the server to answer with the number in the text. */
    private static CompletableFuture<PortByBrickReply> ask(RpcClient client, int number) {
        return client.call(PortmapProgram.PORTBYBRICK, new PortByBrickRequest(Integer.toString(number)),
                Credential.opening());
    }

    private static int number(XdrReader record) {
        return Integer.parseInt(PortmapProgram.PORTBYBRICK.request().apply(record).brick());
    }

    private static void answer(ScriptedServer.Connection connection, int xid, int number) {
        XdrWriter out = connection.replies.begin();
        RpcReply.encodeSuccess(xid, out);
        new PortByBrickReply(0, 0, 0, number).encode(out);
        connection.replies.end();
    }

    private static Reason failure(CompletableFuture<?> call) {
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> call.get(20, TimeUnit.SECONDS));
        return assertInstanceOf(CallFailedException.class, thrown.getCause()).reason();
    }

    private static void echo(ScriptedServer.Connection connection) throws IOException {
        XdrReader record = new XdrReader();
        while (connection.next(record)) {
            int xid = RpcCall.decode(record).xid();
            answer(connection, xid, number(record));
            if (!connection.hasNext()) {
                connection.flush();
            }
        }
    }

    private static void ignoreCalls(ScriptedServer.Connection connection) throws IOException {
        XdrReader record = new XdrReader();
        while (connection.next(record)) {
            RpcCall.decode(record);
        }
    }

    @Test
    void shouldMatchRepliesWhenTheyComeOutOfOrderOrTwice() throws Exception {
        long seed = new Random().nextLong();
        ScriptedServer.Script shuffling = connection -> {
            XdrReader record = new XdrReader();
            List<int[]> calls = new ArrayList<>();
            while (calls.size() < 500 && connection.next(record)) {
                calls.add(new int[]{RpcCall.decode(record).xid(), number(record)});
            }
            Collections.shuffle(calls, new Random(seed));
            for (int[] call : calls) {
                answer(connection, call[0], call[1]);
                answer(connection, call[0], -1);
            }
            connection.flush();
            echo(connection);
        };
        try (ScriptedServer server = ScriptedServer.start(shuffling);
                RpcClient client = server.connect(QUIET, ClientListener.NONE)) {
            List<CompletableFuture<PortByBrickReply>> calls = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                calls.add(ask(client, i));
            }
            for (int i = 0; i < 500; i++) {
                assertEquals(i, calls.get(i).get(20, TimeUnit.SECONDS).port(), "seed " + seed);
            }
            assertEquals(77, ask(client, 77).get(20, TimeUnit.SECONDS).port());
        }
    }

    @Test
    void shouldServeManyCallersWhenRoomForCallsIsShort() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(RpcClientTest::echo);
                RpcClient client = server.connect(QUIET.withMaxOutstanding(4), ClientListener.NONE)) {
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                int first = caller * 1000;
                callers.add(CompletableFuture.runAsync(() -> {
                    for (int i = first; i < first + 300; i++) {
                        assertEquals(i, ask(client, i).join().port());
                    }
                }, task -> new Thread(task, "caller").start()));
            }
            for (CompletableFuture<Void> caller : callers) {
                caller.get(30, TimeUnit.SECONDS);
            }
            assertEquals(0, client.outstanding());
        }
    }

    @Test
    void shouldFailACallWhenItsTimeIsOverAndDropTheLateReply() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        ScriptedServer.Script late = connection -> {
            XdrReader record = new XdrReader();
            connection.next(record);
            int xid = RpcCall.decode(record).xid();
            try {
                timedOut.await();
            } catch (InterruptedException e) {
                return;
            }
            answer(connection, xid, 1);
            connection.flush();
            echo(connection);
        };
        try (ScriptedServer server = ScriptedServer.start(late);
                RpcClient client = server.connect(QUIET.withCallTimeout(Duration.ofMillis(100)), ClientListener.NONE)) {
            assertEquals(Reason.TIMEOUT, failure(ask(client, 1)));
            timedOut.countDown();
            assertEquals(2, ask(client, 2).get(20, TimeUnit.SECONDS).port());
            assertTrue(client.isOpen());
        }
    }

    @Test
    void shouldFailEveryCallOnceWhenTheServerGoes() throws Exception {
        CompletableFuture<CallFailedException> told = new CompletableFuture<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void onDisconnect(CallFailedException why) {
                told.complete(why);
            }
        };
        ScriptedServer.Script leaving = connection -> {
            XdrReader record = new XdrReader();
            for (int i = 0; i < 10; i++) {
                connection.next(record);
            }
        };
        try (ScriptedServer server = ScriptedServer.start(leaving);
                RpcClient client = server.connect(QUIET, listener)) {
            List<CompletableFuture<PortByBrickReply>> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(ask(client, i));
            }
            for (CompletableFuture<PortByBrickReply> call : calls) {
                assertEquals(Reason.DISCONNECTED, failure(call));
            }
            assertEquals(Reason.DISCONNECTED, told.get(20, TimeUnit.SECONDS).reason());
            assertEquals(Reason.DISCONNECTED, failure(ask(client, 11)));
        }
    }

    @Test
    void shouldFailOnlyTheCallWhenItsAnswerIsAnErrorOrGarbage() throws Exception {
        ScriptedServer.Script odd = connection -> {
            XdrReader record = new XdrReader();
            connection.next(record);
            new RpcReply(RpcCall.decode(record).xid(), RpcReply.Status.PROC_UNAVAIL).encode(connection.replies.begin());
            connection.replies.end();
            connection.next(record);
            RpcReply.encodeSuccess(RpcCall.decode(record).xid(), connection.replies.begin());
            connection.replies.end();
            connection.flush();
            echo(connection);
        };
        try (ScriptedServer server = ScriptedServer.start(odd);
                RpcClient client = server.connect(QUIET, ClientListener.NONE)) {
            CompletableFuture<PortByBrickReply> rejected = ask(client, 1);
            CompletableFuture<PortByBrickReply> garbage = ask(client, 2);
            assertEquals(Reason.REJECTED, failure(rejected));
            assertEquals(Reason.MALFORMED, failure(garbage));
            assertEquals(3, ask(client, 3).get(20, TimeUnit.SECONDS).port());
        }
    }

    @Test
    void shouldEndTheConnectionWhenTheServerSpeaksNoRpc() throws Exception {
        ScriptedServer.Script babbling = connection -> {
            connection.replies.begin().putLong(0x1234567800000007L);
            connection.replies.end();
            connection.flush();
            ignoreCalls(connection);
        };
        try (ScriptedServer server = ScriptedServer.start(babbling);
                RpcClient client = server.connect(QUIET, ClientListener.NONE)) {
            failure(ask(client, 1));
            assertFalse(client.isOpen());
        }
    }

    @Test
    void shouldTellTheListenerWhenTheServerCallsBack() throws Exception {
        CompletableFuture<Callback> heard = new CompletableFuture<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void onCallback(Callback callback) {
                heard.complete(callback);
            }
        };
        ScriptedServer.Script calling = connection -> {
            for (int procedure : new int[]{99, 7}) {
                new RpcCall(1, Callback.PROGRAM, Callback.VERSION, procedure, Credential.NULL)
                        .encode(connection.replies.begin());
                connection.replies.end();
            }
            connection.flush();
            ignoreCalls(connection);
        };
        try (ScriptedServer server = ScriptedServer.start(calling);
                RpcClient client = server.connect(QUIET, listener)) {
            assertInstanceOf(ChildDown.class, heard.get(20, TimeUnit.SECONDS));
            assertTrue(client.isOpen());
        }
    }

    @Test
    void shouldNotStandStillWhenHandlersSendMoreThanTheSocketTakes() throws Exception {
        // Each reply sends a call of 1 MiB; the server reads only after it has written, so whoever waits here waits for ever.
        ScriptedServer.Script greedy = connection -> {
            XdrReader record = new XdrReader();
            while (connection.next(record)) {
                int xid = RpcCall.decode(record).xid();
                XdrWriter out = connection.replies.begin();
                RpcReply.encodeSuccess(xid, out);
                out.putZeros(1 << 20);
                connection.replies.end();
                connection.flush();
            }
        };
        int calls = 200;
        AtomicInteger sent = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(calls);
        ByteBuffer payload = ByteBuffer.allocate(1 << 20);
        try (ScriptedServer server = ScriptedServer.start(greedy);
                RpcClient client = server.connect(QUIET, ClientListener.NONE)) {
            ReplyHandler handler = new ReplyHandler() {
                @Override
                public void onReply(XdrReader results) {
                    done.countDown();
                    submitNext();
                }

                @Override
                public void onFailure(CallFailedException failure) {
                    throw new IllegalStateException(failure);
                }

                void submitNext() {
                    if (sent.incrementAndGet() <= calls) {
                        client.submit(1, 1, 1, Credential.opening(), new NoArguments(), payload, this);
                    }
                }
            };
            for (int i = 0; i < 16 && sent.incrementAndGet() <= calls; i++) {
                client.submit(1, 1, 1, Credential.opening(), new NoArguments(), payload, handler);
            }
            assertTrue(done.await(40, TimeUnit.SECONDS), () -> done.getCount() + " calls are missing");
        }
    }

    @Test
    void shouldGiveUpTheConnectionWhenAPingGoesUnanswered() throws Exception {
        CompletableFuture<CallFailedException> told = new CompletableFuture<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void onDisconnect(CallFailedException why) {
                told.complete(why);
            }
        };
        RpcClientOptions impatient = QUIET.withPing(Duration.ofMillis(20), Duration.ofMillis(100));
        try (ScriptedServer server = ScriptedServer.start(RpcClientTest::ignoreCalls);
                RpcClient client = server.connect(impatient, listener)) {
            assertEquals(Reason.TIMEOUT, told.get(20, TimeUnit.SECONDS).reason());
            assertFalse(client.isOpen());
        }
    }

    @Test
    void shouldWorkOverStreamsWhenTheSocketHasNoChannel() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(RpcClientTest::echo);
                Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
                RpcClient client = RpcClient.open(socket, QUIET, ClientListener.NONE)) {
            for (int i = 0; i < 100; i++) {
                assertEquals(i, ask(client, i).get(20, TimeUnit.SECONDS).port());
            }
        }
    }
}
