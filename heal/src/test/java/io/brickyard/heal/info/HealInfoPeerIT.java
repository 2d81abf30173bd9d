package io.brickyard.heal.info;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.brickyard.client.Links;
import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.replica.Caller;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.replica.Traffic;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The same entries of stock bricks through stock's glfsheal and through this module, letter for letter. */
class HealInfoPeerIT {
    private static final int MOST_TRIES = 100;
    private static final String VOLUME = "vol";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private Path volfile;
    private ReplicaGraph graph;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR);
        work = WorkDirectory.create("heal-info");
        for (int i = 0; i < 3; i++) {
            bricks.add(
                    StockBrickServer.ofReplica("b" + i, Files.createDirectory(work.path().resolve("brick" + i)), VOLUME,
                            work.path()));
        }
        graph = new ReplicaGraph(VOLUME, UUID.randomUUID().toString(),
                bricks.stream().map(BrickServer::remote).toList(),
                0);
        volfile = graph.client().writeTo(work.path().resolve("heal.vol"));
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @Test
    void shouldPrintWhatStockPrintsWhenEntriesWaitAndABrickIsAway() throws IOException {
        try (StockMount mount = StockMount.start("mount", graph.client(), work.path())) {
            shell(mount, "mkdir -p d/e; echo 1 >d/data; echo 2 >d/metadata; mkdir d/names; echo 3 >d/more");
            bricks.get(2).kill();
            shell(mount,
                    "echo more >>d/more; echo new >d/new; rm d/e -r; chmod 700 d; setfattr -n user.a -v b d/names");
            splitBrain("d/data", "000000010000000000000000");
            splitBrain("d/metadata", "000000000000000100000000");
            splitBrain("d/names", "000000000000000000000001");
            compare();
            bricks.get(2).restart();
            // As if the brick had been killed in the middle of a change.
            dirty(2, "d/more");
            dirty(0, "d/data");
            compare();
        }
    }

    /** Makes every brick accuse every other, and be asked about it. */
    private void splitBrain(String path, String counters) throws IOException {
        for (int i = 0; i < bricks.size(); i++) {
            Path file = bricks.get(i).directory().resolve(path);
            for (int j = 0; j < bricks.size(); j++) {
                if (i != j) {
                    Command.check(LIMIT, List.of(Peer.SETFATTR.path().toString(), "-n", "trusted.afr." + VOLUME
                            + "-client-" + j, "-v", "0x" + counters, file.toString()));
                }
            }
            list(i, file, "xattrop");
        }
    }

    private void dirty(int brick, String path) throws IOException {
        Path file = bricks.get(brick).directory().resolve(path);
        Command.check(LIMIT, List.of(Peer.SETFATTR.path().toString(), "-n", "trusted.afr.dirty", "-v",
                "0x000000010000000000000000", file.toString()));
        list(brick, file, "dirty");
    }

    private void list(int brick, Path file, String which) throws IOException {
        Path index = bricks.get(brick).directory().resolve(".glusterfs/indices/" + which);
        Path base;
        try (Stream<Path> entries = Files.list(index)) {
            base = entries.filter(it -> it.getFileName().toString().startsWith(which + "-")).findFirst()
                    .orElseGet(() -> index.resolve(which + "-" + UUID.randomUUID()));
        }
        if (!Files.exists(base)) {
            Files.createFile(base);
        }
        Path entry = index.resolve(gfid(file));
        if (!Files.exists(entry)) {
            Files.createLink(entry, base);
        }
    }

    private static String gfid(Path file) {
        String hex = Command.check(LIMIT, List.of("python3", "-c",
                "import os,sys,uuid; print(uuid.UUID(bytes=os.getxattr(sys.argv[1], 'trusted.gfid')))",
                file.toString()));
        return hex.strip();
    }

    /**
     * The mount is still at work when a brick comes back, and entries come and go for a moment, so both are asked by turns
     * until stock says the same before and after, in each form what is said here.
     */
    private void compare() throws IOException {
        String before;
        String after = stock();
        String afterSummary = stock("info-summary");
        List<BrickEntries> entries;
        String beforeSummary;
        int tries = 0;
        do {
            before = after;
            beforeSummary = afterSummary;
            entries = entries();
            after = stock();
            afterSummary = stock("info-summary");
        } while ((!before.equals(after) || !beforeSummary.equals(afterSummary)
                || !after.equals(InfoText.of(entries, InfoForm.ENTRIES))
                || !afterSummary.equals(InfoText.of(entries, InfoForm.SUMMARY))) && ++tries < MOST_TRIES);
        assertTrue(entries.getFirst().entries().size() > 5, entries::toString);
        assertEquals(after, InfoText.of(entries, InfoForm.ENTRIES));
        assertEquals(stock("split-brain-info"), InfoText.of(entries, InfoForm.SPLIT_BRAIN));
        assertEquals(afterSummary, InfoText.of(entries, InfoForm.SUMMARY), () -> "stock lists: " + stock() + indices());
    }

    /** What the bricks' indices hold, and the changelogs of all that there is. */
    private String indices() {
        StringBuilder told = new StringBuilder();
        for (BrickServer brick : bricks) {
            told.append(Command.check(LIMIT, List.of("sh", "-c", "cd " + brick.directory()
                    + "; ls .glusterfs/indices/*; getfattr -d -m 'trusted.(afr|gfid$)' -e hex . $(find d)")));
        }
        return told.toString();
    }

    private List<BrickEntries> entries() throws IOException {
        List<BrickEntries> entries = new ArrayList<>();
        for (ReplicaSpec spec : new VolumeSource.OfFile(volfile).sets(Links.PLAIN)) {
            try (Replica replica = Replica.connect(spec, VolumeSource.MANAGEMENT_PORT, Caller.INSPECTOR,
                    Traffic.UNHEARD)) {
                entries.addAll(HealInfo.of(replica));
            }
        }
        return entries;
    }

    private String stock(String... form) {
        List<String> command = new ArrayList<>(List.of(Peer.GLFSHEAL.path().toString(), VOLUME));
        command.addAll(List.of(form));
        command.addAll(List.of("volfile-path", volfile.toString()));
        return Command.check(LIMIT, command);
    }

    private static void shell(StockMount mount, String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "; " + script));
    }
}
