package io.brickyard.cli;

import java.util.List;

import io.brickyard.peers.workloads.KilledBrick;
import io.brickyard.peers.workloads.StockBrickServer;
import io.brickyard.peers.workloads.Transcript;
import io.brickyard.peers.workloads.Workload;
import io.brickyard.peers.workloads.WorkloadSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Stock clients get from brickd what they get from glusterfsd: the same outcome of every call, the same tree in the eyes
 * of a new client, the same brick directory on disk.
 */
class SameWorkloadsPeerIT {
    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameTranscriptWhenRunOnGlusterfsdAndOnBrickd(Workload workload) {
        workload.requirePeers();
        Transcript stock = WorkloadSession.runOnFreshBrick(workload, StockBrickServer::start);
        stock.assertSound();
        // Shown only where a client lists them.
        assertEquals(workload == Workload.ACL || stock.brick().stream().anyMatch(line -> line.contains("posix_acl")),
                stock.tree().stream().anyMatch(line -> line.contains("system.posix_acl_access=")));
        Transcript brickd = WorkloadSession.runOnFreshBrick(workload, BrickdServer::start);
        if (workload == Workload.CHURN) {
            brickd = withoutHandlesThatStockLost(brickd, stock);
        }
        brickd.assertSameAs(stock, "glusterfsd", "brickd");
    }

    /**
     * A stock 10.3 brick drops the handle of a directory when a RENAME of it fails because the target has entries. A
     * brick must not; that the handles are right is what the check at the server's end is for.
     */
    private static Transcript withoutHandlesThatStockLost(Transcript brickd, Transcript stock) {
        List<String> lines = brickd.brick().stream()
                .filter(line -> !line.matches("handle of '.*' symlink to .*") || stock.brick().contains(line)).toList();
        return new Transcript(brickd.title(), brickd.steps(), brickd.tree(), lines);
    }

    @Test
    void shouldGiveTheSameTranscriptWhenTheBrickIsKilledUnderAWriter() {
        Workload.requireMountPeers();
        Transcript stock = KilledBrick.runOnFreshBrick(StockBrickServer::start);
        Transcript brickd = KilledBrick.runOnFreshBrick(BrickdServer::start);
        brickd.assertSameAs(stock, "glusterfsd", "brickd");
        assertEquals(List.of("records: 300", "wrong: []"), brickd.steps());
    }
}
