package io.brickyard.brickd;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.ClientIdentity;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.WireFd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients that break the rules hurt themselves only: after each of them a well-behaved one is served. */
class AbuseIT {
    private static final int LAST = 0x80000000;
    private static final int CREATE_FLAGS = 0102;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private WorkDirectory work;
    private TestServer server;
    private BrickClient bystander;

    @BeforeEach
    void serve() throws BrickdException, IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("abuse");
        server = TestServer.start(work.path());
        bystander = connect();
    }

    @AfterEach
    void bystanderIsStillServed() throws IOException {
        try {
            assertFalse(wind(bystander, new Stat(Gfid.ROOT, Dict.NULL)).failed());
            try (BrickClient newcomer = connect()) {
                assertFalse(wind(newcomer, new Stat(Gfid.ROOT, Dict.NULL)).failed());
            }
        } finally {
            bystander.close();
            server.close();
            work.close();
        }
    }

    private BrickClient connect() throws IOException {
        Dict request = SetVolume.request(server.subvolume(), new ClientIdentity("here", "test-client-0").next(), "test")
                .build();
        return BrickClient.connect(server.address(), 5_000, request, RpcClientOptions.DEFAULT, ClientListener.NONE);
    }

    private static FopReply wind(BrickClient client, FopRequest request) throws IOException {
        return client.call(request, Credential.root(4711), FopReply.class);
    }

    @Test
    void shouldDropTheConnectionWhenARecordClaimsToBeTooLong() throws IOException {
        for (int word : List.of(0x7fffffff | LAST, 0x7fffffff, (64 << 20) + 1 | LAST)) {
            try (RawClient client = new RawClient(server.address())) {
                client.sendWord(word);
                assertTrue(client.isEnded());
            }
        }
    }

    @Test
    void shouldDropTheConnectionWhenFragmentsAddUpToTooMuch() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.sendWord(1024);
            client.send(new byte[1024]);
            client.sendWord(64 << 20);
            assertTrue(client.isEnded());
        }
    }

    @Test
    void shouldAnswerWhenACallComesInManyFragments() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            byte[] ping = ByteBuffer.allocate(40).putInt(7).putInt(0).putInt(2).putInt(DumpProgram.PROGRAM)
                    .putInt(DumpProgram.VERSION).putInt(2).array();
            for (int i = 0; i < ping.length; i++) {
                client.sendWord(i == ping.length - 1 ? 1 | LAST : 1);
                client.send(new byte[]{ping[i]});
            }
            assertEquals(0, RawClient.acceptStatus(client.read()));
        }
    }

    @Test
    void shouldDropTheConnectionWhenARecordIsNoCall() throws IOException {
        for (byte[] record : List.of(new byte[0], new byte[3], new byte[]{0, 0, 0, 1, 0, 0, 0, 9})) {
            try (RawClient client = new RawClient(server.address())) {
                client.sendRecord(record);
                assertTrue(client.isEnded());
            }
        }
    }

    @Test
    void shouldSayWhatIsNotThereWhenProgramsAreUnknown() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.call(2, 4711, 1, 1, out -> {});
            assertEquals(1, RawClient.acceptStatus(client.read()));
            client.call(3, Fop.PROGRAM, 399, 1, out -> {});
            assertEquals(2, RawClient.acceptStatus(client.read()));
            client.call(4, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 99, out -> {});
            assertEquals(3, RawClient.acceptStatus(client.read()));
        }
    }

    @Test
    void shouldRefuseFileOperationsWhenNoVolumeWasNamed() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.call(2, Fop.PROGRAM, Fop.VERSION, 1, new Stat(Gfid.ROOT, Dict.NULL)::encode);
            assertEquals(4, RawClient.acceptStatus(client.read()));
        }
    }

    @Test
    void shouldAnswerGarbageArgumentsWhenLengthsLie() throws IOException {
        try (RawClient client = introduced()) {
            for (int length : List.of(-1, Integer.MAX_VALUE, 5_000, 9)) {
                client.call(length, Fop.PROGRAM, Fop.VERSION, Fop.MKDIR.procedure(), out -> {
                    Gfid.ROOT.encode(out);
                    out.putLong(0);
                    out.putInt(length);
                    out.putLong(0);
                });
                assertEquals(4, RawClient.acceptStatus(client.read()));
            }
            client.call(1, Fop.PROGRAM, Fop.VERSION, Fop.STAT.procedure(), out -> {
                Gfid.ROOT.encode(out);
                out.putInt(0);
                out.putInt(Integer.MAX_VALUE);
                out.putInt(Integer.MAX_VALUE);
            });
            assertEquals(4, RawClient.acceptStatus(client.read()));
        }
    }

    private RawClient introduced() throws IOException {
        RawClient client = new RawClient(server.address());
        Dict request = SetVolume.request(server.subvolume(), "raw-" + Gfid.random(), "raw").build();
        client.call(1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1,
                out -> OldDict.encodeOpaque(request, out));
        byte[] reply = client.read();
        assertEquals(0, ByteBuffer.wrap(reply).getInt(RpcReply.SUCCESS_BYTES));
        return client;
    }

    @Test
    void shouldStayInsideTheBrickWhenNamesLeadOut() throws IOException {
        for (String name : List.of("/", "..", "a/b", "../x", "x".repeat(300), "")) {
            assertTrue(wind(bystander, new Mkdir(Gfid.ROOT, 0755, 0, name, Dict.builder()
                    .putGfid("gfid-req", Gfid.random()).build())).failed(), name);
        }
        FopReply up = wind(bystander, new Lookup(Gfid.NONE, Gfid.ROOT, 0, "..", Dict.NULL));
        assertTrue(up.failed());
        assertEquals(Errno.EPERM.code(),
                wind(bystander, new Lookup(Gfid.NONE, Gfid.ROOT, 0, ".glusterfs", Dict.NULL)).opErrno());
    }

    @Test
    void shouldAnswerGarbageArgumentsWhenANameHoldsNul() throws IOException {
        try (RawClient client = introduced()) {
            client.call(9, Fop.PROGRAM, Fop.VERSION, Fop.MKDIR.procedure(), out -> {
                Gfid.ROOT.encode(out);
                out.putLong(0);
                out.putString("a\0b");
                out.putInt(0);
                out.putLong(0xFFFFFFFFL << 32);
            });
            assertEquals(4, RawClient.acceptStatus(client.read()));
        }
    }

    @Test
    void shouldHoldBackAClientWhenItNeverReadsItsReplies() throws IOException {
        CreateReply file = (CreateReply) wind(bystander, new Create(Gfid.ROOT, CREATE_FLAGS, 0100644, 0, "big",
                Dict.builder().putGfid("gfid-req", Gfid.random()).build()));
        byte[] megabyte = new byte[1 << 20];
        assertEquals(megabyte.length, wind(bystander, new Write(file.stat().gfid(), file.fd(), 0, megabyte.length, 0,
                Dict.NULL, ByteBuffer.wrap(megabyte))).opRet());
        long before = directBytes();
        try (RawClient client = introduced()) {
            AtomicLong asked = new AtomicLong();
            Thread asker = Thread.ofPlatform().daemon().start(() -> askForEver(client, file.stat().gfid(), asked));
            Await.until("requests no longer taken", LIMIT, new Unchanged(asked), server::log);
            assertTrue(asker.isAlive(), server.log());
            assertFalse(wind(bystander, new Stat(Gfid.ROOT, Dict.NULL)).failed());
            long held = directBytes() - before;
            assertTrue(held < 128L << 20, held + " bytes held for it");
        }
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    private static void askForEver(RawClient client, Gfid gfid, AtomicLong asked) {
        try {
            while (true) {
                client.call((int) asked.incrementAndGet(), Fop.PROGRAM, Fop.VERSION, Fop.READ.procedure(),
                        new Read(gfid, WireFd.ANONYMOUS, 0, 1 << 20, 0, Dict.NULL)::encode);
            }
        } catch (IOException closedByTheTest) {
            return;
        }
    }

    /** Holds once many looks in a row have found the same number, not the first. */
    private static final class Unchanged implements Await.Condition {
        private static final int LOOKS = 50;

        private final AtomicLong number;
        private long last;
        private int looks;

        Unchanged(AtomicLong number) {
            this.number = number;
        }

        @Override
        public boolean holds() {
            long now = number.get();
            looks = now == last && now > 0 ? looks + 1 : 0;
            last = now;
            return looks == LOOKS;
        }
    }
}
