package io.brickyard.peers.workloads;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Two fresh stock bricks must give equal transcripts, or no other server could be held to them. */
class WorkloadsPeerIT {
    private static final BrickServer.Starter STOCK = StockBrickServer::start;

    /** In a normal run those in which chance or several processes have a part: they are the likeliest to differ. */
    private static Stream<Workload> workloads() {
        return Integer.getInteger("test.repeat", 1) > 1 ? Stream.of(Workload.values())
                : Stream.of(Workload.CHURN, Workload.RENAME_STORM, Workload.APPEND, Workload.LOCKS, Workload.FSX);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldGiveTheSameTranscriptWhenRunOnTwoStockBricks(Workload workload) {
        workload.requirePeers();
        Transcript first = WorkloadSession.runOnFreshBrick(workload, STOCK);
        Transcript second = WorkloadSession.runOnFreshBrick(workload, STOCK);
        second.assertSameAs(first, "one stock brick", "another");
        first.assertSound();
    }

    @Test
    void shouldFindItsBrickAgainAndKeepSyncedDataWhenTheBrickIsKilledUnderAWriter() {
        Workload.requireMountPeers();
        Transcript transcript = KilledBrick.runOnFreshBrick(STOCK);
        assertEquals(List.of("records: 300", "wrong: []"), transcript.steps());
    }

    @Test
    void shouldShowTheDifferenceWhenABrickDirectoryWasTamperedWith() {
        Workload.requireMountPeers();
        Transcript first = WorkloadSession.onFreshBrick(STOCK,
                (server, directory) -> look(server, directory, "chmod 640"));
        Transcript second = WorkloadSession.onFreshBrick(STOCK, (server, directory) -> look(server, directory, "true"));
        AssertionError error = assertThrows(AssertionError.class,
                () -> second.assertSameAs(first, "tampered", "plain"));
        assertEquals(4,
                String.valueOf(error.getMessage()).lines().filter(line -> line.matches("[-+] '?letter.*")).count(),
                error.getMessage());
    }

    private static Transcript look(BrickServer server, Path runDirectory, String change) {
        WorkloadSession session = new WorkloadSession(server, runDirectory);
        try (var mount = session.mount("writing", List.of())) {
            String letter = mount.path().resolve("letter").toString();
            ScriptRun.run("letter", List.of("sh", "-c", "echo text > " + letter), runDirectory, Workload.limit());
        }
        String onDisk = server.directory().resolve("letter").toString();
        ScriptRun.run("tamper", List.of("sh", "-c", change + " " + onDisk), runDirectory, Workload.limit());
        return session.transcript("a letter", List.of());
    }
}
