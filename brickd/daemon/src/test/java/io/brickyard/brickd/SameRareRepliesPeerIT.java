package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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
import io.brickyard.wire.client.CallFailedException;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.fop.ActiveLock;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.GetactivelkReply;
import io.brickyard.wire.fop.Icreate;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.Lk;
import io.brickyard.wire.fop.LkReply;
import io.brickyard.wire.fop.Namelink;
import io.brickyard.wire.fop.Put;
import io.brickyard.wire.fop.Setactivelk;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import io.brickyard.wire.xdr.XdrReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * FOPs that no mount sends, to glusterfsd and to this server: the answers agree. What crashes a stock 10.3 brick, NAMELINK
 * and SETACTIVELK of an inode that exists, goes to this server alone.
 */
class SameRareRepliesPeerIT {
    private static final Gfid ABSENT = new Gfid(0x0123456789ab4000L, 0x8000000000000063L);
    private static final Gfid FILE = new Gfid(0x0123456789ab4000L, 0x8000000000000002L);

    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.SETFATTR);
        work = WorkDirectory.create("same-rare");
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
            fromStock = session(graph.port(), stock.graph().exported());
        }
        Path brick = Files.createDirectory(work.path().resolve("brickd"));
        try (TestServer server = TestServer.start(brick)) {
            assertEquals(String.join("\n", fromStock),
                    String.join("\n", session(server.brickd().port(), server.subvolume())));
        }
    }

    @Test
    void shouldSayOnceThatItIsNotServedWhenAskedForWhatCrashesGlusterfsd() throws Exception {
        List<FopRequest> crashing = List.of(new Namelink(Gfid.ROOT, "n", Dict.NULL), new Setactivelk(Gfid.ROOT,
                List.of(new ActiveLock(new Flock(Flock.WRITE, 0, 0, 0, 77, LkOwner.of(5)), "elsewhere", 0)),
                Dict.NULL));
        Path brick = Files.createDirectory(work.path().resolve("brickd"));
        try (TestServer server = TestServer.start(brick);
                RawClient client = new RawClient(server.address())) {
            // Our own client sends no such thing.
            Dict introduction = SetVolume.request(server.subvolume(), "one", "test").build();
            client.call(1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1,
                    out -> OldDict.encodeOpaque(introduction, out));
            client.read();
            for (int round = 0; round < 2; round++) {
                for (FopRequest request : crashing) {
                    client.call(2 + round, Fop.PROGRAM, Fop.VERSION, request.fop().procedure(), request::encode);
                    byte[] record = client.read();
                    XdrReader body = new XdrReader(ByteBuffer.wrap(record).position(RpcReply.SUCCESS_BYTES).slice());
                    FopReply reply = request.fop().decodeReply(body);
                    assertEquals(Errno.EOPNOTSUPP.code(), reply.opErrno());
                    assertTrue(reply.failed());
                    assertEquals(0, body.remaining());
                }
            }
            List<String> said = server.log().lines().filter(line -> line.contains(" is not served here")).toList();
            assertEquals(2, said.size(), server.log());
            assertTrue(said.getFirst().startsWith("NAMELINK "), server.log());
        }
    }

    private static List<String> session(int port, String subvolume) throws IOException {
        List<String> answers = new ArrayList<>();
        try (BrickClient client = connect(port, subvolume, "one")) {
            long fd = client.call(new Create(Gfid.ROOT, 0102, 0100644, 0, "f",
                    Dict.builder().putGfid("gfid-req", FILE).build()), Credential.root(4711), CreateReply.class).fd();
            for (FopRequest request : requests(fd)) {
                answers.add(request + " -> " + told(client, request));
            }
        }
        return answers;
    }

    private static BrickClient connect(int port, String subvolume, String identity) throws IOException {
        return BrickClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000,
                SetVolume.request(subvolume, identity, "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    private static List<FopRequest> requests(long fd) {
        Dict no = Dict.NULL;
        List<FopRequest> all = new ArrayList<>();
        ActiveLock moved = new ActiveLock(new Flock(Flock.WRITE, 0, 10, 10, 77, LkOwner.of(5)), "elsewhere", 0);
        ActiveLock far = new ActiveLock(new Flock(Flock.READ, 0, 100, 0, 78, LkOwner.of(6)), "elsewhere", 3);
        all.add(new Setactivelk(ABSENT, List.of(moved, far), no));
        for (Gfid gfid : List.of(ABSENT, FILE)) {
            all.add(new Getactivelk(gfid, no));
            all.add(new Icreate(gfid, 0100644, no));
            all.add(new Icreate(gfid, 0100644, Dict.builder().putGfid("gfid-req", ABSENT).build()));
        }
        all.add(new Lk(FILE, fd, LockCommand.GETLK, Flock.WRITE, new Flock(Flock.WRITE, 0, 0, 0, 0, LkOwner.NONE), no));
        all.add(new Lk(FILE, fd, LockCommand.SETLK, Flock.WRITE, new Flock(Flock.WRITE, 0, 0, 0, 0, LkOwner.NONE), no));
        all.add(new Lk(FILE, fd, LockCommand.SETLK, Flock.WRITE, new Flock(Flock.WRITE, 0, 50, 5, 0, LkOwner.NONE),
                no));
        all.add(new Getactivelk(FILE, no));
        for (int op = 0; op < 4; op++) {
            all.add(new Ipc(op, no));
        }
        all.add(new Put(Gfid.ROOT, "p", 0100644, 0, 0, 0, 1, no, no, ByteBuffer.allocate(1)));
        return all;
    }

    private static String told(BrickClient client, FopRequest request) throws IOException {
        FopReply reply;
        try {
            reply = client.call(request, Credential.root(4711), FopReply.class);
        } catch (CallFailedException e) {
            return String.valueOf(e.getMessage()).replaceAll(":\\d+", ":PORT");
        }
        return reply.opRet() + "/" + (reply.failed() ? reply.opErrno() : 0) + switch (reply) {
            // The field whence is garbage in a stock brick's answer.
            case GetactivelkReply locks -> " " + locks.locks().toString().replaceAll("whence=-?\\d+", "whence");
            case LkReply lock -> " " + lock.flock().toString().replaceAll("whence=-?\\d+", "whence");
            default -> "";
        };
    }
}
