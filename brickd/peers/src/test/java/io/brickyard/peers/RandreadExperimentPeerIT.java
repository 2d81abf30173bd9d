package io.brickyard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.brickyard.peers.IoStatsOptions.DumpFormat;
import io.brickyard.peers.RandreadResult.ClientRun;
import io.brickyard.peers.Statedump.FopTotal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RandreadExperimentPeerIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldAccountForEveryReadWhenTwoClientsReadFromTwoBricks(DumpFormat format) throws IOException {
        Peers.require(RandreadExperiment.needs());

        RandreadResult result = RandreadExperiment.run(directory, format);

        assertClientsSawWhatFioDid(result);
        assertBricksSawWhatClientsSent(result);
        assertDumpsOfBothMoments(result, format);
        assertNothingIsLeft(result);
    }

    private static void assertClientsSawWhatFioDid(RandreadResult result) {
        assertEquals(2, result.clients().size());
        for (ClientRun run : result.clients()) {
            FopTotal top = result.reads(run.name(), result.client().topProbe());
            assertTrue(run.fio().read().totalIos() > 0);
            assertEquals(run.fio().read().totalIos(), top.count(), run.name());
            assertEquals(0, run.fio().write().totalIos());
            double topMeanNanos = (double) top.totalNanos() / top.count();
            assertTrue(topMeanNanos < run.fio().read().clatMeanNanos(),
                    run.name() + ": the client's own clock cannot exceed fio's: " + topMeanNanos + " ns against "
                            + run.fio());
            long sent = result.client().remotes().stream()
                    .mapToLong(r -> result.reads(run.name(), result.client().probeAbove(r)).count()).sum();
            assertEquals(top.count(), sent, run.name());
        }
    }

    private static void assertBricksSawWhatClientsSent(RandreadResult result) {
        for (int i = 0; i < result.bricks().size(); i++) {
            BrickGraph brick = result.bricks().get(i);
            ClientGraph.Remote remote = result.client().remotes().get(i);
            long sent = result.clients().stream()
                    .mapToLong(c -> result.reads(c.name(), result.client().probeAbove(remote)).count()).sum();
            assertTrue(sent > 0, brick.name());
            for (BrickGraph.Probe probe : BrickGraph.Probe.values()) {
                assertEquals(sent, result.reads(brick.name(), brick.probeName(probe)).count(), brick.probeName(probe));
            }
        }
    }

    private static void assertDumpsOfBothMoments(RandreadResult result, DumpFormat format) throws IOException {
        String start = format == DumpFormat.JSON ? "{" : "\n=== Cumulative stats ===";
        for (Path moment : List.of(result.dumpsBefore(), result.dumpsAfter())) {
            List<Path> dumps = filesBelow(moment);
            // Four probes on each of two bricks, three on each of two clients.
            assertEquals(14, dumps.size(), dumps.toString());
            for (Path dump : dumps) {
                assertTrue(Files.readString(dump).startsWith(start), dump.toString());
            }
        }
        for (Path volfile : result.volfiles()) {
            assertTrue(Files.isRegularFile(volfile), volfile.toString());
        }
    }

    private static void assertNothingIsLeft(RandreadResult result) throws IOException {
        // The name of the volume stands in the command line of each of its processes and in each file stock wrote.
        String volume = result.client().name();
        assertEquals(List.of(), StockPaths.list(StockPaths.INTERVAL_DUMPS, name -> name.contains(volume)));
        String ours = "brickyard-" + ProcessHandle.current().pid() + "-";
        assertEquals(List.of(), StockPaths.list(StockPaths.RUN, name -> name.startsWith(ours)));
        Path brickDirectory = result.bricks().getFirst().directory();
        Path work = brickDirectory.resolve("..").normalize();
        assertTrue(Files.notExists(work), work.toString());
        assertEquals(List.of(), Mounts.at(work));
        assertEquals(List.of(), ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)
                .map(p -> p.info().toString()).filter(info -> info.contains(work.toString())).toList());
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
