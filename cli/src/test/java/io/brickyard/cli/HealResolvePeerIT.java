package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.replica.HealInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code brickyard heal resolve} on true split-brains: clients that each reach one brick alone change the same things.
 * Stock's heal info judges, and the content of the bricks.
 */
class HealResolvePeerIT {
    private static final String BEFORE = """
            mkdir base; echo 1 >base/f1; echo 2 >base/f2
            for d in src big late most known; do mkdir $d; echo x >$d/data; echo m >$d/meta; done
            """;
    /** By the client of brick B, whose files have S bytes. */
    private static final String ALONE = """
            for d in src big late; do head -c S /dev/zero | tr '\\0' B >$d/data; chmod 6B0 $d/meta
            setfattr -n user.k -v B $d/meta; head -c S /dev/zero | tr '\\0' B >$d/new; mkdir $d/tree; echo B >$d/tree/f; done
            """;
    private static final List<String> SIZES = List.of("10", "300000", "20");

    private final SplitBricks bricks = new SplitBricks();

    @AfterEach
    void tidy() {
        bricks.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stock", "brickd"})
    void shouldEndSplitBrainsOfEachKindAsThePolicySays(String kind) throws IOException {
        bricks.start(kind, 0);
        splitBrains();
        String split = splitBrainInfo();
        assertTrue(split.contains("/src/data") && split.contains("/late/meta"), split);

        CommandRun undecided = bricks.resolve("majority", "/src", "--dry-run");
        assertEquals(4, undecided.code(), undecided::out);
        assertTrue(undecided.out().contains("left     /src/data: undecided (not more than half of the copies are "
                + "alike); choose another policy"), undecided::out);
        assertEquals(split, splitBrainInfo());

        CommandRun unkept = bricks.resolve("source-brick=" + bricks.label(1), "/src",
                "--backup-dir=" + bricks.volfile());
        assertEquals(4, unkept.code(), unkept::out);
        for (String path : List.of("data", "meta", "new", "tree", "type")) {
            assertTrue(unkept.out().contains("left     /src/" + path + ": no-backup"), unkept::out);
        }
        assertEquals(split, splitBrainInfo());

        assertEquals(List.of(), lines(run("source-brick=" + bricks.label(1), "/known", 0)),
                "brick 1 is known to be wrong");
        run("source-brick=" + bricks.label(1), "/src", 0);
        assertEquals("1", bricks.content(0, "src/tree/f").strip());
        assertTrue(bricks.all().stream().allMatch(it -> Files.isDirectory(it.directory().resolve("src/type"))));
        for (int i = 0; i < bricks.all().size(); i++) {
            assertEquals("1".repeat(300_000), bricks.content(i, "src/data"));
            assertEquals("1".repeat(300_000), bricks.content(i, "src/new"));
        }
        CommandRun big = run("bigger-file", "/big", 4);
        assertTrue(big.out().contains("left     /big/meta: undecided (sizes and times of files say nothing of "
                + "metadata)"), big::out);
        assertTrue(big.out().contains("left     /big/tree: undecided (bigger-file chooses among files only)"),
                big::out);
        run("source-brick=" + bricks.label(2), "/big", 0);
        run("latest-mtime", "/late", 4);
        run("source-brick=" + bricks.label(0), "/late/meta", 0);
        run("majority", "/most", 0);
        for (int i = 0; i < bricks.all().size(); i++) {
            assertEquals("1".repeat(300_000), bricks.content(i, "big/data"));
            assertEquals("1".repeat(300_000), bricks.content(i, "big/new"));
            assertEquals("2", bricks.content(i, "big/tree/f").strip());
            assertEquals("2".repeat(20), bricks.content(i, "late/data"));
            assertEquals("2".repeat(20), bricks.content(i, "late/new"));
            assertEquals("2", bricks.content(i, "late/tree/f").strip());
            assertEquals("same", bricks.content(i, "most/data"));
            assertEquals("1", bricks.content(i, "most/name").strip());
        }
        assertTrue(backups().contains("0".repeat(10)) && backups().contains("2".repeat(20)),
                () -> backups().toString());
        healed();
        for (int i = 0; i < bricks.all().size(); i++) {
            assertEquals("newer", bricks.content(i, "known/data") + bricks.content(i, "known/meta"));
        }
        assertEquals(0, bricks.run("verify").code());
    }

    /** Has the ordinary heal do the rest, and compares. */
    private void healed() {
        // Bricks delete what was in directories that went some seconds later.
        String[] last = {""};
        Await.until("heal run leaves nothing", SplitBricks.LIMIT, () -> {
            CommandRun heal = bricks.heal();
            last[0] = heal.out();
            return heal.code() == 0;
        }, () -> last[0]);
        HealInfo info = bricks.info();
        assertTrue(info.isClean(bricks.all().size()), info::text);
        Await.until("bricks are equal", SplitBricks.LIMIT, () -> bricks.differences().isEmpty(), bricks::differences);
    }

    /** As disks leave it that brick 2 was put together from. */
    @ParameterizedTest
    @ValueSource(strings = {"stock", "brickd"})
    void shouldChooseWhenAnInodeIsAFileHereAndADirectoryThere(String kind) throws IOException {
        bricks.start(kind, 0);
        bricks.change("mkdir p; echo kept >p/f");
        bricks.change(List.of(0, 1), "mv p/f p/g; mv p/g p/f");
        bricks.all().get(2).kill();
        Command.check(SplitBricks.LIMIT, List.of(Peer.PYTHON3.path().toString(), "-c", """
                import os, sys, uuid
                brick = sys.argv[1]
                def handle(path):
                    g = str(uuid.UUID(bytes=os.getxattr(f'{brick}/{path}', 'trusted.gfid')))
                    return f'{g[:2]}/{g[2:4]}/{g}'
                gfid = os.getxattr(f'{brick}/p/f', 'trusted.gfid')
                file = handle('p/f')
                os.unlink(f'{brick}/p/f')
                os.unlink(f'{brick}/.glusterfs/{file}')
                os.mkdir(f'{brick}/p/f')
                os.setxattr(f'{brick}/p/f', 'trusted.gfid', gfid)
                os.symlink(f'../../{handle("p")}/f', f'{brick}/.glusterfs/{file}')
                """, bricks.directory(2).toString()));
        bricks.all().get(2).restart();
        CommandRun heal = bricks.heal();
        assertEquals(4, heal.code(), heal::out);
        assertTrue(heal.out().contains("split-brain-type"), heal::out);
        CommandRun wrong = bricks.resolve("source-brick=" + bricks.label(2), "/p", "--no-backup");
        assertEquals(4, wrong.code(), wrong::out);
        assertTrue(wrong.out().contains("left     /p/f: undecided (" + bricks.label(2)
                + " has no copy of it or one that is known to be wrong)"), wrong::out);
        run("source-brick=" + bricks.label(1), "/p", 0);
        healed();
        for (int i = 0; i < bricks.all().size(); i++) {
            assertEquals("kept", bricks.content(i, "p/f").strip());
        }
    }

    private void splitBrains() {
        bricks.change(BEFORE);
        bricks.change(List.of(0, 2), "printf new >known/data; rm known/meta; printf er >known/meta");
        for (int i = 0; i < bricks.all().size(); i++) {
            bricks.change(List.of(i), ALONE.replace("B", String.valueOf(i)).replace("S", SIZES.get(i)) + "\n"
                    + (i == 0 ? "echo t >src/type" : "mkdir src/type; echo t >src/type/t") + "\n"
                    + (i < 2 ? "printf same >most/data; chmod 611 most/meta; ln base/f1 most/name"
                            : "printf other >most/data; chmod 622 most/meta; ln base/f2 most/name"));
        }
    }

    /** A dry run and a real one, which tell the same. */
    private CommandRun run(String policy, String path, int code) {
        List<String> foretold = lines(bricks.resolve(policy, path, "--dry-run"));
        CommandRun real = bricks.resolve(policy, path, "--backup-dir=" + bricks.work().resolve("kept"));
        assertEquals(code, real.code(), () -> real.out() + real.err());
        assertEquals(String.join("\n", foretold), String.join("\n", lines(real)));
        return real;
    }

    private static List<String> lines(CommandRun run) {
        return run.out().lines().filter(it -> !it.startsWith("dry run: ") && !it.startsWith("done: ")).sorted()
                .toList();
    }

    private List<String> backups() {
        try (Stream<Path> files = Files.walk(bricks.work().resolve("kept"))) {
            List<String> contents = new ArrayList<>();
            for (Path file : files.filter(it -> it.endsWith("content")).toList()) {
                assertTrue(Files.readString(file.resolveSibling("copy.json")).contains("\"gfid\""));
                contents.add(Files.readString(file));
            }
            return contents;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String splitBrainInfo() {
        return Command.check(SplitBricks.LIMIT, List.of(Peer.GLFSHEAL.path().toString(), SplitBricks.VOLUME,
                "split-brain-info", "volfile-path", bricks.volfile().toString()));
    }
}
