package io.brickyard.wire.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.fop.ActiveLock;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.Fentrylk;
import io.brickyard.wire.fop.Flush;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Fsetxattr;
import io.brickyard.wire.fop.Getactivelk;
import io.brickyard.wire.fop.GetactivelkReply;
import io.brickyard.wire.fop.Icreate;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.Lk;
import io.brickyard.wire.fop.LkReply;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Readdirp;
import io.brickyard.wire.fop.ReaddirpReply;
import io.brickyard.wire.fop.Setactivelk;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.fop.XattropOp;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.InodelkContention;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The client against a stock brick process. */
@Timeout(60)
class BrickClientPeerIT {
    private static final Credential ROOT = Credential.root(4711);
    private static final int READ_WRITE_CREATE = 0102;

    @TempDir
    static @Nullable Path folder;
    private static @Nullable StockBrick startedBrick;

    @BeforeAll
    static void startBrick() throws IOException {
        assertNotNull(folder);
        startedBrick = StockBrick.start(folder);
    }

    @AfterAll
    static void stopBrick() {
        if (startedBrick != null) {
            startedBrick.close();
        }
    }

    private static StockBrick brick() {
        assertNotNull(startedBrick);
        return startedBrick;
    }

    private static Dict gfidRequest(Gfid gfid) {
        return Dict.builder().putGfid("gfid-req", gfid).build();
    }

    private static CreateReply create(BrickClient client, String name) throws IOException {
        CreateReply reply = client.call(
                new Create(Gfid.ROOT, READ_WRITE_CREATE, 0100644, 0, name, gfidRequest(Gfid.random())), ROOT,
                CreateReply.class);
        assertEquals(0, reply.opRet(), () -> Errno.describe(reply.opErrno()));
        return reply;
    }

    @Test
    void shouldReadBackWhatItWroteWhenTheBrickIsStock() throws Exception {
        byte[] data = new byte[300_001];
        new Random(7).nextBytes(data);
        try (BrickClient client = brick().connect(ClientListener.NONE)) {
            CreateReply file = create(client, "data");
            Gfid gfid = file.stat().gfid();
            PrePostReply written = client.call(new Write(gfid, file.fd(), 0, data.length, 0100001, Dict.NULL,
                    ByteBuffer.wrap(data)), ROOT, PrePostReply.class);
            assertEquals(data.length, written.opRet());
            assertEquals(data.length, written.postop().size());

            ReadReply read = client.call(new Read(gfid, file.fd(), 1, 400_000, 0100000, Dict.NULL), ROOT,
                    ReadReply.class);
            assertEquals(data.length - 1, read.opRet());
            assertEquals(Errno.ENOENT.code(), read.opErrno(), "end of file");
            byte[] back = new byte[read.payload().remaining()];
            read.payload().get(back);
            assertArrayEquals(Arrays.copyOfRange(data, 1, data.length), back);
        }
    }

    @Test
    void shouldMatchRepliesWhenManyReadsAreUnderWay() throws Exception {
        byte[] data = new byte[64 * 64];
        for (int i = 0; i < 64; i++) {
            Arrays.fill(data, 64 * i, 64 * (i + 1), (byte) i);
        }
        try (BrickClient client = brick().connect(ClientListener.NONE)) {
            CreateReply file = create(client, "many");
            Gfid gfid = file.stat().gfid();
            client.call(new Write(gfid, file.fd(), 0, data.length, 0100001, Dict.NULL, ByteBuffer.wrap(data)), ROOT,
                    PrePostReply.class);
            List<CompletableFuture<FopReply>> reads = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                reads.add(client.send(new Read(gfid, file.fd(), 64L * (i % 64), 64, 0100000, Dict.NULL), ROOT));
            }
            for (int i = 0; i < reads.size(); i++) {
                ReadReply reply = (ReadReply) reads.get(i).get(20, TimeUnit.SECONDS);
                assertEquals(64, reply.payload().remaining());
                assertEquals((byte) (i % 64), reply.payload().get(63));
            }
            assertEquals(0, client.rpc().outstanding());
        }
    }

    @Test
    void shouldKeepNamesThatAreNoTextWhenListingADirectory() throws Exception {
        String name = WireText.decode(new byte[]{'n', (byte) 0xFF, (byte) 0xC3, (byte) 0xA4},
                0, 4);
        try (BrickClient client = brick().connect(ClientListener.NONE)) {
            EntryReply directory = client.call(
                    new Mkdir(Gfid.ROOT, 0755, 0, "listed", gfidRequest(Gfid.random())), ROOT, EntryReply.class);
            Gfid gfid = directory.stat().gfid();
            EntryReply child = client.call(new Mkdir(gfid, 0755, 0, name, gfidRequest(Gfid.random())), ROOT,
                    EntryReply.class);
            assertEquals(0, child.opRet());
            FdReply opened = client.call(new Opendir(gfid, Dict.NULL), ROOT, FdReply.class);
            ReaddirpReply listed = client.call(new Readdirp(gfid, opened.fd(), 0, 131072, Dict.NULL), ROOT,
                    ReaddirpReply.class);
            assertTrue(listed.entries().stream().map(plus -> plus.entry().name()).collect(Collectors.toSet())
                    .contains(name));
        }
    }

    @Test
    void shouldTellErrorsWhenTheBrickSaysNo() throws Exception {
        try (BrickClient client = brick().connect(ClientListener.NONE)) {
            LookupReply missing = client.call(new Lookup(Gfid.NONE, Gfid.ROOT, 0, "missing", Dict.EMPTY), ROOT,
                    LookupReply.class);
            assertEquals(Errno.ENOENT.code(), missing.opErrno());
            FopReply stale = client.call(new Stat(Gfid.random(), Dict.NULL), ROOT, FopReply.class);
            assertEquals(Errno.ESTALE.code(), stale.opErrno());
            StatusReply ipc = client.call(new Ipc(1000, Dict.of("k", DictValue.text("v"))),
                    ROOT, StatusReply.class);
            assertEquals(Errno.EOPNOTSUPP.code(), ipc.opErrno());
            FopReply icreate = client.call(new Icreate(Gfid.random(), 0100644, Dict.NULL), ROOT, FopReply.class);
            assertTrue(icreate.failed());
            StatusReply badFd = client.call(new Flush(Gfid.ROOT, 99, Dict.NULL), ROOT, StatusReply.class);
            assertEquals(Errno.EBADF.code(), badFd.opErrno());
        }
    }

    @Test
    void shouldAddCountersWhenXattropsRun() throws Exception {
        byte[] one = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2};
        try (BrickClient client = brick().connect(ClientListener.NONE)) {
            Gfid gfid = create(client, "counters").stat().gfid();
            Xattrop add = new Xattrop(gfid, XattropOp.ADD_ARRAY, Dict.builder().putRaw("trusted.afr.dirty", one)
                    .build(), Dict.NULL);
            client.call(add, ROOT, XattrReply.class);
            XattrReply twice = client.call(add, ROOT, XattrReply.class);
            assertArrayEquals(new byte[]{0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 4},
                    twice.dict().getBytes("trusted.afr.dirty"));
        }
    }

    @Test
    void shouldListAndSetLocksWhenAFileIsLocked() throws Exception {
        try (BrickClient client = brick().connect(ClientListener.NONE)) {
            CreateReply file = create(client, "locked");
            Gfid gfid = file.stat().gfid();
            Flock range = new Flock(Flock.WRITE, 0, 10, 20, 4711, LkOwner.of(42));
            LkReply granted = client.call(new Lk(gfid, file.fd(), LockCommand.SETLK, Flock.WRITE, range, Dict.NULL),
                    ROOT.withLkOwner(LkOwner.of(42)), LkReply.class);
            assertEquals(0, granted.opRet());
            assertEquals(range, granted.flock());
            GetactivelkReply active = client.call(new Getactivelk(gfid, Dict.NULL), ROOT, GetactivelkReply.class);
            assertEquals(1, active.locks().size());
            assertEquals(LkOwner.of(42), active.locks().getFirst().flock().owner());

            CreateReply other = create(client, "locked-too");
            List<ActiveLock> locks = active.locks();
            FopReply installed = client.call(new Setactivelk(other.stat().gfid(), locks, Dict.NULL), ROOT,
                    FopReply.class);
            assertInstanceOf(StatusReply.class, installed);
            FopReply entry = client.call(new Fentrylk(gfid, file.fd(), LockCommand.ENTRY_LOCK_NONBLOCKING,
                    LockCommand.ENTRY_WRITE, 1, "x", "domain", Dict.NULL), ROOT, FopReply.class);
            assertEquals(0, entry.opRet());
            FopReply xattr = client.call(new Fsetxattr(gfid, file.fd(), 0,
                    Dict.builder().putRaw("user.k", "v".getBytes(StandardCharsets.UTF_8)).build(), Dict.NULL), ROOT,
                    FopReply.class);
            assertEquals(0, xattr.opRet());
        }
    }

    @Test
    void shouldHearOfContentionWhenAnotherClientWantsItsLock() throws Exception {
        CompletableFuture<Callback> heard = new CompletableFuture<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void onCallback(Callback callback) {
                heard.complete(callback);
            }
        };
        Flock whole = new Flock(Flock.WRITE, 0, 0, 0, 0, LkOwner.NONE);
        try (BrickClient holder = brick().connect(listener);
                BrickClient waiter = brick().connect(ClientListener.NONE)) {
            Gfid gfid = create(holder, "contended").stat().gfid();
            Inodelk lock = new Inodelk(gfid, LockCommand.SETLKW, Flock.WRITE, whole, "wire", Dict.NULL);
            assertFalse(holder.call(lock, ROOT, StatusReply.class).failed());
            CompletableFuture<FopReply> waiting = waiter.send(lock, ROOT);
            InodelkContention contention = assertInstanceOf(InodelkContention.class,
                    heard.get(20, TimeUnit.SECONDS));
            assertEquals(gfid, contention.gfid());
            assertEquals("wire", contention.domain());
            assertFalse(waiting.isDone());
            holder.rpc().close();
            assertFalse(waiting.get(20, TimeUnit.SECONDS).failed(), "the lock goes when its holder goes");
        }
    }

    @Test
    void shouldSayWhyWhenTheBrickRefusesTheHandshake() {
        Dict wrong = SetVolume.request("/no/such/brick", "identity", "wire-test").build();
        HandshakeException refused = assertThrows(HandshakeException.class, () -> BrickClient
                .connect(brick().address(), 1000, wrong, RpcClientOptions.DEFAULT, ClientListener.NONE).close());
        assertEquals(Errno.ENOENT.code(), refused.errno());
        assertTrue(String.valueOf(refused.getMessage()).contains("/no/such/brick"), refused.toString());
    }

    @Test
    void shouldFailOutstandingCallsWhenTheBrickDies(@TempDir Path otherFolder) throws Exception {
        CompletableFuture<CallFailedException> ended = new CompletableFuture<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void onDisconnect(CallFailedException why) {
                ended.complete(why);
            }
        };
        Flock whole = new Flock(Flock.WRITE, 0, 0, 0, 0, LkOwner.NONE);
        try (StockBrick mortal = StockBrick.start(otherFolder);
                BrickClient holder = mortal.connect(ClientListener.NONE);
                BrickClient client = mortal.connect(listener)) {
            Inodelk lock = new Inodelk(Gfid.ROOT, LockCommand.SETLKW, Flock.WRITE, whole, "wire", Dict.NULL);
            holder.call(lock, ROOT, StatusReply.class);
            CompletableFuture<FopReply> waiting = client.send(lock, ROOT);
            client.call(new Stat(Gfid.ROOT, Dict.NULL), ROOT, FopReply.class);
            mortal.kill();
            ExecutionException failure = assertThrows(ExecutionException.class,
                    () -> waiting.get(20, TimeUnit.SECONDS));
            CallFailedException cause = assertInstanceOf(CallFailedException.class, failure.getCause());
            assertEquals(CallFailedException.Reason.DISCONNECTED, cause.reason());
            ended.get(20, TimeUnit.SECONDS);
            assertFalse(client.rpc().isOpen());
        }
    }
}
