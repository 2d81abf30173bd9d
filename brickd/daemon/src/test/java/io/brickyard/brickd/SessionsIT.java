package io.brickyard.brickd;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.CallFailedException;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.FopHandler;
import io.brickyard.wire.client.HandshakeException;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fstat;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.InodelkContention;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What belongs to a client's identity: files and locks, shared by its connections, gone with the last of them. */
class SessionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Inodelk LOCK = inodelk(LockCommand.SETLK, Flock.WRITE);
    private static final Inodelk LOCK_WAITING = inodelk(LockCommand.SETLKW, Flock.WRITE);
    private static final Inodelk UNLOCK = inodelk(LockCommand.SETLK, Flock.UNLOCK);

    private WorkDirectory work;
    private TestServer server;

    private static Inodelk inodelk(int command, int type) {
        return new Inodelk(Gfid.ROOT, command, type, new Flock(type, 0, 0, 0, 0, LkOwner.NONE), "test-domain",
                Dict.NULL);
    }

    @BeforeEach
    void serve() throws BrickdException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("sessions");
        server = TestServer.start(work.path());
    }

    @AfterEach
    void end() {
        server.close();
        work.close();
    }

    private BrickClient connect(String identity, ClientListener listener) throws IOException {
        return connect(SetVolume.request(server.subvolume(), identity, "test").build(), listener);
    }

    private BrickClient connect(Dict request, ClientListener listener) throws IOException {
        return BrickClient.connect(server.address(), 5_000, request, RpcClientOptions.DEFAULT, listener);
    }

    private static FopReply call(BrickClient client, FopRequest request) throws IOException {
        return client.call(request, Credential.root(4711), FopReply.class);
    }

    private static CompletableFuture<FopReply> submit(BrickClient client, FopRequest request) {
        CompletableFuture<FopReply> future = new CompletableFuture<>();
        client.wind(request, Credential.root(4711), new FopHandler() {
            @Override
            public void onReply(FopReply reply) {
                future.complete(reply);
            }

            @Override
            public void onFailure(CallFailedException why) {
                future.completeExceptionally(why);
            }
        });
        return future;
    }

    @Test
    void shouldGrantAWaitingLockWhenTheHolderDisconnects() throws Exception {
        try (BrickClient waiter = connect("b", ClientListener.NONE)) {
            CompletableFuture<FopReply> waiting;
            try (BrickClient holder = connect("a", ClientListener.NONE)) {
                assertFalse(call(holder, LOCK).failed());
                assertEquals(Errno.EAGAIN.code(), call(waiter, LOCK).opErrno());
                waiting = submit(waiter, LOCK_WAITING);
                // A second call on the same connection is answered while the first one waits.
                assertEquals(Errno.EAGAIN.code(), call(waiter, LOCK).opErrno());
                assertFalse(waiting.isDone());
            }
            assertFalse(waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS).failed());
            assertFalse(call(waiter, UNLOCK).failed());
        }
    }

    @Test
    void shouldTellTheHolderWhenAnotherWantsItsLock() throws Exception {
        BlockingQueue<Callback> callbacks = new LinkedBlockingQueue<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void onCallback(Callback callback) {
                callbacks.add(callback);
            }
        };
        try (BrickClient holder = connect("a", listener); BrickClient other = connect("b", ClientListener.NONE)) {
            call(holder, LOCK);
            call(other, LOCK);
            InodelkContention notice = assertInstanceOf(InodelkContention.class,
                    callbacks.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
            assertEquals(Gfid.ROOT, notice.gfid());
            assertEquals("test-domain", notice.domain());
            assertEquals(4711, notice.pid());
        }
    }

    @Test
    void shouldShareFilesWhileOneConnectionOfTheIdentityIsOpen() throws Exception {
        long fd;
        try (BrickClient second = connect("same", ClientListener.NONE)) {
            try (BrickClient first = connect("same", ClientListener.NONE)) {
                fd = ((FdReply) call(first, new Opendir(Gfid.ROOT, Dict.NULL))).fd();
            }
            assertFalse(call(second, new Fstat(Gfid.ROOT, fd, Dict.NULL)).failed());
            try (BrickClient stranger = connect("other", ClientListener.NONE)) {
                assertEquals(Errno.EBADF.code(), call(stranger, new Fstat(Gfid.ROOT, fd, Dict.NULL)).opErrno());
            }
        }
        Await.until("the identity is forgotten", LIMIT, () -> {
            try (BrickClient back = connect("same", ClientListener.NONE)) {
                return call(back, new Fstat(Gfid.ROOT, fd, Dict.NULL)).opErrno() == Errno.EBADF.code();
            }
        }, server::log);
    }

    @Test
    void shouldRefuseAsStockDoesWhenTheRequestIsWrong() {
        Dict good = SetVolume.request(server.subvolume(), "a", "test").build();
        assertRefused(Errno.EINVAL, good.toBuilder().remove(SetVolume.REMOTE_SUBVOLUME).build());
        assertRefused(Errno.ENOENT, good.toBuilder().putText(SetVolume.REMOTE_SUBVOLUME, "/other").build());
        assertRefused(Errno.EINVAL, good.toBuilder().remove(SetVolume.PROCESS_UUID).build());
        assertRefused(Errno.EINVAL, good.toBuilder().putText(SetVolume.FOPS_VERSION, "1").build());
        assertRefused(Errno.EINVAL, good.toBuilder().putText(SetVolume.VOLUME_ID, Gfid.ROOT.toString()).build());
        assertRefused(Errno.ENOENT, good.toBuilder().putText(SetVolume.SUBDIR_MOUNT, "/none").build());
    }

    private void assertRefused(Errno errno, Dict request) {
        HandshakeException refusal = assertThrows(HandshakeException.class,
                () -> connect(request, ClientListener.NONE).close());
        assertEquals(errno.code(), refusal.errno(), refusal.getMessage());
    }
}
