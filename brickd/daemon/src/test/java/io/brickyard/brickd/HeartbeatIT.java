package io.brickyard.brickd;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.DictReply;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.NoArguments;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A client whose heartbeat is not answered hangs up, so nothing that waits may make the heartbeat wait. */
class HeartbeatIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long IMAGE_BYTES = 64 << 20;
    private static final int BLOCK = 4096;
    /** Several times what io-threads has threads for. */
    private static final int WAITING = 200;
    /** Each client's heartbeat goes on a connection of its own, or behind what waits on the same one. */
    private static final int PINGS = 3;

    private WorkDirectory work;
    private Path brick;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("heartbeat");
        brick = Files.createDirectory(work.path().resolve("brick"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private static BrickClient connect(TestServer server, String identity) throws IOException {
        return BrickClient.connect(server.address(), 5_000,
                SetVolume.request(server.subvolume(), identity, "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), () -> String.join(" ", command));
    }

    private static void assertHeartbeat(BrickClient client) throws Exception {
        for (int i = 0; i < PINGS; i++) {
            DictReply pong = client.rpc().call(DumpProgram.PING, new NoArguments(), Credential.opening())
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(0, pong.opRet());
        }
    }

    private static List<CompletableFuture<FopReply>> send(BrickClient client, List<? extends FopRequest> requests) {
        return requests.stream().map(request -> client.send(request, Credential.root(4711))).toList();
    }

    private static void assertAllAnswered(List<CompletableFuture<FopReply>> calls) throws Exception {
        for (CompletableFuture<FopReply> call : calls) {
            assertFalse(call.get(LIMIT.toSeconds(), TimeUnit.SECONDS).failed());
        }
    }

    @Test
    void shouldAnswerTheHeartbeatWhenTheDiskHangs() throws Exception {
        Path image = work.path().resolve("image");
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/loop-control")), "needs /dev/loop-control");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(IMAGE_BYTES);
        }
        run("/usr/sbin/mkfs.ext4", "-q", "-F", image.toString());
        run("mount", "-o", "loop", image.toString(), brick.toString());
        Path directory = Files.createDirectory(brick.resolve("brick"));
        try (TestServer server = TestServer.start(directory);
                BrickClient client = connect(server, "a");
                BrickClient other = connect(server, "b")) {
            CreateReply file = client.call(new Create(Gfid.ROOT, 0102, 0100644, 0, "file",
                    Dict.builder().putGfid("gfid-req", Gfid.random()).build()), Credential.root(1), CreateReply.class);
            List<Write> writes = new ArrayList<>();
            for (int i = 0; i < WAITING; i++) {
                writes.add(new Write(file.stat().gfid(), file.fd(), (long) i * BLOCK, BLOCK, 0, Dict.NULL,
                        ByteBuffer.allocate(BLOCK)));
            }
            List<CompletableFuture<FopReply>> hanging;
            run("/usr/sbin/fsfreeze", "--freeze", brick.toString());
            try {
                hanging = send(client, writes);
                assertHeartbeat(client);
                assertHeartbeat(other);
                assertTrue(hanging.stream().noneMatch(CompletableFuture::isDone), "the disk hangs");
            } finally {
                run("/usr/sbin/fsfreeze", "--unfreeze", brick.toString());
            }
            assertAllAnswered(hanging);
        }
    }

    private static Inodelk inodelk(int command, int type) {
        return new Inodelk(Gfid.ROOT, command, type, new Flock(type, 0, 0, 0, 0, LkOwner.NONE), "domain", Dict.NULL);
    }

    @Test
    void shouldAnswerTheHeartbeatWhenLocksWait() throws Exception {
        Inodelk lock = inodelk(LockCommand.SETLKW, Flock.WRITE);
        Inodelk unlock = inodelk(LockCommand.SETLK, Flock.UNLOCK);
        try (TestServer server = TestServer.start(brick);
                BrickClient holder = connect(server, "a");
                BrickClient waiter = connect(server, "b")) {
            assertAllAnswered(send(holder, List.of(lock)));
            List<Inodelk> locks = new ArrayList<>();
            for (int i = 0; i < WAITING; i++) {
                locks.add(lock);
            }
            List<CompletableFuture<FopReply>> waiting = send(waiter, locks);
            assertHeartbeat(waiter);
            assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone), "the lock is held");
            assertAllAnswered(send(holder, List.of(unlock)));
            assertAllAnswered(waiting);
        }
    }
}
