package io.brickyard.load.gluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.load.record.JobResult;
import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockGlusterd;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The engine for volumes against volumes of stock glusterd, next to a stock mount. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GlusterEnginePeerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BRICKS = 3;

    private WorkDirectory work;
    private StockGlusterd glusterd;
    private final List<StockMount> mounts = new ArrayList<>();

    @BeforeAll
    void startGlusterd() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERD, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLUSTER,
                Peer.SETFATTR);
        work = WorkDirectory.create("glusterengine");
        glusterd = StockGlusterd.start(work.path());
    }

    @AfterAll
    void stopAll() {
        mounts.forEach(StockMount::close);
        if (glusterd != null) {
            glusterd.close();
        }
        if (work != null) {
            work.close();
        }
    }

    private Path brick(String volume, int number) {
        return work.path().resolve(volume + "-" + number);
    }

    /** Makes, starts and mounts a volume of three bricks. */
    private Path volume(String name, String... kind) {
        List<String> create = new ArrayList<>(List.of("volume", "create", name));
        create.addAll(List.of(kind));
        for (int i = 0; i < BRICKS; i++) {
            create.add(glusterd.address() + ":" + brick(name, i));
        }
        create.add("force");
        glusterd.gluster(create.toArray(String[]::new));
        glusterd.gluster("volume", "set", name, "performance.quick-read", "off");
        if (kind.length > 0) {
            glusterd.gluster("volume", "set", name, "cluster.self-heal-daemon", "off");
            glusterd.gluster("volume", "set", name, "cluster.data-self-heal", "off");
            glusterd.gluster("volume", "set", name, "network.ping-timeout", "3");
        }
        glusterd.gluster("volume", "start", name);
        StockMount mount = glusterd.mount("on-" + name, name, BRICKS, work.path());
        mounts.add(mount);
        return mount.path();
    }

    private List<String> on(String volume) {
        return List.of("ioengine=gluster", "volume=" + volume, "brick=" + glusterd.address());
    }

    private int brickOf(String volume, String name) {
        for (int i = 0; i < BRICKS; i++) {
            Path file = brick(volume, i).resolve(name);
            if (Files.exists(file) && file.toFile().length() > 0) {
                return i;
            }
        }
        throw new AssertionError("no brick of " + volume + " holds " + name);
    }

    @Test
    void shouldPutAndFindFilesWhereStockClientsDoWhenTheVolumeIsDistributed() throws Exception {
        Path mount = volume("spread");
        List<String> names = List.of("a", "file.0", ".hidden", ".rsync.tmp.Xy12", "grüße-日本", "0123456789abcdef",
                "0123456789abcdef0123456789abcdef-and-more", "x.y.z", ".a.b", "..c");
        // What stock clients wrote, load finds; what load then writes anew stands where theirs did.
        for (String name : names) {
            Path theirs = Files.write(mount.resolve(name), "theirs".repeat(700).getBytes(StandardCharsets.UTF_8));
            int place = brickOf("spread", name);
            JobResult read = Runs.clean(Runs.with(on("spread"), "filename=" + name, "rw=read", "bs=2k"));
            assertEquals(2, read.tally().read.ios());
            Files.delete(theirs);
            Runs.clean(Runs.with(on("spread"), "filename=" + name, "rw=write", "size=16k", "verify=crc32c"));
            assertEquals(place, brickOf("spread", name), name);
            assertEquals(16 << 10, Files.size(mount.resolve(name)), name);
        }
        // A renamed file stays where it was, and distribute leaves a pointer where its new name belongs.
        for (int i = 0; i < 8; i++) {
            Files.move(mount.resolve("a"), mount.resolve("moved"), StandardCopyOption.REPLACE_EXISTING);
            Runs.clean(Runs.with(on("spread"), "filename=moved", "rw=randread", "verify=crc32c", "size=16k"));
            Files.move(mount.resolve("moved"), mount.resolve("a"));
        }
        Files.createDirectories(mount.resolve("deep/er"));
        Runs.clean(Runs.with(on("spread"), "directory=/deep/er", "nrfiles=6", "rw=randrw", "size=384k", "iodepth=8"));
        try (var made = Files.list(mount.resolve("deep/er"))) {
            assertEquals(6, made.count());
        }
        String refusal = Runs.refusal("ioengine=brick", "brick=" + glusterd.address() + ":" + brick("spread", 0),
                "filename=b", "rw=write", "size=4k");
        assertTrue(refusal.contains("has only a part of its volume's files"), refusal);
    }

    @Test
    void shouldReadOnlyGoodReplicasWhenOneMissedWrites() throws Exception {
        Path mount = volume("threefold", "replica", "3");
        List<String> file = List.of("filename=f", "size=256k", "verify=crc32c", "bs=4k");
        Runs.clean(Runs.with(file, "directory=" + mount, "rw=write", "end_fsync=1"));
        for (String replica : List.of("0", "1", "2", "first", "local")) {
            Runs.clean(Runs.with(on("threefold"), Runs.with(file, "rw=randread", "read_replica=" + replica)));
        }
        String refusal = Runs.refusal(Runs.with(on("threefold"), Runs.with(file, "rw=randwrite")));
        assertTrue(refusal.contains("is replicated") && refusal.contains("--ioengine=file"), refusal);

        // A brick that hangs is left behind by the client, and comes back as it was.
        signal(0, "STOP");
        try {
            Runs.clean(Runs.with(file, "directory=" + mount, "rw=write", "randseed=99", "end_fsync=1"));
        } finally {
            signal(0, "CONT");
        }
        Runs.clean(Runs.with(on("threefold"), Runs.with(file, "rw=randread")));
        String stale = Runs.refusal(Runs.with(on("threefold"), Runs.with(file, "rw=randread", "read_replica=0")));
        assertTrue(stale.contains("has no good copy"), stale);
        Runs.clean(Runs.with(on("threefold"), Runs.with(file, "rw=randread")));
        killBrick(1);
        killBrick(2);
        String lonely = Runs.refusal(Runs.with(on("threefold"), Runs.with(file, "rw=randread")));
        assertTrue(lonely.contains("cannot reach brick"), lonely);
    }

    @Test
    void shouldNeverReadFromTheArbiterWhenTheVolumeHasOne() throws Exception {
        Path mount = volume("arbitrated", "replica", "3", "arbiter", "1");
        List<String> file = List.of("filename=f", "size=256k", "verify=crc32c", "bs=4k");
        Runs.clean(Runs.with(file, "directory=" + mount, "rw=write", "end_fsync=1"));
        assertEquals(0, Files.size(brick("arbitrated", 2).resolve("f")));
        glusterd.gluster("volume", "profile", "arbitrated", "start");
        for (String replica : List.of("0", "1", "first", "local")) {
            Runs.clean(Runs.with(on("arbitrated"), Runs.with(file, "rw=randread", "read_replica=" + replica)));
        }
        String refusal = Runs.refusal(Runs.with(on("arbitrated"), Runs.with(file, "rw=randread", "read_replica=2")));
        assertTrue(refusal.contains("replica 2 of arbitrated-replicate-0 has no good copy"), refusal);
        String[] bricks = glusterd.gluster("volume", "profile", "arbitrated", "info", "cumulative").split("Brick: ",
                -1);
        assertEquals(1 + BRICKS, bricks.length, String.join("", bricks));
        Pattern reads = Pattern.compile("(?m) (\\d+) +READ$");
        for (String one : bricks) {
            boolean isArbiter = one.startsWith(glusterd.address() + ":" + brick("arbitrated", 2));
            boolean isData = !isArbiter && one.startsWith(glusterd.address());
            assertEquals(isData, reads.matcher(one).find(), one);
        }
    }

    private void signal(int number, String name) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, status(number).group("pid")).start().waitFor());
    }

    private void killBrick(int number) {
        ProcessHandle.of(Long.parseLong(status(number).group("pid"))).orElseThrow().destroyForcibly();
        Await.until("end of brick " + number, LIMIT, () -> !up(number), glusterd::toString);
    }

    private boolean up(int number) {
        return status(number).group("up").equals("1");
    }

    private MatchResult status(int number) {
        String text = glusterd.gluster("volume", "status", "threefold", "--xml");
        Matcher found = Pattern.compile("<path>" + Pattern.quote(brick("threefold", number).toString())
                + "</path>.*?<status>(?<up>\\d)</status>.*?<pid>(?<pid>-?\\d+)</pid>", Pattern.DOTALL).matcher(text);
        assertTrue(found.find(), text);
        return found.toMatchResult();
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWhenThereIsNoSuchVolume() {
        String wrong = Runs.refusal(Runs.with(on("nowhere"), "filename=f", "size=4k"));
        assertTrue(wrong.contains(":24007 has no volume 'nowhere'"), wrong);
        String closed = Runs.refusal("ioengine=gluster", "volume=v", "brick=127.0.0.1", "port=1", "filename=f",
                "size=4k");
        assertTrue(closed.contains("cannot reach the management daemon at 127.0.0.1:1: connection refused"), closed);
    }

    @Test
    void shouldRefuseShardsAndDispersionByName() throws Exception {
        Path mount = volume("cut");
        glusterd.gluster("volume", "set", "cut", "features.shard", "on");
        Await.until("the mount shards", LIMIT, () -> {
            Path probe = mount.resolve("probe");
            Files.write(probe, new byte[1024]);
            boolean shards = Runs.refused(Runs.with(on("cut"), "filename=probe", "rw=read", "bs=1k"), "shards");
            Files.delete(probe);
            return shards;
        }, glusterd::toString);
        String refusal = Runs.refusal(Runs.with(on("cut"), "filename=new", "rw=write", "size=4k"));
        assertTrue(refusal.contains("cuts files into shards"), refusal);
        List<String> create = new ArrayList<>(List.of("volume", "create", "coded", "disperse", "3", "redundancy", "1"));
        for (int i = 0; i < BRICKS; i++) {
            create.add(glusterd.address() + ":" + brick("coded", i));
        }
        create.add("force");
        glusterd.gluster(create.toArray(String[]::new));
        glusterd.gluster("volume", "start", "coded");
        String coded = Runs.refusal(Runs.with(on("coded"), "filename=f", "size=4k"));
        assertTrue(coded.contains("cannot follow translator cluster/disperse"), coded);
    }
}
