package io.brickyard.peers.workloads;

import java.nio.file.Path;
import java.util.Set;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.FreshBrick;
import io.brickyard.peers.IoStatsOptions;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.TcpPorts;

/** The standard to compare with: glusterfsd with the translators that glusterd's brick graphs have for data and names. */
public final class StockBrickServer implements BrickServer {
    private final BrickGraph graph;
    private final Path runDirectory;
    private StockBrick brick;

    private StockBrickServer(BrickGraph graph, Path runDirectory) {
        this.graph = graph;
        this.runDirectory = runDirectory;
        this.brick = StockBrick.start(graph, runDirectory);
    }

    /** Starts one; fit as a {@link BrickServer.Starter}. */
    public static BrickServer start(String name, Path runDirectory) {
        return serving(name, FreshBrick.make(runDirectory.resolve(name + ".brick")), runDirectory);
    }

    /** Starts one on a brick directory that is there already. */
    public static BrickServer serving(String name, Path directory, Path runDirectory) {
        BrickGraph graph = new BrickGraph(name, directory, TcpPorts.free(), Set.of(BrickGraph.Probe.BELOW_SERVER),
                IoStatsOptions.measuring(), "trusted.afr." + name);
        return new StockBrickServer(graph, runDirectory);
    }

    /**
     * Starts one brick of a replica.
     *
     * @param name of its graph, log and volfile
     * @param directory its brick directory, which exists
     * @param volume name of the volume, by which its changelogs are named
     */
    public static BrickServer ofReplica(String name, Path directory, String volume, Path runDirectory) {
        return ofReplica(name, directory, volume, runDirectory, BrickGraph.Features.USUAL);
    }

    /** The same with other features. */
    public static BrickServer ofReplica(String name, Path directory, String volume, Path runDirectory,
            BrickGraph.Features features) {
        return new StockBrickServer(new BrickGraph(name, directory, TcpPorts.free(), Set.of(),
                IoStatsOptions.measuring(), "trusted.afr." + volume + "-", features), runDirectory);
    }

    /** The same with probes. */
    public static BrickServer ofReplica(String name, Path directory, String volume, Path runDirectory,
            Set<BrickGraph.Probe> probes, IoStatsOptions options) {
        return new StockBrickServer(graph(name, directory, volume, probes, options), runDirectory);
    }

    /** Starts the brick of a replica that holds no data. */
    public static BrickServer arbiterOfReplica(String name, Path directory, String volume, Path runDirectory) {
        var arbiter = new BrickGraph.Features(BrickGraph.Features.USUAL.lockOptions(), true);
        return new StockBrickServer(
                graph(name, directory, volume, Set.of(), IoStatsOptions.measuring()).with(arbiter), runDirectory);
    }

    private static BrickGraph graph(String name, Path directory, String volume, Set<BrickGraph.Probe> probes,
            IoStatsOptions options) {
        return new BrickGraph(name, directory, TcpPorts.free(), probes, options, "trusted.afr." + volume + "-");
    }

    @Override
    public ClientGraph.Remote remote() {
        return ClientGraph.Remote.of(graph);
    }

    @Override
    public Path directory() {
        return graph.directory();
    }

    @Override
    public void kill() {
        brick.kill();
        brick.close();
    }

    @Override
    public void restart() {
        brick = StockBrick.start(graph, runDirectory);
    }

    @Override
    public String log() {
        return brick.log();
    }

    @Override
    public void close() {
        brick.close();
    }

    @Override
    public String toString() {
        return brick.toString();
    }
}
