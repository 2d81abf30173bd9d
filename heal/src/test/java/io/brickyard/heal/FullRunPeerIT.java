package io.brickyard.heal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.brickyard.heal.cron.Cursor;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.HealOptions;
import io.brickyard.heal.run.Journal;
import io.brickyard.heal.run.Pace;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.Scripts;
import io.brickyard.peers.workloads.StockBrickServer;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A walk of the whole tree of stock bricks, one of which lost things that no list names. */
class FullRunPeerIT {
    private static final String VOLUME = "vol";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int MOST_RUNS = 500;
    /** Takes paths of a brick away, with their handles, as a file system that lost them would. */
    private static final String LOSE = """
            import os, shutil, sys, uuid
            brick = sys.argv[1]
            def handle(path):
                g = str(uuid.UUID(bytes=os.getxattr(path, 'trusted.gfid', follow_symlinks=False)))
                return os.path.join(brick, '.glusterfs', g[:2], g[2:4], g)
            for name in sys.argv[2:]:
                path = os.path.join(brick, name)
                inside = [os.path.join(b, n) for b, ds, fs in os.walk(path) for n in ds + fs]
                for one in [handle(p) for p in inside + [path]]:
                    os.unlink(one)
                shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
            """;

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private ReplicaGraph graph;
    private Path volfile;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.SETFATTR, Peer.PYTHON3);
        work = WorkDirectory.create("heal-full");
        for (int i = 0; i < 3; i++) {
            bricks.add(
                    StockBrickServer.ofReplica("b" + i, Files.createDirectory(work.path().resolve("brick" + i)), VOLUME,
                            work.path()));
        }
        graph = new ReplicaGraph(VOLUME, UUID.randomUUID().toString(),
                bricks.stream().map(BrickServer::remote).toList(),
                0);
        volfile = graph.client().writeTo(work.path().resolve("heal.vol"));
        try (StockMount mount = StockMount.start("mount", graph.client(), work.path())) {
            Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path()
                    + """
                            ; for d in a b c d; do mkdir -p $d/x/y; for f in 1 2 3 4; do head -c 20000 /dev/urandom >$d/f$f; done
                            echo deep >$d/x/y/z; ln -s f1 $d/s; mkfifo $d/p; chown 3:4 $d/f2; chmod 750 $d/x; done
                            """));
        }
        // What nobody noted: names that are gone, content that is shorter.
        List<String> lost = new ArrayList<>(List.of(Peer.PYTHON3.path().toString(), "-c", LOSE,
                bricks.get(1).directory().toString()));
        lost.addAll(List.of("a/f1", "a/s", "b/x", "c", "d/p"));
        Command.check(LIMIT, lost);
        Command.check(LIMIT, List.of("truncate", "-s", "100", bricks.get(1).directory().resolve("d/f3").toString()));
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @Test
    void shouldFindWhatNobodyNotedWhenWalkingTheWholeTree() throws IOException {
        List<String> foretold = run(true, Pace.UNHINDERED, Optional.empty());
        List<String> told = run(false, Pace.UNHINDERED, Optional.empty());
        assertEquals(String.join("\n", foretold), String.join("\n", told));
        assertTrue(told.stream().noneMatch(it -> it.startsWith("left")), told::toString);
        assertTrue(told.stream().anyMatch(it -> it.contains("create   /c/x/y/z")), told::toString);
        assertEquals("", differences());
        assertEquals(List.of(), run(false, Pace.UNHINDERED, Optional.empty()));
    }

    @Test
    void shouldGoOnWhereItEndedWhenItWasStoppedAgainAndAgain() throws IOException {
        Cursor cursor = new Cursor(work.path(), VOLUME);
        List<String> places = new ArrayList<>();
        int runs = 0;
        do {
            AtomicInteger steps = new AtomicInteger();
            // Every run gets a bit further than one directory.
            Pace pace = new Pace() {
                @Override
                public void rest() {
                    steps.incrementAndGet();
                }

                @Override
                public boolean mustStop() {
                    return steps.get() >= 12;
                }
            };
            run(false, pace, Optional.of(cursor));
            runs++;
            cursor.load().ifPresent(it -> places.add(it.path()));
        } while (cursor.load().isPresent() && runs < MOST_RUNS);
        assertTrue(runs > 2 && runs < MOST_RUNS, () -> "runs ended at " + places);
        assertEquals(places.stream().sorted().toList(), places);
        assertEquals("", differences());
    }

    private List<String> run(boolean dryRun, Pace pace, Optional<Cursor> cursor) throws IOException {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Journal journal = new Journal() {
            @Override
            public void healed(ReplicaSpec set, Gfid gfid, Action action) {
                lines.add(action.line(set));
            }

            @Override
            public void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
                lines.add("left " + path + " " + reason + " " + detail);
            }
        };
        new VolumeHeal(new VolumeSource.OfFile(volfile), new HealOptions(true, 2, dryRun, path -> true), journal, pace,
                Wiring.PLAIN, cursor).run();
        return lines.stream().sorted().toList();
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "0"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }
}
