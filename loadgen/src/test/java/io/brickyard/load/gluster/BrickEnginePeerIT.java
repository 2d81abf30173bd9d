package io.brickyard.load.gluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.brickyard.load.Jobs;
import io.brickyard.load.option.OptionException;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.run.LoadRun;
import io.brickyard.load.run.Progress;
import io.brickyard.load.run.RunListener;
import io.brickyard.load.run.RunOptions;
import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.IoStatsOptions;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The engine for one brick against stock glusterfsd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrickEnginePeerIT {
    private static final int NO_PORT = 1;

    private WorkDirectory work;
    private BrickGraph graph;
    private StockBrick brick;

    @BeforeAll
    void startBrick() throws IOException {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.SETFATTR);
        work = WorkDirectory.create("brickengine");
        graph = graph("single");
        brick = StockBrick.start(graph, work.path());
    }

    @AfterAll
    void stopBrick() {
        if (brick != null) {
            brick.close();
        }
        if (work != null) {
            work.close();
        }
    }

    private BrickGraph graph(String name) throws IOException {
        Path directory = Files.createDirectories(work.path().resolve(name));
        return new BrickGraph(name, directory, TcpPorts.free(), Set.of(BrickGraph.Probe.BELOW_SERVER),
                IoStatsOptions.dumpingEvery(2, IoStatsOptions.DumpFormat.JSON), "trusted.afr." + name);
    }

    private static List<String> on(BrickGraph graph) {
        return List.of("ioengine=brick", "brick=127.0.0.1:" + graph.port() + ":" + graph.exported(),
                "port=" + NO_PORT);
    }

    @Test
    void shouldDoTheSameAsTheFileEngineWhenTheSeedIsTheSame() throws Exception {
        Path local = Files.createDirectories(work.path().resolve("local"));
        List<String> job = List.of("filename=same", "size=1m", "rw=randrw", "randseed=7", "iodepth=8", "log_offset=1");
        String remoteLog = work.path().resolve("remote").toString();
        String localLog = work.path().resolve("here").toString();
        JobResult remote = Runs.clean(Runs.with(on(graph), Runs.with(job, "write_lat_log=" + remoteLog)));
        JobResult here = Runs.clean(Runs.with(job, "directory=" + local, "write_lat_log=" + localLog));
        assertEquals(here.tally().read.ios(), remote.tally().read.ios());
        assertEquals(offsets(localLog), offsets(remoteLog));
        assertEquals(Files.size(local.resolve("same")), Files.size(graph.directory().resolve("same")));
    }

    /** Direction and offset of every I/O; they end in any order. */
    private static List<String> offsets(String prefix) throws IOException {
        return Files.readAllLines(Path.of(prefix + "_lat.1.log")).stream().map(line -> line.split(", ", -1))
                .map(parts -> parts[2] + " " + parts[4]).sorted().toList();
    }

    @Test
    void shouldLayOutTheSameBytesWhenTheSeedIsTheSame() throws Exception {
        Path local = Files.createDirectories(work.path().resolve("local"));
        List<String> job = List.of("filename=bytes", "size=3m", "rw=read", "bs=64k", "randseed=11");
        Runs.clean(Runs.with(on(graph), job.toArray(String[]::new)));
        Runs.clean(Runs.with(job, "directory=" + local));
        assertArrayEquals(Files.readAllBytes(local.resolve("bytes")),
                Files.readAllBytes(graph.directory().resolve("bytes")));
    }

    @Test
    void shouldReadBackWhatItWroteWhenBlocksCarryChecksums() throws Exception {
        List<String> job = List.of(
                Runs.with(on(graph), "filename=verified", "size=2m", "bs=8k", "verify=crc32c", "iodepth=16"));
        JobResult written = Runs.clean(Runs.with(job, "rw=randwrite", "fsync=32", "end_fsync=1"));
        assertEquals(256, written.tally().write.ios());
        assertTrue(written.tally().sync.count() >= 8, () -> written.tally().sync.count() + " fsyncs");
        JobResult read = Runs.clean(Runs.with(job, "rw=randread", "anonymous_fd=1"));
        assertEquals(256, read.tally().read.ios());
    }

    @Test
    void shouldFindWhatDiffersWhenTheBrickHoldsOtherBytes() throws Exception {
        List<String> job = List.of(Runs.with(on(graph), "filename=spoilt", "size=64k", "verify=crc32c"));
        Runs.clean(Runs.with(job, "rw=write"));
        Path file = graph.directory().resolve("spoilt");
        byte[] bytes = Files.readAllBytes(file);
        bytes[5000] ^= 1;
        Files.write(file, bytes);
        assertEquals(1, Runs.run(Runs.with(job, "rw=read")).jobs().getFirst().differing());
    }

    @Test
    void shouldRefuseToWriteWhenTheBrickIsOneReplica() throws Exception {
        BrickGraph member = graph("member");
        try (StockBrick replica = StockBrick.start(member, work.path())) {
            Runs.setfattr("-n", "trusted.afr.dirty", "-v", "0x000000000000000000000000", member.directory().toString());
            List<String> job = List.of(Runs.with(on(member), "filename=f", "size=64k", "rw=write"));
            String refusal = Runs.refusal(job.toArray(String[]::new));
            assertTrue(refusal.contains("is one replica of several") && refusal.contains("allow_divergence"), refusal);
            assertTrue(Files.notExists(member.directory().resolve("f")), replica::toString);
            Runs.clean(Runs.with(job, "allow_divergence=1"));
            assertEquals(64 << 10, Files.size(member.directory().resolve("f")));
        }
    }

    @Test
    void shouldNotTouchWhatOthersMadeWhenOverwriteIsNotGiven() throws Exception {
        Path foreign = graph.directory().resolve("foreign");
        Runs.clean(Runs.with(on(graph), "filename=foreign", "size=64k", "rw=write"));
        Runs.setfattr("-x", "user.brickyard.load", foreign.toString());
        String refusal = Runs.refusal(Runs.with(on(graph), "filename=foreign", "size=64k", "rw=write"));
        assertTrue(refusal.contains("did not lay out this file"), refusal);
        String tooSmall = Runs.refusal(Runs.with(on(graph), "filename=foreign", "size=128k", "rw=read"));
        assertTrue(tooSmall.contains("has 65536 bytes, 131072 are wanted"), tooSmall);
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWhenThereIsNoSuchBrick() {
        String closed = Runs.refusal("ioengine=brick", "brick=127.0.0.1:" + NO_PORT + "/b", "filename=f", "size=4k");
        assertTrue(closed.endsWith("cannot reach brick 127.0.0.1:1/b: connection refused"), closed);
        String other = Runs.refusal("ioengine=brick", "brick=127.0.0.1:" + graph.port() + "/other", "filename=f",
                "size=4k");
        assertTrue(other.contains("refuses /other"), other);
        String unknown = Runs.refusal("ioengine=brick", "brick=no-such-host.invalid:49152/b", "filename=f", "size=4k");
        assertTrue(unknown.contains("host no-such-host.invalid is unknown"), unknown);
    }

    @Test
    void shouldKeepTheResultsWhenTheBrickDies() throws Exception {
        BrickGraph mortal = graph("mortal");
        try (StockBrick dying = StockBrick.start(mortal, work.path())) {
            var read = new CompletableFuture<Long>();
            var run = new LoadRun(
                    List.of(Jobs.of(Runs.with(on(mortal), "filename=f", "size=4m", "rw=randread", "iodepth=16",
                            "time_based=1", "runtime=60"))),
                    new RunOptions(false, 0, Optional.empty()), new Until(read));
            CompletableFuture<Void> kill = read.thenAcceptAsync(bytes -> dying.kill());
            JobResult job = run.run().jobs().getFirst();
            kill.join();
            assertTrue(job.tally().read.ios() > 0);
            assertTrue(job.failed() > 0);
            assertEquals(1, job.messages().size(), () -> job.messages().toString());
            assertTrue(job.messages().getFirst().contains("is lost"), () -> job.messages().toString());
        }
    }

    /** Tells when I/O is under way. */
    private record Until(CompletableFuture<Long> read) implements RunListener {
        @Override
        public void message(String line) {
            // Nothing here depends on it.
        }

        @Override
        public void progress(Progress progress) {
            if (progress.elapsedNanos() > 500_000_000L) {
                read.complete(progress.elapsedNanos());
            }
        }
    }

    @Test
    void shouldRefuseAJobWhenItNamesNoBrick() {
        var refusal = assertThrows(OptionException.class, () -> Jobs.of("ioengine=brick", "size=4k"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("wants brick=HOST:PORT/PATH"), refusal::toString);
    }
}
