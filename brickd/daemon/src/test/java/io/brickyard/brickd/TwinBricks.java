package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.WorkDirectory;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Plays the same scene to glusterfsd and to this server, each with the same graph on an empty brick of its own. */
final class TwinBricks {
    private TwinBricks() {
    }

    /** What clients do to a brick, and what they see: a line each. */
    @FunctionalInterface
    interface Scene {
        void play(Stage stage, List<String> told) throws Exception;
    }

    /** Where a brick can be reached. */
    record Stage(int port, String subvolume) {
        HearingClient client(String identity) throws IOException {
            return new HearingClient(port, subvolume, identity);
        }
    }

    /** What glusterfsd was seen to do, which this server was seen to do too. */
    static List<String> assertSame(WorkDirectory work, BrickGraph.Features features, Scene scene) throws Exception {
        List<String> fromStock = onStock(work, features, scene);
        assertEquals(String.join("\n", fromStock), String.join("\n", onBrickd(work, features, scene)));
        return fromStock;
    }

    static List<String> onStock(WorkDirectory work, BrickGraph.Features features, Scene scene) throws Exception {
        BrickGraph graph = graph(work, "stock", features);
        List<String> told = new ArrayList<>();
        try (StockBrick stock = StockBrick.start(graph, work.path())) {
            scene.play(new Stage(graph.port(), stock.graph().exported()), told);
        }
        return told;
    }

    private static List<String> onBrickd(WorkDirectory work, BrickGraph.Features features, Scene scene)
            throws Exception {
        BrickGraph graph = graph(work, "own", features);
        Path volfile = work.path().resolve("own.vol");
        graph.volfile(Optional.empty()).writeTo(volfile);
        BrickdOptions good = TestServer.options(TestServer.Setup.of(graph.directory()));
        BrickdOptions options = new BrickdOptions(VolumeLayout.single(graph.directory()), good.volume(),
                good.volumeId(), good.init(), false, false, good.listen(), good.management(), good.addresses(),
                good.logins(), good.tls(), Optional.of(volfile), 4, StatsOptions.NONE, Optional.empty());
        List<String> told = new ArrayList<>();
        try (Brickd server = Brickd.start(options, line -> {})) {
            scene.play(new Stage(server.port(), server.volume().subvolume()), told);
        }
        return told;
    }

    private static BrickGraph graph(WorkDirectory work, String name, BrickGraph.Features features)
            throws IOException {
        return BrickGraph.plain(name, Files.createDirectory(work.path().resolve(name)), TcpPorts.free()).with(features);
    }
}
