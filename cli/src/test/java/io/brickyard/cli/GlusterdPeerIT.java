package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockGlusterd;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.posix.BrickCheck;
import io.brickyard.posix.KeySpace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The steps of the manual page's section on glusterd, and what glusterd's commands say meanwhile. */
class GlusterdPeerIT {
    private static final String VOLUME = ManagedVolume.NAME;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private WorkDirectory work;
    private StockGlusterd glusterd;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.SETFATTR, Peer.FUSE, Peer.GLUSTERD, Peer.GLUSTER, Peer.GLUSTERFSD,
                Peer.GLUSTERFS, Peer.GLFSHEAL);
        work = WorkDirectory.create("glusterd");
        glusterd = StockGlusterd.start(work.path());
    }

    @AfterEach
    void tidy() {
        if (glusterd != null) {
            glusterd.close();
        }
        if (work != null) {
            work.close();
        }
    }

    @Test
    void shouldServeAReplicasBrickWhenGlusterdManagesIt() throws Exception {
        ManagedVolume volume = ManagedVolume.started(glusterd, work.path(), 3);
        Path brick = volume.brick(0);
        try (StockMount mount = glusterd.mount("client", VOLUME, 3, work.path())) {
            Files.writeString(mount.path().resolve("before"), "before");
            volume.killStock(0, "KILL");
            Files.writeString(mount.path().resolve("missed"), "missed");
            try (RunningBrickd brickd = RunningBrickd.inPlace(brick, VOLUME, glusterd)) {
                assertEquals(brickd.pid(), volume.awaitOnline(brick).pid());
                awaitClients(brickd, 2);
                Files.writeString(mount.path().resolve("after"), "after");
                assertEquals("after", Files.readString(brick.resolve("after")));
                awaitHealed();
                assertEquals("missed", Files.readString(brick.resolve("missed")));
                assertStatusCommandsAnswer(mount);
                assertProfileHasNumbers();
                assertStatedumpIsWritten(brickd);
                assertOptionsChange(brickd);
                assertEquals("volume barrier: command unsuccessful : brickd has no features/barrier",
                        glusterd.run("volume", "barrier", VOLUME, "enable").output().strip());
                brickd.signal("TERM");
                assertEquals(0, brickd.awaitEnd(), brickd.log());
            }
            Files.writeString(mount.path().resolve("between"), "between");
            try (RunningBrickd brickd = RunningBrickd.inPlace(brick, VOLUME, glusterd)) {
                assertEquals(brickd.pid(), volume.awaitOnline(brick).pid());
                awaitHealed();
                assertEquals("between", Files.readString(brick.resolve("between")));
                glusterd.gluster("volume", "stop", VOLUME);
                assertEquals(0, brickd.awaitEnd(), brickd.log());
                assertTrue(brickd.log().endsWith(" ended\n"), brickd.log());
            }
            assertEquals(List.of(), BrickCheck.run(brick, KeySpace.TRUSTED).problems());
            glusterd.gluster("volume", "start", VOLUME);
            assertTrue(ManagedVolume.isStock(volume.awaitOnline(brick)));
            awaitHealed();
        }
        try (StockMount mount = glusterd.mount("later", VOLUME, 3, work.path())) {
            for (String name : List.of("before", "missed", "after", "between")) {
                assertEquals(name, Files.readString(mount.path().resolve(name)));
            }
        }
        glusterd.gluster("volume", "stop", VOLUME);
        assertEquals(List.of(), BrickCheck.run(brick, KeySpace.TRUSTED).problems());
    }

    @Test
    void shouldSayTheWayOutWhenThePlaceIsNotFree() throws Exception {
        ManagedVolume volume = ManagedVolume.started(glusterd, work.path(), 1);
        Path brick = volume.brick(0);
        assertRefused(brick, " is taken: end the brick's glusterfsd with kill -KILL; its pid is in "
                + volume.pidFile(0));
        volume.killStock(0, "TERM");
        Await.until("signed out", LIMIT, () -> !Files.exists(volume.pidFile(0)), () -> "the pid file is there");
        assertRefused(brick, "start it again with gluster volume start " + VOLUME
                + " force, end it with kill -KILL, then start brickd");
        glusterd.gluster("volume", "start", VOLUME, "force");
        assertTrue(ManagedVolume.isStock(volume.awaitOnline(brick)));
        volume.killStock(0, "KILL");
        try (RunningBrickd brickd = RunningBrickd.inPlace(brick, VOLUME, glusterd)) {
            assertEquals(brickd.pid(), volume.awaitOnline(brick).pid());
            brickd.signal("TERM");
            assertEquals(0, brickd.awaitEnd(), brickd.log());
        }
        glusterd.gluster("volume", "start", VOLUME, "force");
        assertTrue(ManagedVolume.isStock(volume.awaitOnline(brick)));
        glusterd.gluster("volume", "stop", VOLUME);
        assertRefused(brick, "volume " + VOLUME + " is not started: start it with gluster volume start " + VOLUME);
    }

    private void assertRefused(Path brick, String reason) throws Exception {
        List<String> command = new ArrayList<>(List.of(Installation.PACKAGED.resolve("brickyard").toString(),
                "brickd"));
        command.addAll(RunningBrickd.inPlaceArguments(brick, VOLUME, glusterd));
        Command.Outcome outcome = Command.run(LIMIT, command);
        assertEquals(1, outcome.exitCode(), outcome.output());
        assertEquals(1, outcome.output().lines().count(), outcome.output());
        assertTrue(outcome.output().contains(reason), outcome.output());
    }

    private static void awaitClients(RunningBrickd brickd, int count) {
        brickd.await(count + " clients", () -> brickd.log().lines()
                .filter(line -> line.contains(" client ") && line.contains(" is ")).count() >= count);
    }

    private void awaitHealed() {
        Await.until("nothing to heal", LIMIT, () -> {
            String info = glusterd.healInfo(VOLUME);
            return info.lines().filter("Status: Connected"::equals).count() == 3
                    && info.lines().filter("Number of entries: 0"::equals).count() == 3;
        }, () -> glusterd.healInfo(VOLUME));
    }

    private void assertStatusCommandsAnswer(StockMount mount) throws IOException {
        try (Stream<String> kept = Files.lines(mount.path().resolve("before"))) {
            for (String part : List.of("clients", "client-list", "mem", "inode", "fd", "callpool", "detail", "tasks")) {
                String text = glusterd.gluster("volume", "status", VOLUME, part);
                assertFalse(text.isBlank(), part);
                assertTrue(glusterd.gluster("volume", "status", VOLUME, part, "--xml").contains("<opRet>0</opRet>"));
            }
            assertEquals(List.of("before"), kept.toList());
        }
        for (String kind : List.of("open", "read", "write", "opendir", "readdir")) {
            glusterd.gluster("volume", "top", VOLUME, kind);
        }
        glusterd.gluster("volume", "heal", VOLUME, "statistics", "heal-count");
        glusterd.gluster("volume", "clear-locks", VOLUME, "/", "kind", "all", "inode");
        glusterd.gluster("volume", "log", VOLUME, "rotate");
    }

    private void assertProfileHasNumbers() {
        glusterd.gluster("volume", "profile", VOLUME, "start");
        String info = ofFirstBrick(glusterd.gluster("volume", "profile", VOLUME, "info"));
        assertTrue(info.contains("Cumulative Stats:") && info.contains("Interval 0 Stats:"), info);
        assertTrue(info.lines().anyMatch(line -> line.matches(" +[0-9.]+ +[0-9.]+ ns .* [1-9][0-9]* +WRITE")), info);
        assertFalse(info.contains("Data Written: 0 bytes"), info);
        assertTrue(ofFirstBrick(glusterd.gluster("volume", "profile", VOLUME, "info", "incremental"))
                .contains("Interval 1 Stats:"));
        glusterd.gluster("volume", "profile", VOLUME, "info", "clear");
        String cleared = ofFirstBrick(glusterd.gluster("volume", "profile", VOLUME, "info", "cumulative"));
        assertTrue(cleared.contains("Data Written: 0 bytes"), cleared);
        glusterd.gluster("volume", "profile", VOLUME, "stop");
    }

    private static String ofFirstBrick(String info) {
        return info.substring(0, info.indexOf("\nBrick: "));
    }

    private void assertStatedumpIsWritten(RunningBrickd brickd) throws IOException {
        Path directory = Files.createDirectories(work.path().resolve("statedumps"));
        set(brickd, "server.statedump-path", directory.toString());
        glusterd.gluster("volume", "statedump", VOLUME);
        String mark = "brick0." + brickd.pid() + ".dump.";
        Path dump = Await.found("statedump", LIMIT, () -> {
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(file -> file.getFileName().toString().contains(mark)).findAny();
            }
        }, () -> "no " + mark + " in " + directory);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)));
    }

    /** Sets an option and waits until brickd has taken over the new volfile. */
    private void set(RunningBrickd brickd, String option, String value) throws IOException {
        long before = timesRead(brickd);
        glusterd.gluster("volume", "set", VOLUME, option, value);
        brickd.await("volfile with " + option, () -> timesRead(brickd) > before);
    }

    private static long timesRead(RunningBrickd brickd) throws IOException {
        return brickd.log().lines().filter(line -> line.contains(" read anew glusterd's volfile managed.")).count();
    }

    private void assertOptionsChange(RunningBrickd brickd) throws IOException {
        set(brickd, "performance.io-thread-count", "24");
        set(brickd, "auth.reject", "192.0.2.1");
        assertFalse(brickd.log().contains("takes effect at the next start only"), brickd.log());
        set(brickd, "storage.max-hardlinks", "50");
        brickd.await("waiting option", () -> brickd.log().contains(
                "takes effect at the next start only: option max-hardlinks of volume managed-posix"));
        glusterd.gluster("volume", "set", VOLUME, "features.read-only", "on");
        brickd.await("refusal", () -> brickd.log().contains("option read-only is on, and brickyard has no"));
        set(brickd, "features.read-only", "off");
    }
}
