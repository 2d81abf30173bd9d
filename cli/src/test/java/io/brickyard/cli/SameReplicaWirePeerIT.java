package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.replica.SelfHealDaemon;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.LineDiff;
import io.brickyard.peers.workloads.StockBrickServer;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * The same session on two stock bricks and on two of brickd, FOP by FOP: what a stock mount asks each brick and is answered,
 * with all bricks up, with one killed, and after the heal; and what stock's self-heal daemon asks about each inode. Two
 * bricks, a client without caches and one step after the other leave nothing to chance: with three, the daemon's healers
 * race for each inode, which {@link ReplicaWirePeerIT} compares as far as that can be.
 */
class SameReplicaWirePeerIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String MARK = ".mark-";
    private static final String BEFORE = """
            mkdir -p d/e
            for i in 1 2 3 4 5; do head -c 30000$i /dev/zero | tr '\\0' a >d/f$i; done
            ln -s f1 d/s; mkfifo d/p; mknod d/c c 1 3; ln d/f1 d/e/hard; : >x
            setfattr -n user.a -v 1 d/f2; setfattr -n user.a -v 1 d; getfattr -d d/f2; setfattr -x user.b d/f2
            truncate -s 900000 d/sparse; printf z | dd of=d/sparse bs=1 seek=600000 conv=notrunc
            cat d/f1 d/f2 >/dev/null; ls -lR . >/dev/null; stat absent; stat d/f1/below; mkdir d; rmdir d
            chmod 600 d/f1; chown 3:4 d/f3; touch -d @1000 d/f3; mv d/f5 d/f6; mv d/f6 x; rm x; readlink d/s
            flock d/f1 true; fallocate -l 400000 d/f4; fallocate -p -o 4096 -l 8192 d/f4; fallocate -z -o 0 -l 4096 d/f4
            """;
    /**
     * Changes what is there, no inode in more than one way that heals apart, and names of one directory only: in which order
     * a healer comes to inodes is chance.
     */
    private static final String WHILE = """
            echo more >>d/f1; truncate -s 100 d/f2; setfattr -x user.a d; chown 5:6 d/c
            printf z | dd of=d/sparse bs=1 seek=300000 conv=notrunc; rm d/p; mv d/f4 d/moved; ln d/f3 d/again
            setfattr -n user.b -v 2 d/e/hard; chmod 700 d/e
            """;
    private static final String AFTER = """
            ls -lR . >/dev/null; cat d/f1 d/f2 d/sparse >/dev/null; getfattr -d d/f3; echo end >>d/moved; rm -r d; ls -l
            """;

    private static final Pattern RESULT = Pattern.compile("(trusted\\.afr\\.[^:]*:Bytes)=\\p{XDigit}+(?!.*->)");

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.SETFATTR, Peer.TSHARK);
        work = WorkDirectory.create("same-wire");
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @Test
    void shouldAnswerEachFopOfAMountAndAHealAsStockBricksDo() throws IOException {
        String id = UUID.randomUUID().toString();
        Path stock = Files.createDirectory(work.path().resolve("stock"));
        for (int i = 0; i < 2; i++) {
            bricks.add(StockBrickServer.ofReplica("stock" + i, directory(stock, i), RunningBrickd.VOLUME, stock));
        }
        List<String> fromStock = session(id, stock);
        Path own = Files.createDirectory(work.path().resolve("own"));
        for (int i = 0; i < 2; i++) {
            bricks.add(new BrickdReplicaBrick(directory(own, i), id));
        }
        List<String> fromBrickd = session(id, own);
        assertFalse(fromStock.size() < 500, () -> "not much of a session: " + fromStock);
        Files.write(Path.of("target/wire-of-stock-bricks.txt"), fromStock);
        Files.write(Path.of("target/wire-of-brickd-bricks.txt"), fromBrickd);
        assertEquals("", String.join("\n", LineDiff.of(fromStock, fromBrickd)));
    }

    private static Path directory(Path parent, int index) throws IOException {
        return Files.createDirectory(parent.resolve("brick" + index));
    }

    private List<String> session(String id, Path runDirectory) throws IOException {
        List<ClientGraph.Remote> remotes = bricks.stream().map(BrickServer::remote).toList();
        var graph = new ReplicaGraph(RunningBrickd.VOLUME, id, remotes, 0);
        List<Integer> ports = remotes.stream().map(ClientGraph.Remote::port).toList();
        try (WireCapture capture = WireCapture.of(ports, runDirectory)) {
            try (StockMount mount = StockMount.start("mount", graph.predictableClient(), runDirectory,
                    // Which pages a kernel still has is its own affair, and chance.
                    List.of("--attribute-timeout=0", "--entry-timeout=0", "--direct-io-mode=enable"))) {
                shell(mount, "before", BEFORE);
                bricks.get(1).kill();
                Await.until("mount knows of the kill", LIMIT, () -> mount.log().contains("disconnected from"),
                        mount::log);
                shell(mount, "while", WHILE);
                bricks.get(1).restart();
                Await.until("mount attached again", LIMIT, () -> mount.timesAttached() > bricks.size(), mount::log);
                heal(graph, runDirectory);
                shell(mount, "after", AFTER);
            }
            capture.settle();
            bricks.forEach(BrickServer::kill);
            bricks.clear();
            return lines(capture.records(), ports);
        }
    }

    private void heal(ReplicaGraph graph, Path runDirectory) {
        Path index = bricks.getFirst().directory().resolve(".glusterfs/indices/xattrop");
        try (SelfHealDaemon daemon = SelfHealDaemon.startTelling(graph.selfHeal(), bricks.size(), runDirectory)) {
            Await.until("nothing left to heal", LIMIT, () -> isEmpty(index), daemon::logTail);
            int rounds = daemon.roundsEnded();
            Await.until("a round that found nothing", LIMIT, () -> daemon.roundsEnded() > rounds + 2 * bricks.size(),
                    daemon::logTail);
        }
    }

    private static boolean isEmpty(Path index) throws IOException {
        try (Stream<Path> names = Files.list(index)) {
            return names.allMatch(name -> String.valueOf(name.getFileName()).startsWith("xattrop-"));
        }
    }

    private static void shell(StockMount mount, String phase, String script) {
        Command.run(LIMIT, List.of("sh", "-c", "cd " + mount.path() + "; stat " + MARK + phase + ";" + script + "stat "
                + MARK + "end"));
    }

    /** What was said between the marks on the mount's connections, and about each inode on the daemon's. */
    private static List<String> lines(Map<WireCapture.Direction, List<byte[]>> records, List<Integer> ports) {
        Map<Gfid, String> names = new HashMap<>();
        List<String> lines = new ArrayList<>();
        List<WireCapture.Direction> connections = records.keySet().stream().filter(WireCapture.Direction::fromClient)
                .sorted(Comparator.comparingInt((WireCapture.Direction d) -> ports.indexOf(d.port()))
                        .thenComparingInt(WireCapture.Direction::stream))
                .toList();
        List<WireCapture.Direction> healers = new ArrayList<>();
        for (WireCapture.Direction connection : connections) {
            if (isMount(transcript(records, connection, new HashMap<>()))) {
                marked(transcript(records, connection, names), brick(connection, ports), lines);
            } else {
                healers.add(connection);
            }
        }
        // The daemon looks into this one after each round, as into the indices.
        names.values().removeIf(WireTranscript.ANONYMOUS::equals);
        Set<String> known = Set.copyOf(names.values());
        for (WireCapture.Direction connection : healers) {
            healed(transcript(records, connection, names), brick(connection, ports), known, lines);
        }
        return lines;
    }

    private static boolean isMount(List<WireTranscript.Line> all) {
        return all.stream().anyMatch(line -> line.bname().startsWith(MARK));
    }

    private static List<WireTranscript.Line> transcript(Map<WireCapture.Direction, List<byte[]>> records,
            WireCapture.Direction connection, Map<Gfid, String> names) {
        return new WireTranscript(names).of(records.getOrDefault(connection, List.of()),
                records.getOrDefault(connection.answers(), List.of()));
    }

    private static String brick(WireCapture.Direction connection, List<Integer> ports) {
        return "brick " + ports.indexOf(connection.port());
    }

    private static void marked(List<WireTranscript.Line> all, String brick, List<String> lines) {
        List<WireTranscript.Line> behind = new ArrayList<>();
        boolean within = false;
        for (WireTranscript.Line line : all) {
            if (line.bname().startsWith(MARK)) {
                within = !line.bname().endsWith("end");
                lines.add("== mount, " + brick + ", " + line.bname());
            } else if (within && line.isBehindAnswer()) {
                behind.add(line);
            } else if (within && !line.isLock()) {
                lines.add(line.text());
            }
        }
        lines.add("== mount behind its answers, " + brick);
        // What one FOP leaves in the changelog and what the next finds there overlap.
        behind.stream().map(line -> RESULT.matcher(line.text()).replaceAll("$1")).distinct().sorted()
                .forEach(lines::add);
        locks(all, "mount, " + brick, lines);
    }

    /**
     * In which order inodes are healed is that of the index directory, and so chance; what is done about each is not. How
     * often the index itself is read is chance as well.
     */
    private static void healed(List<WireTranscript.Line> all, String brick, Set<String> known, List<String> lines) {
        Predicate<WireTranscript.Line> isHeal = line -> known.contains(line.subject()) && !line.isLock()
                && line.fop() != Fop.RELEASEDIR && line.fop() != Fop.GETXATTR;
        List<WireTranscript.Line> aboutInodes = all.stream().filter(isHeal).toList();
        bySubject(aboutInodes, "self-heal daemon, " + brick, lines);
        locks(all, "self-heal daemon, " + brick, lines);
        lines.add("== self-heal daemon, " + brick + ", indices");
        all.stream().filter(isHeal.negate()).filter(line -> !line.isLock()).map(WireTranscript.Line::text).distinct()
                .sorted()
                .forEach(lines::add);
    }

    /** AFR unlocks after it has answered; whether it finds a lock free, and so how often it asks, is chance. */
    private static void locks(List<WireTranscript.Line> all, String what, List<String> lines) {
        lines.add("== " + what + ", locks");
        all.stream().filter(line -> line.isLock() && !line.text().contains("-> EAGAIN")).map(WireTranscript.Line::text)
                .distinct().sorted().forEach(lines::add);
    }

    private static void bySubject(List<WireTranscript.Line> all, String what, List<String> lines) {
        Map<String, List<String>> subjects = new TreeMap<>();
        for (WireTranscript.Line line : all) {
            subjects.computeIfAbsent(line.subject(), s -> new ArrayList<>()).add(line.text());
        }
        subjects.forEach((subject, texts) -> {
            lines.add("== " + what + ", " + subject);
            lines.addAll(texts);
        });
    }
}
