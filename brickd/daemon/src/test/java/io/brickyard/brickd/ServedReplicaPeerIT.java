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

import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.peers.Await;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.replica.SelfHealDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A replica in one process whose stock clients have no volume file but the server's. */
class ServedReplicaPeerIT {
    private static final String VOLUME = "served";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String TEXT = "what the last data brick missed";

    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFS);
        work = WorkDirectory.create("served-replica");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    @Test
    void shouldBeHealedWhenAStockDaemonFetchesItsVolumeFileHere() throws Exception {
        try (Brickd server = start()) {
            makeWithoutTheSecondBrick(server);
            Path missing = work.path().resolve("brick1/file");
            try (SelfHealDaemon daemon = SelfHealDaemon.start("127.0.0.1", server.managementPort(), VOLUME, 3,
                    work.path())) {
                Await.until("healed", LIMIT, () -> Files.exists(missing) && Files.readString(missing).equals(TEXT),
                        daemon::logTail);
            }
            try (StockMount mount = StockMount.start("served", "127.0.0.1", server.managementPort(), VOLUME, 3,
                    work.path())) {
                assertEquals(TEXT, Files.readString(mount.path().resolve("file")));
                assertEquals(0, Files.size(work.path().resolve("brick2/file")));
            }
        }
    }

    private Brickd start() throws IOException, BrickdException {
        List<BrickPlace> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            places.add(new BrickPlace.Here(Files.createDirectory(work.path().resolve("brick" + i))));
        }
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Brickd.start(new BrickdOptions(new VolumeLayout(places, 3, 1), VOLUME, Optional.empty(), true, false,
                false, any, Optional.of(any), AddressRules.ALL, new LoginRules(Map.of()), TlsOptions.NONE,
                Optional.empty(), 4, StatsOptions.NONE, Optional.empty()), line -> {});
    }

    /** By a mount that looks for that brick where nothing listens. */
    private void makeWithoutTheSecondBrick(Brickd server) throws IOException {
        List<ClientGraph.Remote> remotes = new ArrayList<>();
        for (ServedBrick brick : server.bricks()) {
            int port = remotes.size() == 1 ? TcpPorts.free() : brick.port();
            remotes.add(new ClientGraph.Remote("b" + remotes.size(), port, brick.volume().subvolume()));
        }
        ReplicaGraph graph = new ReplicaGraph(VOLUME, server.volume().id().toString(), remotes, 1);
        try (StockMount mount = StockMount.start("without", graph.client(), 2, work.path())) {
            Files.writeString(mount.path().resolve("file"), TEXT);
        }
    }
}
