package io.brickyard.peers.workloads;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Two fresh stock bricks must give equal transcripts, or no other server could be held to them. */
class WorkloadsPeerIT {
    private static final BrickServer.Starter STOCK = StockBrickServer::start;

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameTranscriptWhenRunOnTwoStockBricks(Workload workload) {
        workload.requirePeers();
        Transcript first = WorkloadSession.runOnFreshBrick(workload, STOCK);
        Transcript second = WorkloadSession.runOnFreshBrick(workload, STOCK);
        second.assertSameAs(first, "one stock brick", "another");
        // What a script states of every case, such as that nothing was lost, must hold on stock.
        assertEquals(List.of(), first.steps().stream().filter(step -> step.endsWith(": NO")).toList());
        assertFalse(first.brick().stream().anyMatch(line -> line.contains("nobody") || line.contains("WRONG")),
                () -> String.join("\n", first.brick()));
        // Shown only where a client lists them.
        assertEquals(workload == Workload.ACL || first.brick().stream().anyMatch(line -> line.contains("posix_acl")),
                first.tree().stream().anyMatch(line -> line.contains("system.posix_acl_access=")));
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
