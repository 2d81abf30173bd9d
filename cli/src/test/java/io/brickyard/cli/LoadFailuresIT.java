package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.brickyard.peers.Await;
import io.brickyard.peers.Command;
import io.brickyard.peers.Mounts;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What goes wrong around {@code brickyard load} is one clear line and a code; what was measured until then is kept. */
@Timeout(300)
class LoadFailuresIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SMALL = "8m";
    private static final String LARGE = "32m";

    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("loadfailures");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    /** A directory with room for little. */
    private Path smallDisk() throws IOException {
        Path mount = Files.createDirectory(work.path().resolve("small"));
        Command.check(LIMIT, List.of("mount", "-t", "tmpfs", "-o", "size=" + SMALL, "none", mount.toString()));
        assertTrue(Mounts.at(work.path()).contains(mount));
        return mount;
    }

    private RunningBrickd brickd(Path brick, String... more) throws IOException {
        return RunningBrickd.serving(Files.createDirectories(brick), "127.0.0.1", Map.of(), more);
    }

    private static void assertOneLine(ExitCode code, String message, CommandRun run) {
        assertEquals(code.code(), run.code(), run::toString);
        List<String> told = run.err().lines().filter(it -> it.startsWith("brickyard: ")).toList();
        assertEquals(1, told.size(), run.err());
        assertTrue(told.getFirst().contains(message), run.err());
        assertTrue(!run.err().contains("\tat "), run.err());
    }

    @Test
    void shouldKeepTheResultsWhenTheBrickDies() throws IOException, InterruptedException {
        Path lines = work.path().resolve("lines");
        try (RunningBrickd brickd = brickd(work.path().resolve("brick"), "--init")) {
            var ending = CompletableFuture.supplyAsync(() -> CommandRun.of("load", "--ioengine=gluster",
                    "--brick=127.0.0.1", "--port=" + brickd.managementPort(), "--volume=" + RunningBrickd.VOLUME,
                    "--name=j", "--size=4m", "--rw=randread", "--iodepth=16", "--time_based", "--runtime=10m",
                    "--status-interval=100ms", "--output=" + lines, "--eta=never"));
            Await.until("reads", LIMIT, () -> Files.exists(lines) && Files.size(lines) > 0, ending::toString);
            brickd.signal("KILL");
            CommandRun run = ending.join();
            assertOneLine(ExitCode.PARTIAL, "job j: brick 127.0.0.1:" + brickd.port(), run);
            assertTrue(run.err().contains(" is lost: "), run.err());
            assertTrue(Files.readString(lines).contains("j: (groupid=0, jobs=1): err="), Files.readString(lines));
        }
    }

    @Test
    void shouldKeepTheResultsWhenTheDiskGetsFull() throws IOException {
        CommandRun run = CommandRun.of("load", "--name=w", "--directory=" + smallDisk(), "--rw=write", "--bs=64k",
                "--size=" + LARGE, "--eta=never");
        assertOneLine(ExitCode.PARTIAL, "w.0.0: write of 65536 bytes at ", run);
        assertTrue(run.err().contains("No space left on device"), run.err());
        assertTrue(run.out().matches("(?s).*issued rwts: total=0,[1-9]\\d*,.*"), run.out());
    }

    @Test
    void shouldSayThatThereIsNoRoomForItsFiles() throws IOException {
        CommandRun run = CommandRun.of("load", "--name=r", "--directory=" + smallDisk(), "--rw=randread", "--size="
                + LARGE, "--eta=never");
        assertOneLine(ExitCode.FAILED, "r.0.0: No space left on device", run);
    }

    @Test
    void shouldKeepTheResultsWhenTheDiskOfABrickGetsFull() throws IOException {
        Path brick = smallDisk();
        try (RunningBrickd brickd = RunningBrickd.serving(brick, "127.0.0.1", Map.of(), "--init")) {
            CommandRun run = CommandRun.of("load", "--ioengine=brick", "--brick=127.0.0.1:" + brickd.port() + brick,
                    "--name=w", "--rw=write", "--bs=64k", "--size=" + LARGE, "--iodepth=4", "--eta=never");
            assertOneLine(ExitCode.PARTIAL, "ENOSPC", run);
            assertTrue(run.out().matches("(?s).*issued rwts: total=0,[1-9]\\d*,.*"), run.out());
        }
    }

    @Test
    void shouldNameWhatIsWrongWhenItCannotBegin() throws IOException {
        Path small = Files.write(work.path().resolve("foreign"), new byte[1 << 16]);
        assertOneLine(ExitCode.FAILED, small + ": has 65536 bytes, 1048576 are wanted", CommandRun.of("load",
                "--name=j", "--filename=" + small, "--size=1m", "--rw=randread", "--eta=never"));
        try (RunningBrickd brickd = brickd(work.path().resolve("brick"), "--init")) {
            String[] volume = {"load", "--ioengine=gluster", "--brick=127.0.0.1", "--port=" + brickd.managementPort(),
                    "--volume=other", "--name=j", "--size=1m", "--eta=never"};
            assertOneLine(ExitCode.FAILED, "127.0.0.1:" + brickd.managementPort() + " has no volume 'other'",
                    CommandRun.of(volume));
            volume[3] = "--port=1";
            assertOneLine(ExitCode.FAILED, "cannot reach the management daemon at 127.0.0.1:1: connection refused",
                    CommandRun.of(volume));
            volume[2] = "--brick=no-such-host.invalid";
            assertOneLine(ExitCode.FAILED, "host no-such-host.invalid is unknown", CommandRun.of(volume));
        }
    }
}
