package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.Scripts;
import io.brickyard.peers.workloads.StockBrickServer;

/** Three bricks, stock's or brickd's, whose split-brains {@code brickyard heal resolve} is to end. */
final class SplitBricks implements AutoCloseable {
    static final String VOLUME = RunningBrickd.VOLUME;
    static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int COUNT = 3;

    private final WorkDirectory work = WorkDirectory.create("resolve");
    private final List<BrickServer> bricks = new ArrayList<>();
    private final String id = UUID.randomUUID().toString();
    private final Path volfile = work.path().resolve("resolve.vol");
    private int arbiters;

    /**
     * Starts them.
     *
     * @param kind stock or brickd
     * @param arbiterCount 1 if the last is one, else 0
     */
    void start(String kind, int arbiterCount) throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        arbiters = arbiterCount;
        for (int i = 0; i < COUNT; i++) {
            Path directory = Files.createDirectory(work.path().resolve("brick" + i));
            boolean arbiter = i >= COUNT - arbiters;
            bricks.add(kind.equals("brickd") ? brickd(directory, arbiter) : stock(directory, "stock" + i, arbiter));
        }
        graph().clientWithoutQuorum().writeTo(volfile);
    }

    private BrickServer brickd(Path directory, boolean arbiter) throws IOException {
        return arbiter ? new BrickdReplicaBrick(directory, id, "--replica", "3", "--arbiter", "1", "--peer", "one:1/b",
                "--peer", "two:1/b") : new BrickdReplicaBrick(directory, id);
    }

    private BrickServer stock(Path directory, String name, boolean arbiter) throws IOException {
        return arbiter ? StockBrickServer.arbiterOfReplica(name, directory, VOLUME, work.path())
                : StockBrickServer.ofReplica(name, directory, VOLUME, work.path());
    }

    private ReplicaGraph graph() {
        return new ReplicaGraph(VOLUME, id, bricks.stream().map(BrickServer::remote).toList(), arbiters);
    }

    /** All of them. */
    List<BrickServer> all() {
        return bricks;
    }

    Path directory(int brick) {
        return bricks.get(brick).directory();
    }

    /** What policies and lines call a brick. */
    String label(int brick) {
        return "127.0.0.1:" + bricks.get(brick).remote().subvolume();
    }

    /** What a brick has of a file. */
    String content(int brick, String path) throws IOException {
        return Files.readString(directory(brick).resolve(path));
    }

    /** A directory of the test's own. */
    Path work() {
        return work.path();
    }

    /** Of a client that changes whatever it reaches. */
    Path volfile() {
        return volfile;
    }

    /** Has users who reach all bricks do something. */
    void change(String script) {
        change(script, StockMount.start("whole", graph().client(), work.path()));
    }

    /** Has users who reach these bricks do something, whether they are a quorum or not. */
    void change(List<Integer> reached, String script) {
        String name = "reaching" + reached.stream().map(String::valueOf).collect(Collectors.joining("-"));
        ReplicaGraph some = graph().reaching(reached);
        change(script, StockMount.start(name,
                reached.size() > COUNT / 2 ? some.client() : some.clientWithoutQuorum(), reached.size(), work.path()));
    }

    private static void change(String script, StockMount users) {
        try (users) {
            Command.check(LIMIT, List.of("sh", "-ec", "cd " + users.path() + "; " + script));
        }
    }

    /** The ordinary heal of what is pending. */
    CommandRun heal() {
        return run("run");
    }

    /** The end of what split-brains are at or below a path. */
    CommandRun resolve(String policy, String path, String more) {
        return run("resolve", "--policy=" + policy, "--path=" + path, more);
    }

    /** A command of {@code brickyard heal}. */
    CommandRun run(String command, String... options) {
        List<String> words = new ArrayList<>(List.of("heal", command, "--volfile=" + volfile,
                "--state-dir=" + work.path().resolve("state")));
        words.addAll(List.of(options));
        return CommandRun.of(words.toArray(String[]::new));
    }

    /** What stock says of pending entries. */
    HealInfo info() {
        return HealInfo.of(VOLUME, volfile);
    }

    /** What differs between the bricks; empty if nothing does. */
    String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", String.valueOf(arbiters)),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }

    @Override
    public void close() {
        bricks.forEach(BrickServer::close);
        work.close();
    }
}
