package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.peers.FreshBrick;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.StockBrickServer;
import io.brickyard.peers.workloads.Transcript;
import io.brickyard.peers.workloads.Workload;
import io.brickyard.peers.workloads.WorkloadSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A brick directory that one server has written is the other's without anything done to it, in both directions. */
class MovedBrickPeerIT {
    private static final String NAME = "moved";

    @ParameterizedTest
    @CsvSource({"NAMES, RENAME_STORM, SPARSE", "ACL, OPEN_UNLINK, NAMES"})
    void shouldServeWhatTheOtherWroteWhenABrickGoesToBrickdAndBack(Workload onStock, Workload onBrickd, Workload after)
            throws IOException {
        List.of(onStock, onBrickd, after).forEach(Workload::requirePeers);
        try (WorkDirectory work = WorkDirectory.create("moved-brick")) {
            Path brick = FreshBrick.make(work.path().resolve("brick"));
            Transcript left;
            Path first = stage(work, "1-stock");
            try (BrickServer stock = StockBrickServer.serving(NAME, brick, first)) {
                left = WorkloadSession.run(onStock, stock, first);
            }
            assertSound(brick);
            Path second = stage(work, "2-brickd");
            try (BrickServer brickd = BrickdServer.serving(NAME, brick, second)) {
                assertSameContent(left, WorkloadSession.look(brickd, stage(work, "2-look")));
                left = WorkloadSession.run(onBrickd, brickd, second);
            }
            Path third = stage(work, "3-stock");
            try (BrickServer stock = StockBrickServer.serving(NAME, brick, third)) {
                assertSameContent(left, WorkloadSession.look(stock, stage(work, "3-look")));
                left = WorkloadSession.run(after, stock, third);
            }
            assertSound(brick);
            Path fourth = stage(work, "4-brickd");
            try (BrickServer brickd = BrickdServer.serving(NAME, brick, fourth)) {
                assertSameContent(left, WorkloadSession.look(brickd, fourth));
            }
        }
    }

    @Test
    void shouldMakeHandlesAnewWhenGlusterfsdLostThem() throws IOException {
        Workload.CHURN.requirePeers();
        try (WorkDirectory work = WorkDirectory.create("moved-brick")) {
            Path brick = FreshBrick.make(work.path().resolve("brick"));
            Transcript left;
            Path first = stage(work, "1-stock");
            try (BrickServer stock = StockBrickServer.serving(NAME, brick, first)) {
                left = WorkloadSession.run(Workload.CHURN, stock, first);
            }
            List<String> problems = BrickdServer.check(brick).problems();
            assertTrue(problems.stream().allMatch(line -> line.endsWith(": no handle")), problems::toString);
            Path second = stage(work, "2-brickd");
            // Its end demands that nothing is missing any more.
            try (BrickServer brickd = BrickdServer.serving(NAME, brick, second)) {
                assertEquals(left.tree(), WorkloadSession.look(brickd, second).tree());
            }
        }
    }

    private static Path stage(WorkDirectory work, String name) throws IOException {
        return Files.createDirectory(work.path().resolve(name));
    }

    private static void assertSound(Path brick) {
        assertEquals(List.of(), BrickdServer.check(brick).problems());
    }

    private static void assertSameContent(Transcript left, Transcript found) {
        new Transcript(left.title(), List.of(), found.tree(), found.brick())
                .assertSameAs(new Transcript(left.title(), List.of(), left.tree(), left.brick()), "what was left",
                        "what was found");
    }
}
