package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.InodelkContention;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.ReservedPid;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Names that go while others hold inodelks on what they name: this server waits where glusterfsd does. */
class SameRemovalsPeerIT {
    private static final String DOMAIN = "test-domain";
    private static final int USER = 4711;
    private static final long PATIENCE_SECONDS = 30;

    private final List<String> told = new ArrayList<>();
    /** Another in each scene, so that none sees what an earlier one left behind. */
    private Gfid victim = Gfid.NONE;
    private Gfid other = Gfid.NONE;
    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.SETFATTR);
        work = WorkDirectory.create("same-removals");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    /** A client that hears what the brick asks of it. */
    private static final class Listening implements ClientListener, AutoCloseable {
        private final BlockingQueue<Callback> callbacks = new LinkedBlockingQueue<>();
        private final BrickClient client;

        Listening(int port, String subvolume, String identity) throws IOException {
            client = BrickClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000,
                    SetVolume.request(subvolume, identity, "test").build(), RpcClientOptions.DEFAULT, this);
        }

        @Override
        public void onCallback(Callback callback) {
            callbacks.add(callback);
        }

        CompletableFuture<FopReply> send(int pid, FopRequest request) {
            return client.send(request, Credential.of(pid, 0, 0, new int[0], LkOwner.of(9)));
        }

        String call(int pid, FopRequest request) throws IOException {
            return outcome(send(pid, request));
        }

        String notice() throws InterruptedException {
            return callbacks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) instanceof InodelkContention told
                    ? "asked to give up " + told.domain()
                    : "not asked";
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** What a client does to the victim. */
    private enum Removal {
        UNLINK, RMDIR, RENAME_OVER, UNLINK_ONE_OF_TWO, RMDIR_NOT_EMPTY, RENAME_AWAY;

        List<FopRequest> before(String v, Gfid victim, String o, Gfid other) {
            return switch (this) {
                case UNLINK -> List.of(file(v, victim));
                case UNLINK_ONE_OF_TWO -> List.of(file(v, victim), new Link(victim, Gfid.ROOT, v + "-2", Dict.NULL));
                case RENAME_OVER -> List.of(file(v, victim), file(o, other));
                case RENAME_AWAY -> List.of(file(v, victim));
                case RMDIR -> List.of(directory(Gfid.ROOT, v, victim));
                case RMDIR_NOT_EMPTY -> List.of(directory(Gfid.ROOT, v, victim), directory(victim, "x", other));
            };
        }

        FopRequest fop(String v, String o) {
            return switch (this) {
                case UNLINK, UNLINK_ONE_OF_TWO -> new Unlink(Gfid.ROOT, v, 0, Dict.NULL);
                case RENAME_OVER -> new Rename(Gfid.ROOT, Gfid.ROOT, o, v, Dict.NULL);
                case RENAME_AWAY -> new Rename(Gfid.ROOT, Gfid.ROOT, v, o, Dict.NULL);
                case RMDIR, RMDIR_NOT_EMPTY -> new Rmdir(Gfid.ROOT, 0, v, Dict.NULL);
            };
        }

        private static FopRequest file(String name, Gfid gfid) {
            return new Create(Gfid.ROOT, 0102, 0100644, 0, name, wish(gfid));
        }

        private static FopRequest directory(Gfid parent, String name, Gfid gfid) {
            return new Mkdir(parent, 0755, 0, name, wish(gfid));
        }

        private static Dict wish(Gfid gfid) {
            return Dict.builder().putGfid("gfid-req", gfid).build();
        }
    }

    @Test
    void shouldWaitAsGlusterfsdDoes() throws Exception {
        BrickGraph graph = BrickGraph.plain("stock", Files.createDirectory(work.path().resolve("stock")),
                TcpPorts.free());
        try (StockBrick stock = StockBrick.start(graph, work.path())) {
            session(graph.port(), stock.graph().exported());
        }
        List<String> fromStock = List.copyOf(told);
        told.clear();
        Path brick = Files.createDirectory(work.path().resolve("brickd"));
        try (TestServer server = TestServer.start(brick)) {
            session(server.brickd().port(), server.subvolume());
        }
        assertEquals(String.join("\n", fromStock), String.join("\n", told));
    }

    private void session(int port, String subvolume) throws Exception {
        int scenes = 0;
        for (Removal removal : Removal.values()) {
            for (Scene scene : List.<Scene>of(this::userHolds, this::newcomerWaits, this::healerHolds,
                    this::healerRemoves, this::removerHolds, this::otherOwnerOfTheRemoverHolds)) {
                scenes++;
                victim = new Gfid(0x0123456789ab4000L + scenes, 0x8000000000000001L);
                other = new Gfid(0x0123456789ab4000L + scenes, 0x8000000000000002L);
                // A stock brick may die of a client that is back while it still tidies up after that client.
                try (Listening holder = new Listening(port, subvolume, "holder" + scenes);
                        Listening remover = new Listening(port, subvolume, "remover" + scenes);
                        Listening newcomer = new Listening(port, subvolume, "newcomer" + scenes)) {
                    for (FopRequest request : removal.before("v" + scenes, victim, "o" + scenes, other)) {
                        remover.call(USER, request);
                    }
                    told.add("-- " + removal);
                    scene.play(removal.fop("v" + scenes, "o" + scenes), holder, remover, newcomer);
                }
            }
        }
    }

    private interface Scene {
        void play(FopRequest removal, Listening holder, Listening remover, Listening newcomer) throws Exception;
    }

    private void userHolds(FopRequest removal, Listening holder, Listening remover, Listening newcomer)
            throws Exception {
        tell("holder locks", holder.call(USER, lock(LockCommand.SETLK)));
        CompletableFuture<FopReply> removed = remover.send(USER, removal);
        if (takesAwayVictim(removal)) {
            tell("holder", holder.notice());
            tell("removal is over", removed.isDone());
            tell("newcomer locks", newcomer.call(USER, lock(LockCommand.SETLK)));
            tell("holder locks again", holder.call(USER, lock(LockCommand.SETLK)));
            tell("healer locks", newcomer.call(ReservedPid.SELF_HEAL, farLock(Flock.WRITE)));
            tell("healer unlocks", newcomer.call(ReservedPid.SELF_HEAL, farLock(Flock.UNLOCK)));
            tell("holder unlocks", holder.call(USER, unlock()));
            tell("removal is over", removed.isDone());
        }
        tell("holder unlocks", holder.call(USER, unlock()));
        tell("removal", outcome(removed));
        tell("newcomer locks", newcomer.call(USER, lock(LockCommand.SETLK)));
    }

    private void newcomerWaits(FopRequest removal, Listening holder, Listening remover, Listening newcomer)
            throws Exception {
        tell("holder locks", holder.call(USER, lock(LockCommand.SETLK)));
        CompletableFuture<FopReply> removed = remover.send(USER, removal);
        if (takesAwayVictim(removal)) {
            tell("holder", holder.notice());
        }
        CompletableFuture<FopReply> locked = newcomer.send(USER, lock(LockCommand.SETLKW));
        tell("newcomer's other call", newcomer.call(USER, new Unlink(Gfid.ROOT, "none", 0, Dict.NULL)));
        tell("holder unlocks", holder.call(USER, unlock()));
        tell("removal", outcome(removed));
        tell("newcomer locked", outcome(locked));
    }

    private void healerHolds(FopRequest removal, Listening holder, Listening remover, Listening newcomer)
            throws Exception {
        tell("healer locks", holder.call(ReservedPid.SELF_HEAL, lock(LockCommand.SETLK)));
        tell("removal", remover.call(USER, removal));
        tell("newcomer locks", newcomer.call(USER, farLock(Flock.WRITE)));
        tell("healer unlocks", holder.call(ReservedPid.SELF_HEAL, unlock()));
    }

    private void healerRemoves(FopRequest removal, Listening holder, Listening remover, Listening newcomer)
            throws Exception {
        tell("holder locks", holder.call(USER, lock(LockCommand.SETLK)));
        CompletableFuture<FopReply> removed = remover.send(ReservedPid.SELF_HEAL, removal);
        if (takesAwayVictim(removal)) {
            tell("holder", holder.notice());
            tell("removal is over", removed.isDone());
        }
        tell("holder unlocks", holder.call(USER, unlock()));
        tell("removal", outcome(removed));
    }

    private void removerHolds(FopRequest removal, Listening holder, Listening remover, Listening newcomer)
            throws Exception {
        tell("remover locks", remover.call(USER, lock(LockCommand.SETLK)));
        tell("removal", remover.call(USER, removal));
        tell("remover unlocks", remover.call(USER, unlock()));
        if (!(removal instanceof Rmdir)) {
            // A stock brick forgets a removed directory some time after its answer: either outcome was seen.
            tell("newcomer locks", newcomer.call(USER, lock(LockCommand.SETLK)));
            tell("holder locks", holder.call(USER, lock(LockCommand.SETLK)));
        }
    }

    private void otherOwnerOfTheRemoverHolds(FopRequest removal, Listening holder, Listening remover,
            Listening newcomer) throws Exception {
        tell("remover locks", remover.call(USER, farLock(Flock.WRITE)));
        tell("holder locks", holder.call(ReservedPid.SELF_HEAL, lock(LockCommand.SETLK)));
        tell("removal", remover.call(USER, removal));
        tell("remover unlocks", remover.call(USER, farLock(Flock.UNLOCK)));
        tell("newcomer unlocks", newcomer.call(USER, unlock()));
    }

    private static boolean takesAwayVictim(FopRequest removal) {
        return !(removal instanceof Rename r) || r.newName().startsWith("v");
    }

    private void tell(String what, Object result) {
        told.add(what + ": " + result);
    }

    private Inodelk lock(int command) {
        return new Inodelk(victim, command, Flock.WRITE, new Flock(Flock.WRITE, 0, 0, 10, 0, LkOwner.NONE), DOMAIN,
                Dict.NULL);
    }

    private Inodelk unlock() {
        return new Inodelk(victim, LockCommand.SETLK, Flock.UNLOCK, new Flock(Flock.UNLOCK, 0, 0, 10, 0, LkOwner.NONE),
                DOMAIN, Dict.NULL);
    }

    private Inodelk farLock(int type) {
        return new Inodelk(victim, LockCommand.SETLK, type, new Flock(type, 0, 100, 10, 0, LkOwner.NONE), DOMAIN,
                Dict.NULL);
    }

    private static String outcome(CompletableFuture<FopReply> future) throws IOException {
        FopReply reply = BrickClient.await(future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return reply.opRet() + "/" + (reply.failed() ? reply.opErrno() : 0);
    }
}
