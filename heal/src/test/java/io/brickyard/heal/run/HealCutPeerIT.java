package io.brickyard.heal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.brickyard.heal.cron.Tally;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A heal that dies after its k-th request, and another after it: the bricks are equal, and what users wrote is there.
 * Stock bricks; changes come through a mount that cannot reach the second brick. {@code -Dbrickyard.heal.cuts} is the number
 * of values of k that are tried; 0: all, from {@code brickyard.heal.cuts.first} to {@code brickyard.heal.cuts.last}.
 */
class HealCutPeerIT {
    private static final String VOLUME = "vol";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String BEFORE = """
            mkdir -p N/d N/gone N/from/x; head -c 300000 /dev/urandom >N/big; echo a >N/d/a; echo b >N/d/b; echo c >N/gone/c
            ln N/d/a N/hard; echo y >N/from/x/y; echo o >N/over; echo e >N/d/e
            """;
    private static final String CHANGES = """
            printf z | dd of=N/big bs=1 seek=150000 conv=notrunc status=none; echo new >N/d/new; chmod 600 N/d/b
            setfattr -n user.k -v v N/d/b; mv N/d/e N/over; rm N/hard; rm -r N/gone; mv N/from/x N/d/moved
            mkdir N/made; echo in >N/made/in; ln -s in N/made/s; ln N/d/a N/made/second; truncate -s 1000 N/d/b
            """;

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private ReplicaGraph whole;
    private ReplicaGraph partial;
    private Path volfile;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        work = WorkDirectory.create("heal-cut");
        for (int i = 0; i < 3; i++) {
            bricks.add(
                    StockBrickServer.ofReplica("b" + i, Files.createDirectory(work.path().resolve("brick" + i)), VOLUME,
                            work.path()));
        }
        String id = UUID.randomUUID().toString();
        whole = new ReplicaGraph(VOLUME, id, bricks.stream().map(BrickServer::remote).toList(), 0);
        partial = whole.reaching(List.of(0, 2));
        volfile = whole.client().writeTo(work.path().resolve("heal.vol"));
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @Test
    void shouldMakeAllBricksEqualWhenAnEarlierHealDiedAfterAnyOfItsRequests() throws IOException {
        try (StockMount users = StockMount.start("whole", whole.client(), work.path());
                StockMount changes = StockMount.start("partial", partial.client(), bricks.size() - 1, work.path())) {
            change(users, changes, "count");
            int requests = heal(Integer.MAX_VALUE);
            assertTrue(requests > 100, () -> requests + " requests");
            int cuts = Integer.getInteger("brickyard.heal.cuts", 25);
            int step = cuts == 0 ? 1 : Math.max(1, requests / cuts);
            int last = Math.min(requests - 1, Integer.getInteger("brickyard.heal.cuts.last", Integer.MAX_VALUE));
            for (int k = Integer.getInteger("brickyard.heal.cuts.first", 1); k <= last; k += step) {
                String name = "k" + k;
                change(users, changes, name);
                String written = contents(name);
                heal(k);
                int cut = k;
                OwnHealer.Told told = new OwnHealer(volfile).run(false);
                assertEquals(List.of(), told.left(), () -> "cut after " + cut);
                assertEquals(written, contents(name), () -> "cut after " + cut);
                assertEquals("", differences(), () -> "cut after " + cut);
                log(k, requests);
            }
            HealInfo info = HealInfo.of(VOLUME, volfile);
            assertTrue(info.isClean(bricks.size()), info::text);
        }
    }

    /** In a long run each cut leaves a line. */
    private static void log(int k, int requests) throws IOException {
        String file = System.getProperty("brickyard.heal.log");
        if (file != null) {
            Files.writeString(Path.of(file), "cut after " + k + " of " + requests + ": equal\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static void change(StockMount users, StockMount changes, String name) {
        shell(users, BEFORE.replace("N", name));
        shell(changes, CHANGES.replace("N", name));
    }

    private static void shell(StockMount mount, String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "; " + script));
    }

    private int heal(int requests) throws IOException {
        return CutRun.of(volfile, requests, Crawl.of(new HealOptions(false, 1, false, path -> true), new Tally(),
                Pace.UNHINDERED));
    }

    /** What users see of a directory, on a brick that was there all the time. */
    private String contents(String name) {
        return Command.check(LIMIT, List.of("sh", "-ec", "cd " + bricks.getFirst().directory() + "; find " + name
                + " -printf '%p %y %m %U %G %n %l\\n' | sort; find " + name + " -type f -exec md5sum {} + | sort"));
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "0"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }
}
