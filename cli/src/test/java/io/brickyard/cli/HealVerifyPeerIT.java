package io.brickyard.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.ScriptRun;
import io.brickyard.peers.workloads.Scripts;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code brickyard heal verify} on bricks whose copies were changed behind everybody's back, while users write.
 * {@code -Dbrickyard.heal.flips}, {@code .files} and {@code .mebibytes} say how much there is to find.
 */
class HealVerifyPeerIT {
    private static final String VOLUME = RunningBrickd.VOLUME;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int FLIPS = Integer.getInteger("brickyard.heal.flips", 20);
    private static final int FILES = Integer.getInteger("brickyard.heal.files", 50);
    private static final long BYTES = Long.getLong("brickyard.heal.mebibytes", 64) << 20;
    private static final String FILL = """
            import os, random, sys
            place, files, size, seed = sys.argv[1], *map(int, sys.argv[2:])
            rng = random.Random(seed)
            for i in range(files):
                os.makedirs(f'{place}/d{i % 7}', exist_ok=True)
                with open(f'{place}/d{i % 7}/f{i}', 'wb') as file:
                    file.write(rng.randbytes(size))
            """;
    /** Changes all that can be changed, in a directory of its own, until told to stop. */
    private static final String WRITER = """
            import os, random, sys
            place, told, stop, seed = sys.argv[1:5]
            rng = random.Random(int(seed))
            os.makedirs(place)
            names = [f'{place}/w{i}' for i in range(12)]
            with open(told, 'wb', buffering=0) as count:
                while not os.path.exists(stop):
                    name = rng.choice(names)
                    act = rng.randrange(12)
                    try:
                        if act < 6:
                            fd = os.open(name, os.O_RDWR | os.O_CREAT)
                            for _ in range(rng.randrange(1, 6)):
                                os.pwrite(fd, rng.randbytes(rng.randrange(1, 70000)), rng.randrange(3000000))
                            os.close(fd)
                        elif act == 6:
                            os.truncate(name, rng.randrange(3000000))
                        elif act == 7:
                            os.unlink(name)
                        elif act == 8:
                            os.rename(name, rng.choice(names))
                        elif act == 9:
                            os.chmod(name, rng.choice([0o600, 0o644, 0o755]))
                        elif act == 10:
                            os.setxattr(name, 'user.w', rng.randbytes(9))
                        else:
                            os.mkdir(name + 'd'); os.link(name, name + 'd/l'); os.unlink(name + 'd/l'); os.rmdir(name + 'd')
                    except FileNotFoundError:
                        if os.path.isdir(name + 'd'):
                            os.rmdir(name + 'd')
                    count.write(b'.')
            """;

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private Path volfile;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        work = WorkDirectory.create("verify");
        volfile = work.path().resolve("verify.vol");
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    private ReplicaGraph serve(String kind) throws IOException {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            Path directory = Files.createDirectory(work.path().resolve("brick" + i));
            boolean old = kind.equals("mixed") && i == 2;
            bricks.add(kind.equals("brickd") || (kind.equals("mixed") && i == 1)
                    ? new BrickdReplicaBrick(directory, id)
                    : StockBrickServer.ofReplica("stock" + i, directory, VOLUME, work.path(), new BrickGraph.Features(
                            BrickGraph.Features.USUAL.lockOptions(), false, !old)));
        }
        ReplicaGraph graph = new ReplicaGraph(VOLUME, id, bricks.stream().map(BrickServer::remote).toList(), 0);
        graph.client().writeTo(volfile);
        return graph;
    }

    private CommandRun verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("heal", "verify", "--volfile=" + volfile,
                "--state-dir=" + work.path().resolve("state")));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stock", "brickd"})
    void shouldFindEachFlippedByteAndNothingElseWhenUsersWrite(String kind) throws IOException {
        ReplicaGraph graph = serve(kind);
        Path told = work.path().resolve("told");
        Path stop = work.path().resolve("stop");
        long seed = Long.getLong("brickyard.heal.seed", System.nanoTime());
        System.out.println("verify: seed " + seed);
        try (StockMount mount = StockMount.start("mount", graph.client(), work.path())) {
            python("fill", FILL, mount.path().resolve("data"), FILES, BYTES / FILES, seed);
            try (ScriptRun writer = new ScriptRun("writer", List.of(Peer.PYTHON3.path().toString(), "-c", WRITER,
                    mount.path().resolve("busy").toString(), told.toString(), stop.toString(), String.valueOf(seed)),
                    work.path())) {
                writer.await("30 changes", LIMIT, () -> Files.exists(told) && Files.size(told) >= 30);
                assertEquals("", lines(verify(), 0));
                List<Flip> flips = flip(seed);
                long begin = System.nanoTime();
                CommandRun found = verify();
                System.out.printf("verify: %d flips in %d MiB of %d files on %s bricks found in %.1f s%n", FLIPS,
                        BYTES >> 20, FILES, kind, (System.nanoTime() - begin) / 1e9);
                assertEquals(told(flips), lines(found, 5));
                CommandRun repair = verify("--repair-majority");
                assertEquals(0, repair.code(), repair::out);
                assertEquals(FLIPS, repair.out().lines().filter(it -> it.startsWith("differs")).count(), repair::out);
                assertEquals("", lines(verify(), 0));
                Files.createFile(stop);
                writer.await(LIMIT);
            }
        }
        assertEquals("", differences());
        HealInfo info = HealInfo.of(VOLUME, volfile);
        assertTrue(info.isClean(bricks.size()), info::text);
    }

    private record Flip(String path, int brick, long offset) {}

    /** Flips bytes of copies. */
    private List<Flip> flip(long seed) throws IOException {
        Random random = new Random(seed);
        List<Flip> flips = new ArrayList<>();
        for (int i = 0; i < bricks.size(); i++) {
            // No copy of this one is right everywhere.
            flips.add(new Flip("/data/d0/f0", i, i * 5L * 4096));
            flip(i, "/data/d0/f0", i * 5L * 4096);
        }
        while (flips.size() < FLIPS) {
            int file = random.nextInt(FILES);
            Flip flip = new Flip("/data/d" + file % 7 + "/f" + file, random.nextInt(bricks.size()),
                    random.nextLong(BYTES / FILES));
            // Pages in a row are told as one, and two copies that differ in one page leave no majority.
            if (flips.stream().noneMatch(it -> it.path.equals(flip.path)
                    && Math.abs(it.offset - flip.offset) < 3 * 4096)) {
                flip(flip.brick, flip.path, flip.offset);
                flips.add(flip);
            }
        }
        return flips;
    }

    private void flip(int brick, String path, long offset) throws IOException {
        flip(bricks.get(brick).directory().resolve(path.substring(1)), offset);
    }

    /** The lines that tell of flips, sorted. */
    private String told(List<Flip> flips) {
        return flips.stream()
                .map(it -> "differs  " + it.path + ": content at bytes " + it.offset + "-" + it.offset + "; "
                        + label(it.brick == 0 ? 1 : 0) + ", " + label(it.brick == 2 ? 1 : 2) + " agree, "
                        + label(it.brick) + " not")
                .sorted().collect(Collectors.joining("\n"));
    }

    private String label(int brick) {
        return "127.0.0.1:" + bricks.get(brick).remote().subvolume();
    }

    private static void flip(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.flip().put(0, (byte) (one.get(0) ^ 0x20));
            channel.write(one, offset);
        }
    }

    /** All lines but the summary, sorted. */
    private static String lines(CommandRun run, int code) {
        assertEquals(code, run.code(), () -> run.out() + run.err());
        return String.join("\n", run.out().lines().filter(it -> !it.startsWith("done: ")).sorted().toList());
    }

    @Test
    void shouldTellEveryKindOfDifferenceAndRepairWhatMostAgreeIn() throws IOException {
        ReplicaGraph graph = serve("mixed");
        try (StockMount mount = StockMount.start("mount", graph.client(), work.path())) {
            shell(mount.path(), """
                    mkdir -p d/e/g; for f in mode owner xattr size gone flip three pending zeros; do \
                    head -c 300000 /dev/urandom >d/$f; done; echo x >d/e/f; echo y >d/e/g/h; ln -s mode d/link
                    truncate -s 2000000 d/zeros; setfattr -n user.k -v same d/xattr
                    """);
        }
        Path first = bricks.get(0).directory().resolve("d");
        Path second = bricks.get(1).directory().resolve("d");
        Path third = bricks.get(2).directory().resolve("d");
        shell(second, "chmod 611 mode; setfattr -n user.k -v other xattr; truncate -s 299990 size");
        shell(first, "chown 12:34 owner; setfattr -n user.more -v 1 xattr");
        shell(third, "dd if=/dev/zero of=zeros bs=1000 seek=1000 count=900 conv=notrunc status=none");
        flip(third.resolve("flip"), 200_000);
        flip(second.resolve("three"), 100);
        flip(first.resolve("three"), 200);
        flip(first.resolve("pending"), 5);
        for (Path brick : List.of(second, third)) {
            shell(brick, "setfattr -n trusted.afr." + VOLUME + "-client-0 -v 0x000000010000000000000000 pending");
        }
        lose(first, "gone");
        lose(third, "e");

        String agree01 = "; " + label(0) + ", " + label(1) + " agree, " + label(2) + " not";
        String agree02 = "; " + label(0) + ", " + label(2) + " agree, " + label(1) + " not";
        String agree12 = "; " + label(1) + ", " + label(2) + " agree, " + label(0) + " not";
        String unrepaired = "differs  /d/three: content at bytes 100-200; no majority: " + label(0) + " | " + label(1)
                + " | " + label(2);
        String pending = "left     /d/pending: pending (changelogs tell of differing content); heal it, then verify "
                + "again: brickyard heal run";
        List<String> expected = Stream.of(
                "differs  /d/e: name (directory GFID | missing)" + agree01,
                "differs  /d/flip: content at bytes 200000-200000" + agree01,
                "differs  /d/gone: name (file GFID | missing)" + agree12,
                "differs  /d/mode: mode (0644 | 0611)" + agree02,
                "differs  /d/owner: owner (0:0 | 12:34)" + agree12,
                "differs  /d/size: size (300000 bytes | 299990 bytes)" + agree02,
                unrepaired,
                "differs  /d/xattr: xattr (user.k: 73616d65 | 6f74686572)" + agree02,
                "differs  /d/xattr: xattr (user.more: none | 31)" + agree12,
                pending).sorted().toList();
        assertEquals(String.join("\n", expected), withoutGfids(lines(verify(), 5)));
        assertEquals(String.join("\n", expected), withoutGfids(lines(verify("--jobs=1"), 5)));
        CommandRun json = verify("--json");
        assertEquals(5, json.code(), json::err);
        assertEquals(expected.size() - 1, json.out().lines()
                .filter(it -> it.contains("\"event\":\"differs\"")).count());
        assertEquals(unrepaired, lines(verify("--path=/d/three"), 5));

        CommandRun repair = verify("--repair-majority");
        assertEquals(5, repair.code(), repair::out);
        assertTrue(repair.out().contains("left     /d/three: no-majority (there are not more copies of one kind than "
                + "of others)"), repair::out);
        assertEquals(7, repair.out().lines().filter(it -> it.startsWith("repaired ")).count(), repair::out);
        assertEquals(Stream.of(unrepaired, pending).sorted().toList(), lines(verify(), 5).lines().toList());
        assertEquals(0, CommandRun.of("heal", "run", "--full", "--volfile=" + volfile, "--state-dir="
                + work.path().resolve("state")).code());
        assertEquals(unrepaired, lines(verify(), 5));
        flip(second.resolve("three"), 100);
        flip(first.resolve("three"), 200);
        assertEquals("", lines(verify(), 0));
        assertEquals("", differences());
        HealInfo info = HealInfo.of(VOLUME, volfile);
        assertTrue(info.isClean(bricks.size()), info::text);
    }

    private static String withoutGfids(String lines) {
        return lines.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "GFID");
    }

    /** Takes a name away from a brick with all below it and their handles, as a file system that lost them would. */
    private void lose(Path directory, String name) {
        python("lose-" + name, """
                import os, shutil, sys, uuid
                path = sys.argv[1]
                brick = os.path.dirname(os.path.dirname(path))
                def handle(path):
                    g = str(uuid.UUID(bytes=os.getxattr(path, 'trusted.gfid', follow_symlinks=False)))
                    return os.path.join(brick, '.glusterfs', g[:2], g[2:4], g)
                inside = [os.path.join(b, n) for b, ds, fs in os.walk(path) for n in ds + fs]
                for one in [handle(p) for p in inside + [path]]:
                    os.unlink(one)
                shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
                """, directory.resolve(name));
    }

    private void python(String name, String script, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(Peer.PYTHON3.path().toString(), "-c", script));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        ScriptRun.run(name, command, work.path(), LIMIT);
    }

    private static void shell(Path directory, String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + directory + "; " + script));
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "0"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }
}
