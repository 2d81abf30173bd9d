package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code brickyard heal resolve} on true split-brains: clients that each reach one brick alone change the same things.
 * Stock's heal info judges, and the content of the bricks.
 */
class HealResolvePeerIT {
    private static final String VOLUME = RunningBrickd.VOLUME;
    private static final Duration LIMIT = Duration.ofMinutes(2);
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

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private Path volfile;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        work = WorkDirectory.create("resolve");
        volfile = work.path().resolve("resolve.vol");
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stock", "brickd"})
    void shouldEndSplitBrainsOfEachKindAsThePolicySays(String kind) throws IOException {
        splitBrains(kind);
        String split = splitBrainInfo();
        assertTrue(split.contains("/src/data") && split.contains("/late/meta"), split);

        CommandRun undecided = resolve("majority", "/src", "--dry-run");
        assertEquals(4, undecided.code(), undecided::out);
        assertTrue(undecided.out().contains("left     /src/data: undecided (not more than half of the copies are "
                + "alike); choose another policy"), undecided::out);
        assertEquals(split, splitBrainInfo());

        CommandRun unkept = resolve("source-brick=" + label(1), "/src", "--backup-dir=" + volfile);
        assertEquals(4, unkept.code(), unkept::out);
        for (String path : List.of("data", "meta", "new", "tree", "type")) {
            assertTrue(unkept.out().contains("left     /src/" + path + ": no-backup"), unkept::out);
        }
        assertEquals(split, splitBrainInfo());

        assertEquals(List.of(), lines(run("source-brick=" + label(1), "/known", 0)), "brick 1 is known to be wrong");
        run("source-brick=" + label(1), "/src", 0);
        assertEquals("1", content(0, "src/tree/f").strip());
        assertTrue(bricks.stream().allMatch(it -> Files.isDirectory(it.directory().resolve("src/type"))));
        for (int i = 0; i < bricks.size(); i++) {
            assertEquals("1".repeat(300_000), content(i, "src/data"));
            assertEquals("1".repeat(300_000), content(i, "src/new"));
        }
        CommandRun big = run("bigger-file", "/big", 4);
        assertTrue(big.out().contains("left     /big/meta: undecided (sizes and times of files say nothing of "
                + "metadata)"), big::out);
        assertTrue(big.out().contains("left     /big/tree: undecided (bigger-file chooses among files only)"),
                big::out);
        run("source-brick=" + label(2), "/big", 0);
        run("latest-mtime", "/late", 4);
        run("source-brick=" + label(0), "/late/meta", 0);
        run("majority", "/most", 0);
        for (int i = 0; i < bricks.size(); i++) {
            assertEquals("1".repeat(300_000), content(i, "big/data"));
            assertEquals("1".repeat(300_000), content(i, "big/new"));
            assertEquals("2", content(i, "big/tree/f").strip());
            assertEquals("2".repeat(20), content(i, "late/data"));
            assertEquals("2".repeat(20), content(i, "late/new"));
            assertEquals("2", content(i, "late/tree/f").strip());
            assertEquals("same", content(i, "most/data"));
            assertEquals("1", content(i, "most/name").strip());
        }
        assertTrue(backups().contains("0".repeat(10)) && backups().contains("2".repeat(20)),
                () -> backups().toString());
        healed();
        for (int i = 0; i < bricks.size(); i++) {
            assertEquals("newer", content(i, "known/data") + content(i, "known/meta"));
        }
        assertEquals(0, CommandRun.of("heal", "verify", "--volfile=" + volfile, "--state-dir=" + state()).code());
    }

    /** Has the ordinary heal do the rest, and compares. */
    private void healed() {
        // Bricks delete what was in directories that went some seconds later.
        String[] last = {""};
        Await.until("heal run leaves nothing", LIMIT, () -> {
            CommandRun heal = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + state());
            last[0] = heal.out();
            return heal.code() == 0;
        }, () -> last[0]);
        HealInfo info = HealInfo.of(VOLUME, volfile);
        assertTrue(info.isClean(bricks.size()), info::text);
        Await.until("bricks are equal", LIMIT, () -> differences().isEmpty(), this::differences);
    }

    /** As disks leave it that brick 2 was put together from. */
    @ParameterizedTest
    @ValueSource(strings = {"stock", "brickd"})
    void shouldChooseWhenAnInodeIsAFileHereAndADirectoryThere(String kind) throws IOException {
        ReplicaGraph graph = serve(kind);
        try (StockMount mount = StockMount.start("whole", graph.client(), work.path())) {
            shell(mount, "mkdir p; echo kept >p/f");
            bricks.get(2).kill();
            shell(mount, "mv p/f p/g; mv p/g p/f");
        }
        Command.check(LIMIT, List.of(Peer.PYTHON3.path().toString(), "-c", """
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
                """, bricks.get(2).directory().toString()));
        bricks.get(2).restart();
        CommandRun heal = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + state());
        assertEquals(4, heal.code(), heal::out);
        assertTrue(heal.out().contains("split-brain-type"), heal::out);
        CommandRun wrong = resolve("source-brick=" + label(2), "/p", "--no-backup");
        assertEquals(4, wrong.code(), wrong::out);
        assertTrue(wrong.out().contains("left     /p/f: undecided (" + label(2)
                + " has no copy of it or one that is known to be wrong)"), wrong::out);
        run("source-brick=" + label(1), "/p", 0);
        healed();
        for (int i = 0; i < bricks.size(); i++) {
            assertEquals("kept", content(i, "p/f").strip());
        }
    }

    private ReplicaGraph serve(String kind) throws IOException {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            Path directory = Files.createDirectory(work.path().resolve("brick" + i));
            bricks.add(kind.equals("brickd") ? new BrickdReplicaBrick(directory, id)
                    : StockBrickServer.ofReplica("stock" + i, directory, VOLUME, work.path()));
        }
        ReplicaGraph graph = new ReplicaGraph(VOLUME, id, bricks.stream().map(BrickServer::remote).toList(), 0);
        graph.clientWithoutQuorum().writeTo(volfile);
        return graph;
    }

    private void splitBrains(String kind) throws IOException {
        ReplicaGraph graph = serve(kind);
        try (StockMount mount = StockMount.start("whole", graph.client(), work.path())) {
            shell(mount, BEFORE);
        }
        try (StockMount mount = StockMount.start("most", graph.reaching(List.of(0, 2)).client(), 2, work.path())) {
            shell(mount, "printf new >known/data; rm known/meta; printf er >known/meta");
        }
        for (int i = 0; i < bricks.size(); i++) {
            try (StockMount mount = StockMount.start("alone" + i,
                    graph.reaching(List.of(i)).clientWithoutQuorum(), 1, work.path())) {
                shell(mount, ALONE.replace("B", String.valueOf(i)).replace("S", SIZES.get(i)));
                shell(mount, i == 0 ? "echo t >src/type" : "mkdir src/type; echo t >src/type/t");
                shell(mount, i < 2 ? "printf same >most/data; chmod 611 most/meta; ln base/f1 most/name"
                        : "printf other >most/data; chmod 622 most/meta; ln base/f2 most/name");
            }
        }
    }

    /** A dry run and a real one, which tell the same. */
    private CommandRun run(String policy, String path, int code) {
        List<String> foretold = lines(resolve(policy, path, "--dry-run"));
        CommandRun real = resolve(policy, path, "--backup-dir=" + work.path().resolve("kept"));
        assertEquals(code, real.code(), () -> real.out() + real.err());
        assertEquals(String.join("\n", foretold), String.join("\n", lines(real)));
        return real;
    }

    private CommandRun resolve(String policy, String path, String more) {
        return CommandRun.of("heal", "resolve", "--volfile=" + volfile, "--state-dir=" + state(), "--policy=" + policy,
                "--path=" + path, more);
    }

    private Path state() {
        return work.path().resolve("state");
    }

    private static List<String> lines(CommandRun run) {
        return run.out().lines().filter(it -> !it.startsWith("dry run: ") && !it.startsWith("done: ")).sorted()
                .toList();
    }

    private String label(int brick) {
        return "127.0.0.1:" + bricks.get(brick).remote().subvolume();
    }

    private String content(int brick, String path) throws IOException {
        return Files.readString(bricks.get(brick).directory().resolve(path));
    }

    private List<String> backups() {
        try (Stream<Path> files = Files.walk(work.path().resolve("kept"))) {
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
        return Command.check(LIMIT, List.of(Peer.GLFSHEAL.path().toString(), VOLUME, "split-brain-info", "volfile-path",
                volfile.toString()));
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "0"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }

    private static void shell(StockMount mount, String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "; " + script));
    }
}
