package io.brickyard.peers.replica;

import java.nio.file.Path;
import java.util.Set;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.IoStatsOptions;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.workloads.BrickServer;

/** glusterfsd as a brick of a replica. */
public final class StockReplicaBrick implements BrickServer {
    private final BrickGraph graph;
    private final Path runDirectory;
    private StockBrick running;

    /**
     * Starts it.
     *
     * @param name of its graph, log and volfile
     * @param directory its brick directory, which exists
     * @param volume name of the volume, by which its changelogs are named
     * @param runDirectory for its logs
     */
    public StockReplicaBrick(String name, Path directory, String volume, Path runDirectory) {
        this.graph = new BrickGraph(name, directory, TcpPorts.free(), Set.of(), IoStatsOptions.measuring(),
                "trusted.afr." + volume + "-");
        this.runDirectory = runDirectory;
        this.running = StockBrick.start(graph, runDirectory);
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
        running.kill();
        running.close();
    }

    @Override
    public void restart() {
        running = StockBrick.start(graph, runDirectory);
    }

    @Override
    public String log() {
        return running.log();
    }

    @Override
    public void close() {
        running.close();
    }

    @Override
    public String toString() {
        return running.toString();
    }
}
