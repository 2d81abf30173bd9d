package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.brickyard.brickd.throttle.ThrottleAdmins;
import io.brickyard.brickd.throttle.ThrottleOptions;
import io.brickyard.brickd.throttle.ThrottleRequests;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.program.DictReply;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.NoArguments;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.ReservedPid;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a throttled server owes its clients, those that it holds back too. */
class ThrottleIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** More than a connection may have under way otherwise. */
    private static final int MANY = 3000;
    /** More than the least burst lets pass at once. */
    private static final int HEALS = 300;

    private WorkDirectory work;
    private Path brick;
    private Path policy;
    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT);
        work = WorkDirectory.create("throttle");
        brick = Files.createDirectory(work.path().resolve("brick"));
        policy = work.path().resolve("policy");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private Brickd start(String text) throws BrickdException, IOException {
        Files.writeString(policy, text);
        return Brickd.start(TestServer.options(TestServer.Setup.of(brick))
                .throttling(new ThrottleOptions(Optional.of(policy), List.of(), ThrottleAdmins.LOCAL)), log::add);
    }

    private static BrickClient connect(Brickd server, String identity, String process) throws IOException {
        return BrickClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5_000,
                SetVolume.request(server.volume().subvolume(), identity, process).build(),
                RpcClientOptions.DEFAULT.withMaxOutstanding(8192), ClientListener.NONE);
    }

    private static List<CompletableFuture<FopReply>> stats(BrickClient client, int count, int pid) {
        List<CompletableFuture<FopReply>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(client.send(new Stat(Gfid.ROOT, Dict.NULL), Credential.root(pid)));
        }
        return sent;
    }

    private static void assertAllAnswered(List<CompletableFuture<FopReply>> calls) throws Exception {
        for (CompletableFuture<FopReply> call : calls) {
            assertFalse(call.get(LIMIT.toSeconds(), TimeUnit.SECONDS).failed());
        }
    }

    private static String ask(BrickClient client, String text) throws IOException {
        FopReply reply = client.call(new Ipc(ThrottleRequests.IPC_OP,
                Dict.builder().putText(ThrottleRequests.KEY, text).build()), Credential.root(1), FopReply.class);
        assertFalse(reply.failed());
        return String.valueOf(reply.xdata().getText(ThrottleRequests.KEY));
    }

    @Test
    void shouldAnswerTheHeartbeatWhenAClientHasMoreWaitingThanItMayHaveUnderWay() throws Exception {
        try (Brickd server = start("all=1fops; max-wait=600s");
                BrickClient client = connect(server, "a", "test")) {
            List<CompletableFuture<FopReply>> calls = stats(client, MANY, 1);
            DictReply pong = client.rpc().call(DumpProgram.PING, new NoArguments(), Credential.opening())
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(0, pong.opRet());
            assertTrue(calls.stream().filter(call -> !call.isDone()).count() > MANY / 2);
            String view = ask(client, "clear; all unlimited");
            assertTrue(view.contains("\"policy\":\"max-wait=600s\\nall unlimited\""), view);
            assertAllAnswered(calls);
        }
    }

    @Test
    void shouldAnswerAllThatWaitsWhenTheServerEnds() throws Exception {
        List<CompletableFuture<FopReply>> calls;
        Brickd server = start("all=1fops; max-wait=600s");
        try (BrickClient client = connect(server, "a", "test")) {
            calls = stats(client, 100, 1);
            // What the server has not read yet as it ends is not under way.
            assertTrue(ask(client, " ").contains("waiting_calls"));
            server.close();
            assertAllAnswered(calls);
        }
    }

    @Test
    void shouldGoByTheNewFileWhenItIsReadAnewAndByTheOldOneWhenThatIsNone() throws Exception {
        try (Brickd server = start("all=1fops; max-wait=600s");
                BrickClient client = connect(server, "a", "test")) {
            List<CompletableFuture<FopReply>> calls = stats(client, 20, 1);
            Files.writeString(policy, "all=1fops\nall=fast");
            server.reload();
            assertEquals(policy + " line 2: 'fast': expected a rate such as 500fops, 20MiB or 100000tokens, from 1 to"
                    + " 8Gi per second; going on with what was read before", log.getLast());
            assertTrue(ask(client, " ").contains("rate=1fops"));
            Files.writeString(policy, "rebalance=5fops");
            server.reload();
            assertTrue(log.getLast().startsWith("read anew " + policy), log.getLast());
            assertAllAnswered(calls);
        }
    }

    @Test
    void shouldTakeChangesFromRootAloneAndOnTheRootAlone() throws Exception {
        try (Brickd server = start(""); BrickClient client = connect(server, "a", "test")) {
            Dict value = Dict.builder().putText(ThrottleRequests.KEY, "all=7fops").build();
            Credential user = Credential.of(4711, 1000, 1000, new int[0], LkOwner.ofPid(4711));
            FopReply refused = client.call(new Setxattr(Gfid.ROOT, 0, value, Dict.NULL), user, FopReply.class);
            assertEquals(Errno.EPERM.code(), refused.opErrno());
            FopReply elsewhere = client.call(new Setxattr(Gfid.random(), 0, value, Dict.NULL), Credential.root(1),
                    FopReply.class);
            assertEquals(Errno.EINVAL.code(), elsewhere.opErrno());
            FopReply set = client.call(new Setxattr(Gfid.ROOT, 0, value, Dict.NULL), Credential.root(1),
                    FopReply.class);
            assertFalse(set.failed());
            assertTrue(log.getLast().matches("throttle of .* changed by test at 127.0.0.1:[0-9]+: all=7fops"),
                    log.getLast());
            assertTrue(ask(client, " ").contains("rate=7fops"));
            String dump = StatedumpText.of(server.bricks().stream().map(ServedBrick::stack).toList());
            assertTrue(dump.contains("class.all=all rate=7fops; admitted "), dump);
        }
    }

    @Test
    void shouldNotLetAUserWaitWhenAHeldBackHealHasTheLock() throws Exception {
        try (Brickd server = start("self-heal=1B; max-wait=600s");
                BrickClient healer = connect(server, "h", "glustershd");
                BrickClient user = connect(server, "u", "fuse")) {
            assertFalse(lock(healer, LockCommand.SETLK, ReservedPid.SELF_HEAL).get(60, TimeUnit.SECONDS).failed());
            List<CompletableFuture<FopReply>> heals = stats(healer, HEALS, ReservedPid.SELF_HEAL);
            assertAllAnswered(stats(user, 30, 1));
            assertTrue(heals.stream().anyMatch(call -> !call.isDone()));
            CompletableFuture<FopReply> wanted = lock(user, LockCommand.SETLKW, 1);
            assertAllAnswered(heals);
            assertFalse(wanted.isDone());
            // Unlocked at once, answered once the debt is paid: the healer waits, the user does not.
            CompletableFuture<FopReply> unlock = healer.send(inodelk(LockCommand.SETLK, Flock.UNLOCK),
                    Credential.root(ReservedPid.SELF_HEAL));
            assertFalse(wanted.get(60, TimeUnit.SECONDS).failed());
            assertFalse(unlock.isDone());
            ask(user, "off");
            assertFalse(unlock.get(60, TimeUnit.SECONDS).failed());
        }
    }

    private static CompletableFuture<FopReply> lock(BrickClient client, int command, int pid) {
        return client.send(inodelk(command, Flock.WRITE), Credential.root(pid));
    }

    private static Inodelk inodelk(int command, int type) {
        return new Inodelk(Gfid.ROOT, command, type, new Flock(type, 0, 0, 0, 0, LkOwner.NONE), "d", Dict.NULL);
    }
}
