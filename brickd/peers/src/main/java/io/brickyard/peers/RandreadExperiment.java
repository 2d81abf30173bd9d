package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.peers.IoStatsOptions.DumpFormat;
import io.brickyard.peers.RandreadResult.ClientRun;

/**
 * The six-probe latency experiment on stock software: two FUSE clients read at random from a volume distributed over
 * two bricks, at once and with O_DIRECT, while io-stats probes watch at every boundary of both stacks.
 *
 * <p>Each client has files of its own on both bricks, laid out beforehand; only reads happen between the dumps taken
 * before and after. Volume, bricks and probes have names that no other run shares.
 */
public final class RandreadExperiment implements AutoCloseable {
    private static final List<String> BRICKS = List.of("north", "south");
    private static final List<String> CLIENTS = List.of("miller", "baker");
    private static final int FILES_PER_BRICK = 2;
    private static final int FILE_BYTES = 4 << 20;
    private static final int RUN_SECONDS = 2;
    /** Room for the run and the dumps around it between two ticks. */
    private static final int TICK_SECONDS = 6;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Path directory;
    private final DumpFormat format;
    private final String volume = "quarry" + ProcessHandle.current().pid() + "r" + RUNS.incrementAndGet();
    private final WorkDirectory work = WorkDirectory.create("randread");
    private final List<BrickGraph> brickGraphs = new ArrayList<>();
    private final List<StockBrick> bricks = new ArrayList<>();
    private final List<StockMount> mounts = new ArrayList<>();
    private final ClientGraph clientGraph;

    private RandreadExperiment(Path directory, DumpFormat format) {
        this.directory = directory.toAbsolutePath();
        this.format = format;
        for (String name : BRICKS) {
            brickGraphs.add(new BrickGraph(volume + "-" + name, work.path().resolve(name), TcpPorts.free(),
                    Set.of(BrickGraph.Probe.values()), IoStatsOptions.dumpingEvery(TICK_SECONDS, format),
                    "trusted.afr." + volume));
        }
        clientGraph = ClientGraph.distribute(volume, brickGraphs.stream().map(ClientGraph.Remote::of).toList());
    }

    /**
     * Runs it, which takes about a quarter of a minute, and leaves nothing running or mounted.
     *
     * <p>Call {@code Peers.require(RandreadExperiment.needs())} before.
     *
     * @param directory where the result goes; made if need be, and empty, so that no earlier run mixes in
     * @param format of all dumps
     */
    public static RandreadResult run(Path directory, DumpFormat format) {
        try (RandreadExperiment experiment = new RandreadExperiment(directory, format)) {
            return experiment.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The peers that it needs. */
    public static Peer[] needs() {
        return new Peer[]{Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.SETFATTR, Peer.FIO};
    }

    @Override
    public void close() {
        mounts.forEach(StockMount::close);
        bricks.forEach(StockBrick::close);
        work.close();
    }

    private RandreadResult run() throws IOException {
        startVolume();
        List<List<String>> files = new ArrayList<>();
        for (int client = 0; client < CLIENTS.size(); client++) {
            files.add(layOut(client));
        }
        List<Path> before = collect("before", true);
        List<ClientRun> runs = read(files);
        List<Path> after = collect("after", false);
        return new RandreadResult(directory, clientGraph, List.copyOf(brickGraphs), runs,
                areNeighbouringTicks(before, after));
    }

    private void startVolume() throws IOException {
        if (!StockPaths.list(directory, name -> true).isEmpty()) {
            throw new AssertionError("not empty, give another directory: " + directory);
        }
        Path volfiles = Files.createDirectories(directory.resolve("volfiles"));
        for (BrickGraph graph : brickGraphs) {
            Files.createDirectories(graph.directory());
            StockBrick brick = StockBrick.start(graph, work.path());
            bricks.add(brick);
            Files.copy(brick.volfile(), volfiles.resolve(graph.name() + ".vol"));
        }
        clientGraph.volfile().writeTo(volfiles.resolve("client.vol"));
        for (String client : CLIENTS) {
            mounts.add(StockMount.start(client, clientGraph.volfile(), work.path()));
        }
    }

    /** Writes files through the client's mount until each brick holds enough of them, and names them. */
    private List<String> layOut(int client) throws IOException {
        byte[] content = new byte[FILE_BYTES];
        new Random(client).nextBytes(content);
        List<String> kept = new ArrayList<>();
        int[] onBrick = new int[brickGraphs.size()];
        for (int i = 0; kept.size() < FILES_PER_BRICK * onBrick.length; i++) {
            String name = CLIENTS.get(client) + "-" + i;
            Path file = Files.write(mounts.get(client).path().resolve(name), content);
            int brick = brickOf(name);
            if (onBrick[brick] < FILES_PER_BRICK) {
                onBrick[brick]++;
                kept.add(name);
            } else {
                Files.delete(file);
            }
        }
        return kept;
    }

    /** Where distribute put a file; a brick may also hold an empty pointer to it. */
    private int brickOf(String name) throws IOException {
        for (int brick = 0; brick < brickGraphs.size(); brick++) {
            Path file = brickGraphs.get(brick).directory().resolve(name);
            if (Files.exists(file) && Files.size(file) == FILE_BYTES) {
                return brick;
            }
        }
        throw new AssertionError("no brick holds " + name);
    }

    /** Takes all dumps of one moment; gives the bricks' ones. Before the run the bricks' tick is waited for first. */
    private List<Path> collect(String moment, boolean ticksFirst) {
        List<Path> ticks = new ArrayList<>();
        if (ticksFirst) {
            ticks.addAll(collectTicks(moment));
        }
        Path dumps = directory.resolve("dumps").resolve(moment);
        Path statedumps = directory.resolve("statedumps").resolve(moment);
        for (int i = 0; i < mounts.size(); i++) {
            mounts.get(i).dumpIoStats(moment, format, dumps.resolve(CLIENTS.get(i)));
            mounts.get(i).statedump(statedumps.resolve(CLIENTS.get(i)));
        }
        bricks.forEach(brick -> brick.statedump(statedumps.resolve(brick.graph().name())));
        if (!ticksFirst) {
            ticks.addAll(collectTicks(moment));
        }
        return ticks;
    }

    private List<Path> collectTicks(String moment) {
        Instant now = Instant.now();
        Path target = directory.resolve("dumps").resolve(moment);
        return bricks.stream().flatMap(brick -> brick.copyIntervalDumps(now, target).stream()).toList();
    }

    private List<ClientRun> read(List<List<String>> files) throws IOException {
        Path results = Files.createDirectories(directory.resolve("fio"));
        List<Fio> running = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS.size(); i++) {
                running.add(Fio.start(CLIENTS.get(i), job(mounts.get(i).path(), files.get(i)),
                        results.resolve(CLIENTS.get(i) + ".json"), work.path()));
            }
            List<ClientRun> runs = new ArrayList<>();
            for (int i = 0; i < CLIENTS.size(); i++) {
                runs.add(new ClientRun(CLIENTS.get(i), running.get(i).await(Duration.ofSeconds(RUN_SECONDS + 30))));
            }
            return runs;
        } finally {
            running.forEach(Fio::close);
        }
    }

    private static List<String> job(Path mountPoint, List<String> files) {
        return List.of("directory=" + mountPoint, "filename=" + String.join(":", files), "rw=randread", "readonly",
                "bs=4k", "direct=1", "ioengine=psync", "file_service_type=random",
                "size=" + (long) files.size() * FILE_BYTES, "time_based", "runtime=" + RUN_SECONDS);
    }

    private static boolean areNeighbouringTicks(List<Path> before, List<Path> after) throws IOException {
        for (int i = 0; i < before.size(); i++) {
            FileTime first = Files.getLastModifiedTime(before.get(i));
            FileTime second = Files.getLastModifiedTime(after.get(i));
            if (Duration.between(first.toInstant(), second.toInstant()).toMillis() > TICK_SECONDS * 1_500L) {
                return false;
            }
        }
        return true;
    }
}
