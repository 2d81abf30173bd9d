package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A new volume that distributes its files over three bricks of one brickd. */
class DistributedVolumeIT {
    private static final int BRICKS = 3;
    private static final int FILES = 30;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private WorkDirectory work;
    private final List<Path> bricks = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFS, Peer.SETFATTR);
        work = WorkDirectory.create("distribute");
        for (int i = 0; i < BRICKS; i++) {
            bricks.add(Files.createDirectory(work.path().resolve("brick-" + i)));
        }
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private RunningBrickd start(String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of("--init", "--brick", bricks.get(0).toString(), "--brick",
                bricks.get(1).toString()));
        options.addAll(List.of(more));
        return RunningBrickd.serving(bricks.get(2), "127.0.0.1", Map.of(), options.toArray(String[]::new));
    }

    @Test
    void shouldHaveItsLayoutFromTheStartAndStockClientsKeepIt() throws IOException {
        try (RunningBrickd brickd = start();
                StockMount mount = StockMount.start("m", "127.0.0.1", brickd.managementPort(), RunningBrickd.VOLUME,
                        BRICKS, work.path())) {
            List<String> layout = List.of("00000000000000000000000055555554", "000000000000000055555555aaaaaaa9",
                    "0000000000000000aaaaaaaaffffffff");
            assertEquals(layout, layouts());
            Path directory = Files.createDirectory(mount.path().resolve("d"));
            for (int i = 0; i < FILES; i++) {
                Files.writeString(mount.path().resolve("f" + i), "content " + i);
                Files.writeString(directory.resolve("f" + i), "content " + i);
            }
            assertEquals(layout, layouts(), "the client found nothing to do");
            assertFalse(mount.log().contains("anomalies"), mount::log);
            int seen = 0;
            for (Path brick : bricks) {
                long here = Installation.filesIn(brick).stream().filter(Files::isRegularFile).count();
                assertTrue(here > 0, "no file on " + brick);
                seen += (int) here;
            }
            assertEquals(FILES, seen, "each file on one brick, and no pointers to others");
        }
    }

    /** The root's part of all hashes on each brick, in hexadecimal. */
    private List<String> layouts() {
        return bricks.stream().map(brick -> Command.check(LIMIT, List.of("getfattr", "--absolute-names", "-e", "hex",
                "-n", "trusted.glusterfs.dht", brick.toString())))
                .map(text -> text.substring(text.indexOf("=0x") + 3).strip()).toList();
    }

    @Test
    void shouldGetFilesOfLoadThatStockClientsFindAndDumpsOfAllBricks() throws IOException, InterruptedException {
        Path stats = work.path().resolve("stats");
        try (RunningBrickd brickd = start("--stats-dir", stats.toString())) {
            CommandRun load = CommandRun.of("load", "--ioengine=gluster", "--brick=127.0.0.1", "--port="
                    + brickd.managementPort(), "--volume=" + RunningBrickd.VOLUME, "--name=j", "--nrfiles=12",
                    "--size=3m", "--rw=randread", "--stats-dir=" + stats, "--eta=never");
            assertEquals(0, load.code(), load.err());
            brickd.signal("USR1");
            brickd.await("dumps", () -> brickd.log().contains("dumped state to "));
            CommandRun table = CommandRun.of("stats", "--fop", "READ", stats.toString());
            assertEquals(0, table.code(), table.err());
            assertTrue(table.out().contains("6  parent of storage/posix           demo-brick-0-posix-parent and 2 more"
                    + "    768 "), table.out());
            assertFalse(table.out().contains("in no volfile"), table.out());
            try (StockMount mount = StockMount.start("m", "127.0.0.1", brickd.managementPort(), RunningBrickd.VOLUME,
                    BRICKS, work.path())) {
                for (int i = 0; i < 12; i++) {
                    assertEquals(256 << 10, Files.size(mount.path().resolve("j.0." + i)));
                }
                for (Path brick : bricks) {
                    assertTrue(Installation.filesIn(brick).size() > 1, "no file on " + brick);
                }
                assertEquals(12, bricks.stream().mapToLong(DistributedVolumeIT::names).sum(), "no pointers");
            }
        }
    }

    private static long names(Path brick) {
        try {
            return Installation.filesIn(brick).stream().filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
