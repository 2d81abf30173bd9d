package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.DumpReply;
import io.brickyard.wire.program.DumpRequest;
import io.brickyard.wire.program.GetSpecRequest;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.WireFd;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Answers that stock clients take badly if they are a little different. */
class TrapRepliesIT {
    private static final int SUCCESS = 0;
    private static final int PROC_UNAVAIL = 3;
    private static final int STOCK_LEAST_READ_RESULT_BYTES = 172;

    private WorkDirectory work;
    private TestServer server;

    @BeforeEach
    void serve() throws BrickdException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("trap-replies");
        server = TestServer.start(work.path());
    }

    @AfterEach
    void end() {
        server.close();
        work.close();
    }

    private BrickClient connect() throws IOException {
        return BrickClient.connect(server.address(), 5_000,
                SetVolume.request(server.subvolume(), "identity", "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    private RawClient introduced() throws IOException {
        RawClient client = new RawClient(server.address());
        Dict request = SetVolume.request(server.subvolume(), "raw", "raw").build();
        client.call(1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1,
                out -> OldDict.encodeOpaque(request, out));
        assertEquals(SUCCESS, RawClient.acceptStatus(client.read()));
        return client;
    }

    private static FopReply call(BrickClient client, FopRequest request) throws IOException {
        return client.call(request, Credential.root(4711), FopReply.class);
    }

    @Test
    void shouldAnswerAtFullSizeWhenAReadFails() throws IOException {
        try (RawClient client = introduced()) {
            Read read = new Read(Gfid.random(), WireFd.ANONYMOUS, 0, 4096, 0, Dict.NULL);
            client.call(2, Fop.PROGRAM, Fop.VERSION, Fop.READ.procedure(), read::encode);
            byte[] reply = client.read();
            assertEquals(SUCCESS, RawClient.acceptStatus(reply));
            int resultBytes = reply.length - RpcReply.SUCCESS_BYTES;
            assertTrue(resultBytes >= STOCK_LEAST_READ_RESULT_BYTES, resultBytes + " bytes");
            assertEquals(-1, ByteBuffer.wrap(reply).getInt(RpcReply.SUCCESS_BYTES));
        }
    }

    /** An RPC error would reach the application as ENOTCONN. */
    @Test
    void shouldAnswerInTheBodyWhenAnOperationIsNotSupported() throws IOException {
        Map<Fop, Errno> refused = new TreeMap<>();
        try (RawClient client = introduced()) {
            for (Fop fop : Fop.ALL) {
                // Zeros decode as arguments of every operation.
                client.call(2, Fop.PROGRAM, Fop.VERSION, fop.procedure(), out -> out.putZeros(512));
                byte[] reply = client.read();
                if (fop == Fop.PUT) {
                    assertEquals(PROC_UNAVAIL, RawClient.acceptStatus(reply), "as a stock brick, and nobody asks");
                    continue;
                }
                assertEquals(SUCCESS, RawClient.acceptStatus(reply), fop::toString);
                XdrReader in = new XdrReader(ByteBuffer.wrap(reply));
                RpcReply.decode(in);
                FopReply result = fop.decodeReply(in);
                assertEquals(0, in.remaining(), fop::toString);
                Errno errno = result.failed() ? Errno.of(result.opErrno()) : Errno.EPERM;
                if (errno == Errno.EOPNOTSUPP || errno == Errno.ENOSYS) {
                    refused.put(fop, errno);
                }
            }
            client.call(3, Fop.PROGRAM, Fop.VERSION, 49, out -> out.putZeros(512));
            assertEquals(PROC_UNAVAIL, RawClient.acceptStatus(client.read()), "there is no such operation");
        }
        assertEquals(Map.of(Fop.IPC, Errno.EOPNOTSUPP, Fop.LEASE, Errno.ENOSYS, Fop.NAMELINK, Errno.EOPNOTSUPP),
                refused);
    }

    @Test
    void shouldSayNoEntryOnlyForLookupsWhenAGfidIsUnknown() throws IOException {
        Map<String, Errno> other = new TreeMap<>();
        try (BrickClient client = connect()) {
            for (FopRequest request : UnknownGfidRequests.ALL) {
                FopReply reply = call(client, request);
                Errno errno = reply.failed() ? Errno.of(reply.opErrno()) : Errno.EEXIST;
                if (errno != Errno.ESTALE) {
                    other.put(request.fop().name(), errno);
                }
            }
        }
        assertEquals(Map.of("LOOKUP", Errno.ENOENT), other);
    }

    @Test
    void shouldListFileOperationsButNoPortMapWhenABrickIsAsked() throws IOException {
        try (BrickClient client = connect()) {
            DumpReply programs = BrickClient.await(client.rpc().call(DumpProgram.DUMP,
                    new DumpRequest(DumpProgram.STOCK_GFS_ID), Credential.opening()));
            assertTrue(programs.serves(1298437, 400));
            assertFalse(programs.programs().stream()
                    .anyMatch(program -> program.number() == PortmapProgram.PORTBYBRICK.program()),
                    programs::toString);
        }
    }

    @Test
    void shouldSayThatItsChildIsUpOrWhyTheClientShallGiveUpWhenItAsksToComeIn() throws Exception {
        try (BrickClient client = connect()) {
            assertEquals("1", client.serverInfo().getText("child_up"));
        }
        server.close();
        server = TestServer.start(TestServer.Setup.of(work.path()).rejecting("127.0.0.1"));
        try (RawClient client = new RawClient(server.address())) {
            Dict request = SetVolume.request(server.subvolume(), "raw", "raw").build();
            client.call(1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1,
                    out -> OldDict.encodeOpaque(request, out));
            XdrReader in = new XdrReader(ByteBuffer.wrap(client.read()));
            assertEquals(RpcReply.Status.SUCCESS, RpcReply.decode(in).status());
            assertEquals(-1, in.getInt());
            assertEquals(Errno.EACCES.code(), in.getInt());
            assertEquals("Authentication failed", OldDict.decodeOpaque(in).getText("ERROR"));
        }
    }

    @Test
    void shouldRefuseAlikeWhenAControlMessageIsNotKnown() throws IOException {
        try (BrickClient client = connect()) {
            assertEquals(Errno.EOPNOTSUPP.code(), call(client, new Ipc(1000, Dict.EMPTY)).opErrno());
            Dict key = Dict.builder().putRaw("glusterfs.control", new byte[1]).build();
            assertEquals(Errno.EOPNOTSUPP.code(),
                    call(client, new Setxattr(Gfid.ROOT, 0, key, Dict.EMPTY)).opErrno());
        }
    }

    /** By this glustershd finds the bricks that are its own. */
    @Test
    void shouldNameItsHostWhenAskedWhereAFileIs() throws IOException {
        String key = "glusterfs.pathinfo";
        try (BrickClient client = connect()) {
            XattrReply reply = (XattrReply) call(client, new Getxattr(Gfid.ROOT, 1, key, Dict.NULL));
            String here = InetAddress.getLocalHost().getHostName();
            assertEquals("<POSIX(" + work.path() + "):" + here + ":" + work.path() + "/>", reply.dict().getText(key));
        }
    }

    /** A stock client keeps as many bytes as the status says, and cannot read a volume file that was cut. */
    @Test
    void shouldCountBytesWhenAVolumeFileIsFetched() throws Exception {
        BrickdOptions good = TestServer.options(TestServer.Setup.of(Files.createDirectory(work.path().resolve("b"))));
        BrickdOptions accents = new BrickdOptions(good.layout(), "données-à-garder", good.volumeId(), true, false,
                false,
                good.listen(), good.management(), good.addresses(), good.logins(), good.tls(), Optional.empty(), 4,
                StatsOptions.NONE, Optional.empty());
        try (Brickd other = Brickd.start(accents, line -> {});
                RawClient client = new RawClient(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), other.managementPort()))) {
            GetSpecRequest request = new GetSpecRequest(0, "données-à-garder", Dict.NULL);
            client.call(1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 2, request::encode);
            ByteBuffer reply = ByteBuffer.wrap(client.read()).position(RpcReply.SUCCESS_BYTES);
            int status = reply.getInt();
            assertEquals(0, reply.getInt());
            assertEquals(reply.getInt(), status);
        }
    }

    /** Stock 11.x makes this one root. */
    @Test
    void shouldBeTheCallerWhenAFileOperationComesWithAVersion2Credential() throws Exception {
        Files.setAttribute(work.path(), "unix:mode", 0777);
        try (RawClient client = introduced()) {
            XdrWriter out = new XdrWriter();
            Credential user = new Credential(Credential.Flavor.GLUSTER_V2, 7, 1000, 1001, 0, 0, 0, new int[0],
                    LkOwner.ofPid(7));
            new RpcCall(2, Fop.PROGRAM, Fop.VERSION, Fop.MKDIR.procedure(), user).encode(out);
            new Mkdir(Gfid.ROOT, 0755, 0, "mine", Dict.builder().putGfid("gfid-req", Gfid.random()).build())
                    .encode(out);
            client.sendRecord(out.toByteArray());
            assertEquals(0, ByteBuffer.wrap(client.read()).getInt(RpcReply.SUCCESS_BYTES));
        }
        assertEquals(List.of(1000, 1001), List.of(Files.getAttribute(work.path().resolve("mine"), "unix:uid"),
                Files.getAttribute(work.path().resolve("mine"), "unix:gid")));
    }
}
