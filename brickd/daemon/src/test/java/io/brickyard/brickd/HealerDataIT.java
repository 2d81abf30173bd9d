package io.brickyard.brickd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.RchecksumReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.ReservedPid;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.WireFd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** A healer's data moves in pieces, and is the same as a user's. */
class HealerDataIT {
    /** No whole number of pieces. */
    private static final int BLOCK = (1 << 20) + 12_345;
    private static final int BLOCKS = 8;

    private WorkDirectory work;
    private Path brick;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT);
        work = WorkDirectory.create("healer-data");
        brick = Files.createDirectory(work.path().resolve("brick"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private static BrickClient connect(TestServer server, String process) throws IOException {
        return BrickClient.connect(server.address(), 5_000,
                SetVolume.request(server.subvolume(), process, process).build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    @Test
    void shouldWriteReadAndSumUpWhatAUserDoes() throws Exception {
        byte[] content = new byte[BLOCKS * BLOCK];
        new Random(1).nextBytes(content);
        Credential healing = Credential.root(ReservedPid.SELF_HEAL);
        try (TestServer server = TestServer.start(brick);
                BrickClient healer = connect(server, "glustershd");
                BrickClient user = connect(server, "fuse")) {
            CreateReply file = healer.call(new Create(Gfid.ROOT, 0102, 0100644, 0, "file",
                    Dict.builder().putGfid("gfid-req", Gfid.random()).build()), healing, CreateReply.class);
            Gfid gfid = file.stat().gfid();
            List<CompletableFuture<FopReply>> writes = new ArrayList<>();
            for (int i = 0; i < BLOCKS; i++) {
                writes.add(healer.send(new Write(gfid, file.fd(), (long) i * BLOCK, BLOCK, 0, Dict.NULL,
                        ByteBuffer.wrap(content, i * BLOCK, BLOCK)), healing));
            }
            for (CompletableFuture<FopReply> write : writes) {
                assertEquals(BLOCK, write.get(60, TimeUnit.SECONDS).opRet());
            }
            assertArrayEquals(content, Files.readAllBytes(brick.resolve("file")));
            // An open file is read on the connection's thread, another on one of the brick's.
            for (long fd : new long[]{file.fd(), WireFd.ANONYMOUS}) {
                assertArrayEquals(content, read(healer, gfid, fd, healing));
            }
            assertArrayEquals(sum(user, gfid, Credential.root(1)), sum(healer, gfid, healing));
        }
    }

    private static byte[] read(BrickClient client, Gfid gfid, long fd, Credential who) throws Exception {
        List<CompletableFuture<FopReply>> reads = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            reads.add(client.send(new Read(gfid, fd, (long) i * BLOCK, BLOCK, 0, Dict.NULL), who));
        }
        ByteBuffer all = ByteBuffer.allocate(BLOCKS * BLOCK);
        for (CompletableFuture<FopReply> read : reads) {
            FopReply reply = read.get(60, TimeUnit.SECONDS);
            assertFalse(reply.failed());
            all.put(reply.payload().duplicate());
        }
        return all.array();
    }

    private static byte[] sum(BrickClient client, Gfid gfid, Credential who) throws IOException {
        return client.call(new Rchecksum(gfid, WireFd.ANONYMOUS, 0, BLOCKS * BLOCK, 0, Dict.NULL), who,
                RchecksumReply.class).strong();
    }
}
