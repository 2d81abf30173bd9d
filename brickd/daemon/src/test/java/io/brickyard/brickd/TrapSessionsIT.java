package io.brickyard.brickd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.fop.Access;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.Flush;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fstat;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Lk;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.Release;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** What sessions of stock clients do that a server would not expect. */
class TrapSessionsIT {
    private static final Credential ANYBODY = Credential.root(4711);
    /** Re-opening and releasing carry no process id. */
    private static final Credential NOBODY = Credential.root(0);
    private static final int READ_WRITE = 2;
    /** May wait, and then are not answered at once. */
    private static final Set<Fop> LOCKS = EnumSet.of(Fop.LK, Fop.INODELK, Fop.FINODELK, Fop.ENTRYLK, Fop.FENTRYLK);

    private WorkDirectory work;
    private Path brick;
    private TestServer server;

    @BeforeEach
    void serve() throws BrickdException, IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("trap-sessions");
        brick = Files.createDirectory(work.path().resolve("brick"));
        server = TestServer.start(brick);
    }

    @AfterEach
    void end() {
        server.close();
        work.close();
    }

    private BrickClient connect(String identity) throws IOException {
        return BrickClient.connect(server.address(), 5_000,
                SetVolume.request(server.subvolume(), identity, "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    private static FopReply call(BrickClient client, Credential credential, FopRequest request) throws IOException {
        return client.call(request, credential, FopReply.class);
    }

    private static int errno(BrickClient client, Credential credential, FopRequest request) throws IOException {
        FopReply reply = call(client, credential, request);
        return reply.failed() ? reply.opErrno() : 0;
    }

    private static CreateReply create(BrickClient client, String name) throws IOException {
        return (CreateReply) call(client, ANYBODY, new Create(Gfid.ROOT, 0102, 0100644, 0, name,
                Dict.builder().putGfid("gfid-req", Gfid.random()).build()));
    }

    private static Inodelk inodelk(Gfid gfid, int type, LkOwner inFlock) {
        return new Inodelk(gfid, LockCommand.SETLK, type, new Flock(type, 0, 0, 0, 0, inFlock), "domain", Dict.NULL);
    }

    @Test
    void shouldTakeTheOwnerFromTheCredentialWhenAnInodeIsLocked() throws IOException {
        Credential first = ANYBODY.withLkOwner(LkOwner.of(1));
        Credential second = ANYBODY.withLkOwner(LkOwner.of(2));
        try (BrickClient client = connect("a")) {
            LkOwner said = LkOwner.of(77);
            assertEquals(0, errno(client, first, inodelk(Gfid.ROOT, Flock.WRITE, said)));
            assertEquals(Errno.EAGAIN.code(), errno(client, second, inodelk(Gfid.ROOT, Flock.WRITE, said)));
            assertEquals(Errno.EINVAL.code(), errno(client, second, inodelk(Gfid.ROOT, Flock.UNLOCK, said)));
            assertEquals(0, errno(client, first, inodelk(Gfid.ROOT, Flock.UNLOCK, LkOwner.of(78))));
            assertEquals(0, errno(client, second, inodelk(Gfid.ROOT, Flock.WRITE, said)));
        }
    }

    @Test
    void shouldTakeTheOwnerFromTheCredentialWhenANameIsLocked() throws IOException {
        Credential first = ANYBODY.withLkOwner(LkOwner.of(1));
        Credential second = ANYBODY.withLkOwner(LkOwner.of(2));
        Entrylk lock = new Entrylk(Gfid.ROOT, LockCommand.ENTRY_LOCK_NONBLOCKING, 1, 1, "name", "domain", Dict.NULL);
        Entrylk unlock = new Entrylk(Gfid.ROOT, LockCommand.ENTRY_UNLOCK, 1, 1, "name", "domain", Dict.NULL);
        try (BrickClient client = connect("a")) {
            assertEquals(0, errno(client, first, lock));
            assertEquals(Errno.EAGAIN.code(), errno(client, second, lock));
            assertEquals(Errno.EINVAL.code(), errno(client, second, unlock));
            assertEquals(0, errno(client, first, unlock));
            assertEquals(0, errno(client, second, lock));
        }
    }

    @Test
    void shouldOpenByGfidAndHaveForgottenLocksWhenAClientComesBackAsSomebodyNew() throws IOException {
        CreateReply file;
        try (BrickClient client = connect("CTX_ID:x-RECON_NO:-0")) {
            file = create(client, "file");
            assertEquals(0, errno(client, ANYBODY, inodelk(file.stat().gfid(), Flock.WRITE, LkOwner.NONE)));
        }
        Gfid gfid = file.stat().gfid();
        try (BrickClient again = connect("CTX_ID:x-RECON_NO:-1"); BrickClient other = connect("other")) {
            FopReply opened = call(again, NOBODY, new Open(gfid, READ_WRITE, Dict.EMPTY));
            assertFalse(opened.failed(), "without a LOOKUP before");
            assertEquals(0, errno(again, ANYBODY, new Fstat(gfid, ((FdReply) opened).fd(), Dict.NULL)));
            Await.until("the old session's lock is gone", Duration.ofSeconds(20),
                    () -> errno(other, ANYBODY, inodelk(gfid, Flock.WRITE, LkOwner.NONE)) == 0, server::log);
        }
    }

    @Test
    void shouldCloseOnReleaseOnlyWhenAFileWasFlushedBefore() throws IOException {
        try (BrickClient client = connect("a"); BrickClient other = connect("b")) {
            CreateReply file = create(client, "file");
            Gfid gfid = file.stat().gfid();
            Flock whole = new Flock(Flock.WRITE, 0, 0, 0, 1, LkOwner.of(1));
            Credential owner = ANYBODY.withLkOwner(LkOwner.of(1));
            assertEquals(0, errno(client, owner, new Lk(gfid, file.fd(), LockCommand.SETLK, Flock.WRITE, whole,
                    Dict.NULL)));
            long theirs = ((FdReply) call(other, ANYBODY, new Open(gfid, READ_WRITE, Dict.NULL))).fd();
            Lk wanted = new Lk(gfid, theirs, LockCommand.SETLK, Flock.WRITE, whole, Dict.NULL);
            assertEquals(Errno.EAGAIN.code(), errno(other, owner, wanted));
            // Once for each close(2) of a duplicate: drops the owner's locks, never the file.
            assertEquals(0, errno(client, owner, new Flush(gfid, file.fd(), Dict.NULL)));
            assertEquals(0, errno(client, owner, new Flush(gfid, file.fd(), Dict.NULL)));
            assertEquals(0, errno(other, owner, wanted));
            assertEquals(0, errno(client, ANYBODY, new Fstat(gfid, file.fd(), Dict.NULL)));
            assertEquals(0, errno(client, NOBODY, new Release(gfid, file.fd(), Dict.NULL)));
            assertEquals(Errno.EBADF.code(), errno(client, ANYBODY, new Fstat(gfid, file.fd(), Dict.NULL)));
        }
    }

    /** -4 and -13 come from within ordinary mounts, 1 is what a client in a container may be: none is refused. */
    @Test
    void shouldServeWhenPidsAreOutOfTheOrdinary() throws IOException {
        try (BrickClient client = connect("a")) {
            for (int pid : new int[]{-14, -13, -12, -7, -6, -4, -3, -1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                Credential credential = Credential.root(pid);
                assertEquals(0, errno(client, credential, new Access(Gfid.ROOT, 4, Dict.NULL)), "pid " + pid);
                CreateReply file = create(client, "file" + pid);
                assertEquals(0, errno(client, credential, new Release(file.stat().gfid(), file.fd(), Dict.NULL)));
                assertEquals(Errno.EBADF.code(),
                        errno(client, ANYBODY, new Fstat(file.stat().gfid(), file.fd(), Dict.NULL)), "pid " + pid);
            }
        }
    }

    /** A second reply to one call, or one to none, costs a stock client its connection. */
    @Test
    void shouldAnswerEachCallOnceWhenArgumentsAreRandom() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int calls = 1500;
        List<Fop> fops = EnumSet.complementOf(EnumSet.copyOf(LOCKS)).stream().toList();
        Map<Integer, Integer> answers = new TreeMap<>();
        try (RawClient client = new RawClient(server.address())) {
            Dict request = SetVolume.request(server.subvolume(), "raw", "raw").build();
            client.call(-1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1,
                    out -> OldDict.encodeOpaque(request, out));
            client.read();
            for (int xid = 0; xid < calls; xid++) {
                Fop fop = fops.get(random.nextInt(fops.size()));
                client.call(xid, Fop.PROGRAM, Fop.VERSION, fop.procedure(), out -> arguments(random, out));
                answers.merge(ByteBuffer.wrap(client.read()).getInt(), 1, Integer::sum);
            }
            client.call(calls, DumpProgram.PROGRAM, DumpProgram.VERSION, 2, out -> {});
            answers.merge(ByteBuffer.wrap(client.read()).getInt(), 1, Integer::sum);
        } catch (IOException e) {
            throw new AssertionError("seed " + seed + ", " + answers.size() + " answered: " + server.log(), e);
        }
        Map<Integer, Integer> once = new TreeMap<>();
        for (int xid = 0; xid <= calls; xid++) {
            once.put(xid, 1);
        }
        assertEquals(once, answers, "seed " + seed);
        try (var beside = Files.list(work.path())) {
            assertEquals(List.of(brick), beside.toList(), "seed " + seed);
        }
    }

    /** Mostly the root's gfid, then words that are small, negative or huge, so that much of it decodes. */
    private static void arguments(Random random, XdrWriter out) {
        if (random.nextInt(4) > 0) {
            Gfid.ROOT.encode(out);
        }
        int words = 20 + random.nextInt(80);
        for (int i = 0; i < words; i++) {
            out.putInt(switch (random.nextInt(8)) {
                case 0 -> random.nextInt(8);
                case 1 -> 1 << random.nextInt(32);
                case 2 -> -random.nextInt(4);
                case 3 -> random.nextInt();
                default -> 0;
            });
        }
        out.putZeros(256);
    }
}
