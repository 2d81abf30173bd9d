package io.brickyard.peers.workloads;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.brickyard.peers.StockMount;

/**
 * A brick is killed in the middle of a writer, twice, and started again on the same port: the mount must find it again by
 * itself, the writer must come to its end, and whatever was fsync'ed must be there.
 */
public final class KilledBrick {
    private static final int RECORDS = 300;
    private static final int KILLS = 2;
    /** A client of 10.3 tries again three seconds after it lost its brick. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private KilledBrick() {
    }

    /** Runs it on a server of its own, started and removed here. */
    public static Transcript runOnFreshBrick(BrickServer.Starter starter) {
        return WorkloadSession.onFreshBrick(starter, KilledBrick::run);
    }

    /** Runs it on a server with an empty brick. */
    public static Transcript run(BrickServer server, Path runDirectory) {
        WorkloadSession session = new WorkloadSession(server, runDirectory);
        List<String> steps;
        try (StockMount mount = session.mount("writing", List.of());
                ScriptRun writer = new ScriptRun("writer",
                        session.command("writer.py", List.of(mount.path()), RECORDS, Optional.empty()),
                        runDirectory)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitTold(writer, session.scratch(), kill * RECORDS / (KILLS + 2));
                server.kill();
                server.restart();
            }
            steps = writer.await(LIMIT);
        }
        return session.transcript("writer.py with " + KILLS + " kills", steps);
    }

    /** Waits until the writer has told that many records safe. */
    private static void awaitTold(ScriptRun writer, Path scratch, int records) {
        Path told = scratch.resolve("told");
        writer.await(records + " records written", LIMIT, () -> Files.exists(told) && Files.size(told) >= records);
    }
}
