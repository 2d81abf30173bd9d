package io.brickyard.heal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.Volfile;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.Scripts;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Large directories, sparse files, and a sharded volume that is distributed over replica sets. How large: {@code
 * -Dbrickyard.heal.entries}, {@code -Dbrickyard.heal.sparse.bytes}.
 */
class HealShapesPeerIT {
    private static final String VOLUME = "vol";
    private static final int REPLICAS = 3;
    private static final int AWAY = 1;
    private static final int BLOCK_BYTES = 512;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    /** Bricks delete what was in directories that went some seconds later. */
    private static final Duration REST_LIMIT = Duration.ofMinutes(1);

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.PYTHON3);
        work = WorkDirectory.create("heal-shapes");
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @Test
    void shouldHealALargeDirectory() throws IOException {
        int entries = Integer.getInteger("brickyard.heal.entries", 500);
        healed(1, "mkdir big; touch big/before", "python3 -c 'for i in range(" + entries
                + "): open(f\"big/{i:06}\", \"w\").write(\"x\" * (i % 50))'; rm big/before");
    }

    @Test
    void shouldLeaveTheHolesOfASparseFile() throws IOException {
        long bytes = Long.getLong("brickyard.heal.sparse.bytes", 64L << 20);
        healed(1, "truncate -s " + bytes + " sparse", "for at in 0 3 7; do head -c 200000 /dev/urandom | dd of=sparse "
                + "conv=notrunc oflag=seek_bytes seek=$((" + bytes + " / 8 * at + 777)) status=none; done");
        long source = allocated(0);
        long sink = allocated(AWAY);
        assertTrue(sink <= source + (1 << 20), () -> sink + " bytes on the sink, " + source + " on the source");
    }

    @Test
    void shouldSendOnlyBlocksThatDifferOfALargeFile() throws IOException {
        OwnHealer healer = healed(1, "head -c 45000000 /dev/urandom >large", "for at in 20000000 44999990; do"
                + " printf changed | dd of=large conv=notrunc oflag=seek_bytes seek=$at status=none; done", "");
        assertEquals(45_000_000, healer.copiedBytes());
        assertTrue(healer.sentBytes() > 0 && healer.sentBytes() <= 2 << 20, () -> healer.sentBytes() + " bytes sent");
    }

    @Test
    void shouldHealAShardedVolumeThatIsDistributedOverReplicas() throws IOException {
        healed(2, "mkdir -p a/b; head -c 9M /dev/urandom >shards; for i in 1 2 3 4 5 6; do echo $i >a/$i; done",
                "head -c 5M /dev/urandom | dd of=shards conv=notrunc oflag=seek_bytes seek=3000000 status=none;"
                        + "head -c 6M /dev/urandom >more; mv a/1 a/b/moved; rm a/2; chmod 600 a/3; mv a/b c; ln a/4 c/hard;"
                        + "for i in 7 8 9 10 11 12; do echo $i >c/$i; done; truncate -s 1000 a/5");
    }

    /** As a brick leaves them that is killed between making a name and labelling it. */
    @Test
    void shouldHealNamesThatABrickMadeWithoutAGfid() throws IOException {
        healed(1, "mkdir d; echo kept >d/kept",
                "mkdir d/dir d/other; touch d/gone; rm d/gone; echo x >d/dir/in; echo y >d/file; mkfifo d/pipe;"
                        + "ln -s kept d/link",
                "mkdir d/dir d/other; echo z >d/file; touch d/gone; mkfifo d/pipe; ln -s wrong d/link");
    }

    private void healed(int sets, String before, String changes) throws IOException {
        healed(sets, before, changes, "");
    }

    /** Makes changes while a brick of each set is away, and others on the disk of that brick, heals, and compares. */
    private OwnHealer healed(int sets, String before, String changes, String hidden) throws IOException {
        for (int i = 0; i < sets * REPLICAS; i++) {
            bricks.add(StockBrickServer.ofReplica("b" + i, Files.createDirectory(work.path().resolve("brick" + i)),
                    VOLUME, work.path()));
        }
        Volfile graph = graph(sets);
        Path volfile = graph.writeTo(work.path().resolve("heal.vol"));
        try (StockMount mount = StockMount.start("mount", graph, work.path())) {
            shell(mount.path(), before);
            for (int set = 0; set < sets; set++) {
                bricks.get(set * REPLICAS + AWAY).kill();
            }
            shell(mount.path(), changes);
        }
        if (!hidden.isEmpty()) {
            shell(bricks.get(AWAY).directory(), hidden);
        }
        for (int set = 0; set < sets; set++) {
            bricks.get(set * REPLICAS + AWAY).restart();
        }
        OwnHealer healer = new OwnHealer(volfile);
        assertEquals(List.of(), healer.run(false).left());
        HealInfo info = HealInfo.of(VOLUME, volfile);
        assertTrue(info.isClean(bricks.size()), info::text);
        for (int set = 0; set < sets; set++) {
            int first = set * REPLICAS;
            Await.until("bricks of set " + set + " are equal", REST_LIMIT, () -> differences(first).isEmpty(),
                    () -> differences(first));
        }
        return healer;
    }

    private Volfile graph(int sets) {
        Volfile volfile = new Volfile();
        List<String> replicas = new ArrayList<>();
        String id = UUID.randomUUID().toString();
        for (int set = 0; set < sets; set++) {
            List<String> clients = new ArrayList<>();
            for (int i = set * REPLICAS; i < (set + 1) * REPLICAS; i++) {
                ClientGraph.Remote brick = bricks.get(i).remote();
                Map<String, String> options = new LinkedHashMap<>();
                options.put("transport-type", "tcp");
                options.put("transport.address-family", "inet");
                options.put("remote-host", "127.0.0.1");
                options.put("remote-port", Integer.toString(brick.port()));
                options.put("remote-subvolume", brick.subvolume());
                clients.add(VOLUME + "-client-" + i);
                volfile.volume(clients.getLast(), "protocol/client", options, List.of());
            }
            replicas.add(VOLUME + "-replicate-" + set);
            volfile.volume(replicas.getLast(), "cluster/replicate", Map.of("afr-pending-xattr",
                    String.join(",", clients), "volume-id", id, "granular-entry-heal", "on", "use-anonymous-inode",
                    "yes"),
                    clients);
        }
        volfile.volume(VOLUME + "-dht", "cluster/distribute", Map.of("lock-migration", "off"), replicas);
        if (sets > 1) {
            volfile.above(VOLUME + "-shard", "features/shard", Map.of("shard-block-size", "4MB"));
        }
        volfile.above(VOLUME + "-utime", "features/utime", Map.of("noatime", "on"));
        return volfile.above(VOLUME, "debug/io-stats", Map.of());
    }

    private long allocated(int brick) {
        return Long.parseLong(Command.check(LIMIT, List.of("stat", "-c", "%b",
                bricks.get(brick).directory().resolve("sparse").toString())).strip()) * BLOCK_BYTES;
    }

    private String differences(int first) {
        List<String> arguments = Stream.concat(Stream.of("-", "0"), bricks.subList(first, first + REPLICAS).stream()
                .map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }

    private static void shell(Path directory, String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + directory + "; " + script));
    }
}
