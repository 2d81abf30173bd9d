package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.Fentrylk;
import io.brickyard.wire.fop.Finodelk;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.GetactivelkReply;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Lk;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The same calls about locks and odd names to glusterfsd and to this server: the answers agree. */
class SameLockRepliesPeerIT {
    private static final Gfid ABSENT = new Gfid(0x0123456789ab4000L, 0x8000000000000063L);
    private static final Gfid DIRECTORY = new Gfid(0x0123456789ab4000L, 0x8000000000000001L);
    private static final Gfid FILE = new Gfid(0x0123456789ab4000L, 0x8000000000000002L);
    private static final String DOMAIN = "test-domain";

    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.SETFATTR);
        work = WorkDirectory.create("same-locks");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    @Test
    void shouldAnswerAsGlusterfsdDoes() throws Exception {
        BrickGraph graph = BrickGraph.plain("stock", Files.createDirectory(work.path().resolve("stock")),
                TcpPorts.free());
        List<String> fromStock;
        try (StockBrick stock = StockBrick.start(graph, work.path())) {
            fromStock = session(graph.port(), stock.graph().exported(), graph.directory());
        }
        Path brick = Files.createDirectory(work.path().resolve("brickd"));
        try (TestServer server = TestServer.start(brick)) {
            assertEquals(String.join("\n", fromStock),
                    String.join("\n", session(server.brickd().port(), server.subvolume(), brick)));
        }
    }

    private static List<String> session(int port, String subvolume, Path brick) throws IOException {
        List<String> answers = new ArrayList<>();
        try (BrickClient client = BrickClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                5_000,
                SetVolume.request(subvolume, "identity", "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE)) {
            call(client, new Mkdir(Gfid.ROOT, 0755, 0, "d", gfidRequest(DIRECTORY)));
            long fd = ((CreateReply) call(client,
                    new Create(DIRECTORY, 0102, 0100644, 0, "f", gfidRequest(FILE)))).fd();
            for (FopRequest request : requests(fd)) {
                FopReply reply = call(client, request);
                answers.add(request + " -> " + told(reply).replace(brick.toString(), "BRICK"));
            }
        }
        return answers;
    }

    private static FopReply call(BrickClient client, FopRequest request) throws IOException {
        return client.call(request, Credential.root(4711), FopReply.class);
    }

    private static Dict gfidRequest(Gfid gfid) {
        return Dict.builder().putGfid("gfid-req", gfid).build();
    }

    private static Flock flock(int type) {
        return new Flock(type, 0, 0, 0, 0, LkOwner.NONE);
    }

    private static List<FopRequest> requests(long fd) {
        Dict no = Dict.NULL;
        List<FopRequest> all = new ArrayList<>();
        for (Gfid gfid : List.of(ABSENT, DIRECTORY)) {
            for (int type : new int[]{Flock.WRITE, Flock.UNLOCK}) {
                all.add(new Inodelk(gfid, LockCommand.SETLK, type, flock(type), DOMAIN, no));
                all.add(new Inodelk(gfid, LockCommand.SETLKW, type, flock(type), DOMAIN, no));
            }
            for (int command : new int[]{LockCommand.ENTRY_LOCK_NONBLOCKING, LockCommand.ENTRY_UNLOCK}) {
                all.add(new Entrylk(gfid, command, 1, 1, "name", DOMAIN, no));
            }
            all.add(new Finodelk(gfid, 77, LockCommand.SETLK, Flock.WRITE, flock(Flock.WRITE), DOMAIN, no));
            all.add(new Finodelk(gfid, 77, LockCommand.SETLK, Flock.UNLOCK, flock(Flock.UNLOCK), DOMAIN, no));
            all.add(new Finodelk(gfid, -2, LockCommand.SETLK, Flock.WRITE, flock(Flock.WRITE), DOMAIN, no));
            all.add(new Finodelk(gfid, -2, LockCommand.SETLK, Flock.UNLOCK, flock(Flock.UNLOCK), DOMAIN, no));
            all.add(new Fentrylk(gfid, 77, LockCommand.ENTRY_LOCK_NONBLOCKING, 1, 1, "name", DOMAIN, no));
            all.add(new Fentrylk(gfid, 77, LockCommand.ENTRY_UNLOCK, 1, 1, "name", DOMAIN, no));
            all.add(new Lk(gfid, 77, LockCommand.SETLK, Flock.WRITE, flock(Flock.WRITE), no));
            all.add(new Getactivelk(gfid, no));
            all.add(new Lookup(Gfid.NONE, gfid, 0, "..", no));
            all.add(new Lookup(Gfid.NONE, gfid, 0, ".", no));
            all.add(new Getxattr(gfid, 1, "glusterfs.clrlk.tinode.kall", no));
        }
        all.add(new Lookup(Gfid.NONE, Gfid.ROOT, 0, "..", no));
        all.add(new Inodelk(FILE, LockCommand.SETLK, Flock.WRITE, flock(Flock.WRITE), DOMAIN, no));
        all.add(new Getxattr(FILE, 1, "glusterfs.clrlk.tinode.kgranted", no));
        all.add(new Getxattr(FILE, 1, "glusterfs.clrlk.tinode.kgranted", no));
        all.add(new Getxattr(FILE, 1, "glusterfs.clrlk.tnothing.kgranted", no));
        all.add(new Getxattr(FILE, 1, "glusterfs.clrlk.tposix.kgranted", no));
        // The kind in the call and that in the range differ.
        all.add(new Inodelk(FILE, LockCommand.SETLK, Flock.WRITE, flock(Flock.UNLOCK), DOMAIN, no));
        all.add(new Getxattr(FILE, 1, "glusterfs.clrlk.tinode.kgranted", no));
        all.add(new Inodelk(FILE, LockCommand.SETLK, Flock.WRITE, flock(Flock.WRITE), DOMAIN, no));
        all.add(new Inodelk(FILE, LockCommand.SETLK, Flock.UNLOCK, flock(Flock.WRITE), DOMAIN, no));
        all.add(new Getxattr(FILE, 1, "glusterfs.clrlk.tinode.kgranted", no));
        all.add(new Lk(FILE, fd, LockCommand.SETLK, Flock.WRITE, flock(Flock.READ), no));
        all.add(new Getactivelk(FILE, no));
        all.add(new Lk(FILE, fd, LockCommand.SETLK, Flock.UNLOCK, flock(Flock.WRITE), no));
        all.add(new Getactivelk(FILE, no));
        all.add(new Entrylk(DIRECTORY, LockCommand.ENTRY_LOCK_NONBLOCKING, 1, 1, "name", DOMAIN, no));
        all.add(new Getxattr(DIRECTORY, 1, "glusterfs.clrlk.tentry.kall", no));
        all.add(new Lk(FILE, fd, LockCommand.SETLK, Flock.WRITE, flock(Flock.WRITE), no));
        all.add(new Getactivelk(FILE, no));
        all.add(new Getxattr(FILE, 1, "glusterfs.clrlk.tposix.kall", no));
        all.add(new Getactivelk(FILE, no));
        return all;
    }

    private static String told(FopReply reply) {
        String status = reply.opRet() + "/" + (reply.failed() ? reply.opErrno() : 0);
        return status + switch (reply) {
            case LookupReply found when !found.failed() -> " " + found.stat().gfid();
            case XattrReply text when !text.failed() -> " " + text.dict();
            // The field whence is garbage in a stock brick's answer.
            case GetactivelkReply locks -> " " + locks.locks().toString().replaceAll("whence=-?\\d+", "whence");
            default -> "";
        };
    }
}
