package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.workloads.BrickServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code brickyard heal resolve} where the third brick is an arbiter, which has a say in all but content. */
class HealResolveArbiterPeerIT {
    /** As if both others had failed in the midst of a change that the arbiter saw the end of. */
    private static final String ONLY_ARBITER = """
            import os, sys, uuid
            brick, volume = sys.argv[1:]
            for client in 0, 1:
                os.setxattr(f'{brick}/d/only', f'trusted.afr.{volume}-client-{client}', b'\\0\\0\\0\\1' + bytes(8))
            gfid = uuid.UUID(bytes=os.getxattr(f'{brick}/d/only', 'trusted.gfid'))
            open(f'{brick}/.glusterfs/indices/xattrop/{gfid}', 'x').close()
            """;

    @ParameterizedTest
    @ValueSource(strings = {"stock", "brickd"})
    void shouldHearTheArbiterOnAllButContent(String kind) throws IOException {
        try (SplitBricks bricks = new SplitBricks()) {
            bricks.start(kind, 1);
            splitBrains(bricks);
            CommandRun heal = bricks.heal();
            assertEquals(4, heal.code(), heal::out);
            for (String left : List.of("/d/data: split-brain-data", "/d/meta: split-brain-metadata",
                    "/d/only: arbiter-only")) {
                assertTrue(heal.out().contains("left     " + left), heal::out);
            }

            for (String file : List.of("data", "only")) {
                CommandRun refused = bricks.resolve("source-brick=" + bricks.label(2), "/d/" + file, "--no-backup");
                assertEquals(4, refused.code(), refused::out);
                assertTrue(refused.out().contains("left     /d/" + file + ": undecided (" + bricks.label(2)
                        + " has no copy of it or one that is known to be wrong)"), refused::out);
            }
            assertEquals(4, bricks.resolve("majority", "/d/data", "--no-backup").code(), "one of two is no majority");
            assertEquals(List.of("zero", "one!!"), List.of(bricks.content(0, "d/data"), bricks.content(1, "d/data")));

            assertEquals(0, bricks.resolve("bigger-file", "/d/data", "--no-backup").code());
            assertEquals(0, bricks.resolve("majority", "/d/meta", "--no-backup").code());
            assertEquals(0, bricks.resolve("source-brick=" + bricks.label(0), "/d/only", "--no-backup").code());
            for (int brick = 0; brick < 2; brick++) {
                assertEquals(List.of("one!!", "x\n"),
                        List.of(bricks.content(brick, "d/data"), bricks.content(brick, "d/only")));
            }
            for (BrickServer brick : bricks.all()) {
                assertEquals("rw-------", PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(brick.directory().resolve("d/meta"))), "as on two of three");
            }
            assertEquals(0, Files.size(bricks.directory(2).resolve("d/data")));
            HealInfo info = bricks.info();
            assertTrue(info.isClean(bricks.all().size()), info::text);
            assertEquals("", bricks.differences());
        }
    }

    /** The arbiter goes with the first brick. */
    private static void splitBrains(SplitBricks bricks) {
        bricks.change("mkdir d; for f in data meta only; do echo x >d/$f; done");
        bricks.change(List.of(0, 2), "printf zero >d/data; chmod 600 d/meta");
        bricks.change(List.of(1), "printf 'one!!' >d/data; chmod 611 d/meta");
        Command.check(SplitBricks.LIMIT, List.of(Peer.PYTHON3.path().toString(), "-c", ONLY_ARBITER,
                bricks.directory(2).toString(), SplitBricks.VOLUME));
    }
}
