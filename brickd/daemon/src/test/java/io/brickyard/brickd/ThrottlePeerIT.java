package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.brickd.throttle.ThrottleRequests;
import io.brickyard.peers.Await;
import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.replica.SelfHealDaemon;
import io.brickyard.xlator.throttle.RuleFigures;
import io.brickyard.xlator.throttle.ThrottleView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Stock clients are throttled, and throttle, without knowing of it. */
class ThrottlePeerIT {
    private static final String VOLUME = "demo";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int FILES = 10;

    private WorkDirectory work;
    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.SETFATTR);
        work = WorkDirectory.create("throttle-peers");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private Brickd start() throws IOException, BrickdException {
        List<BrickPlace> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            places.add(new BrickPlace.Here(Files.createDirectory(work.path().resolve("brick" + i))));
        }
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Brickd.start(new BrickdOptions(new VolumeLayout(places, 3, 0), VOLUME, Optional.empty(), true, false,
                false, any, Optional.empty(), AddressRules.ALL, new LoginRules(Map.of()), TlsOptions.NONE,
                Optional.empty(), 4, StatsOptions.NONE, Optional.empty()), log::add);
    }

    private static ReplicaGraph graph(Brickd server, int lastPort) {
        List<ClientGraph.Remote> remotes = new ArrayList<>();
        for (ServedBrick brick : server.bricks()) {
            int port = remotes.size() == 2 ? lastPort : brick.port();
            remotes.add(new ClientGraph.Remote("b" + remotes.size(), port, brick.volume().subvolume()));
        }
        return new ReplicaGraph(VOLUME, server.volume().id().toString(), remotes, 0);
    }

    private static ThrottleView view(Brickd server, int brick) {
        return server.bricks().get(brick).stack().throttles().getFirst().view();
    }

    private static Command.Outcome set(Path mount, String policy) {
        return Command.run(LIMIT, List.of("setfattr", "-n", ThrottleRequests.KEY, "-v", policy, mount.toString()));
    }

    @Test
    void shouldReachEveryBrickOfTheReplicaWhenAStockMountSetsThePolicy() throws Exception {
        try (Brickd server = start();
                StockMount mount = StockMount.start("set", graph(server, server.bricks().getLast().port()).client(),
                        work.path())) {
            Command.Outcome set = set(mount.path(), "self-heal=500fops; rebalance=5MiB");
            assertTrue(set.succeeded(), set.output());
            for (int i = 0; i < 3; i++) {
                assertEquals("self-heal pid=self-heal process=glustershd,brickyard-heal rate=500fops\n"
                        + "rebalance pid=rebalance rate=5MiB", view(server, i).policy().toString());
            }
            Command.Outcome wrong = set(mount.path(), "self-heal=fast");
            assertFalse(wrong.succeeded());
            assertTrue(wrong.output().contains("Invalid argument"), wrong.output());
            assertEquals(2, view(server, 0).policy().rules().size());
            assertTrue(Command.run(LIMIT, List.of("getfattr", "-n", ThrottleRequests.KEY, mount.path().toString()))
                    .output().contains("rebalance pid=rebalance rate=5MiB"));
        }
    }

    @Test
    void shouldBeRefusedAndNotStoredWhenTheBrickIsStock() throws Exception {
        Path directory = Files.createDirectory(work.path().resolve("stock"));
        BrickGraph graph = BrickGraph.plain("stock", directory, TcpPorts.free());
        try (StockBrick stock = StockBrick.start(graph, work.path());
                StockMount mount = StockMount.start("stock-mount",
                        ClientGraph.distribute("s", List.of(ClientGraph.Remote.of(stock.graph()))).volfile(),
                        work.path())) {
            Command.Outcome set = set(mount.path(), "self-heal=500fops");
            assertFalse(set.succeeded());
            assertTrue(set.output().contains("Operation not supported"), set.output());
            assertFalse(Command.run(LIMIT, List.of("getfattr", "-d", "-m", ".", directory.toString())).output()
                    .contains("glusterfs.brickyard"));
        }
    }

    @Test
    void shouldHoldBackTheStockSelfHealDaemonAndNobodyElse() throws Exception {
        try (Brickd server = start()) {
            // For this mount the third brick is not there, so that all it makes has to be healed.
            try (StockMount mount = StockMount.start("two", graph(server, TcpPorts.free()).client(), 2,
                    work.path())) {
                for (int i = 0; i < FILES; i++) {
                    Files.writeString(mount.path().resolve("file" + i), "content " + i);
                }
            }
            // Fewer than a daemon asks for on the slowest machine.
            String policy = "self-heal=20fops; users=1000000fops";
            for (ServedBrick brick : server.bricks()) {
                brick.stack().throttles().getFirst().control().set(policy);
            }
            Path last = work.path().resolve("brick2");
            try (SelfHealDaemon daemon = SelfHealDaemon
                    .start(graph(server, server.bricks().getLast().port()).selfHeal(), 3, work.path())) {
                Await.until("all is healed", LIMIT, () -> healed(last), daemon::logTail);
            }
            RuleFigures heals = view(server, 0).find("self-heal").orElseThrow().figures();
            assertTrue(heals.admitted() > FILES, heals.toString());
            assertTrue(heals.waits() > 0, heals.toString());
            assertEquals(0, view(server, 0).find("users").orElseThrow().figures().waits());
        }
    }

    private static boolean healed(Path brick) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path file = brick.resolve("file" + i);
            if (!Files.exists(file) || !Files.readString(file).equals("content " + i)) {
                return false;
            }
        }
        return true;
    }
}
