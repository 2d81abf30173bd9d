package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.posix.BrickCheck;
import io.brickyard.posix.KeySpace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A brick server of a user without rights serves stock mounts, and bricks of the two kinds are not taken for each other. */
class UnprivilegedBrickdPeerIT {
    private static final int NOBODY = 65534;

    private WorkDirectory work;
    private Path brick;
    private List<String> asNobody;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR, Peer.FUSE, Peer.GLUSTERFS);
        work = WorkDirectory.create("unprivileged");
        Files.setPosixFilePermissions(work.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        brick = Files.createDirectory(work.path().resolve("brick"));
        Files.setAttribute(brick, "unix:uid", NOBODY);
        // The build's may be where nobody but root can read.
        Installation copy = Installation.in(Files.createDirectory(work.path().resolve("installation")));
        asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
                copy.launcher().toString());
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private void assertRefused(List<String> launcher, String fault, String... options) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of("brickd", "--brick", brick.toString(), "--volume", "demo", "--bind", "127.0.0.1",
                "--port", "0", "--mgmt-port", "0"));
        command.addAll(List.of(options));
        ProcessRun run = ProcessRun.of(work.path(), Map.of(), command);
        assertEquals(1, run.code(), run::toString);
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(fault), run.err());
    }

    @Test
    void shouldServeAStockMountAndKeepItsBrickFromRootsServerWhenRunByNobody() throws Exception {
        assertRefused(asNobody, "run as root, or with --unprivileged", "--init");
        try (RunningBrickd brickd = RunningBrickd.servingBy(asNobody, brick, "--init", "--unprivileged")) {
            try (StockMount mount = StockMount.start("m", "127.0.0.1", brickd.managementPort(), RunningBrickd.VOLUME, 1,
                    work.path())) {
                ProcessRun run = ProcessRun.of(mount.path(), Map.of(), List.of("sh", "-c", """
                        mkdir d && echo one >a && mv a d/b && ln d/b c && setfattr -n user.k -v v c &&
                        setfattr -n trusted.k -v t c && chown 1000 c && chmod 640 c && cat d/b &&
                        getfattr --only-values -n user.k d/b && getfattr --only-values -n trusted.k d/b &&
                        stat -c ' %a %h %u' c && ! ln -s d s 2>/dev/null && ! mkfifo f 2>/dev/null && ls"""));
                assertEquals("one\nvt 640 2 " + NOBODY + "\nc\nd\n", run.out(), run.err());
            }
            brickd.signal("TERM");
            assertEquals(0, brickd.awaitEnd(), brickd.log());
        }
        assertEquals(List.of(), BrickCheck.run(brick, KeySpace.UNPRIVILEGED).problems());
        List<String> asRoot = List.of(Installation.PACKAGED.resolve("brickyard").toString());
        assertRefused(asRoot, "made by an unprivileged brickd");
        assertRefused(asRoot, "made by an unprivileged brickd", "--init");
    }

    @Test
    void shouldRefuseRootsBrickWhenToldToBeUnprivileged() throws Exception {
        try (RunningBrickd brickd = RunningBrickd.serving(brick, "127.0.0.1", Map.of(), "--init")) {
            brickd.signal("TERM");
            assertEquals(0, brickd.awaitEnd(), brickd.log());
        }
        assertRefused(asNobody, "a brick of glusterfsd or of a brickd run by root", "--unprivileged");
        assertRefused(asNobody, "a brick of glusterfsd or of a brickd run by root", "--unprivileged", "--init");
    }
}
