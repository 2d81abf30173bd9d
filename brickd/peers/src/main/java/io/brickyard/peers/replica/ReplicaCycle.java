package io.brickyard.peers.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.Volfile;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.ScriptRun;
import io.brickyard.peers.workloads.Scripts;

/**
 * Random changes to a replica of three bricks through a stock mount while bricks are killed, one at a time, and come back;
 * stock's self-heal daemon or somebody else heals. In the end heal info lists nothing, and all bricks hold what a model
 * of the changes holds.
 */
public final class ReplicaCycle {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CHANGES = 160;
    /** After so many the last brick is killed, in the middle of whatever is under way. */
    private static final int WHOLE_CHANGES = 120;
    private static final int MOST_KILLS = 3;

    private final ReplicaGraph graph;
    private final List<BrickServer> bricks;
    private final Path runDirectory;
    private final Random random;
    private final long seed;
    private final Path scratch;

    /**
     * On running, empty bricks.
     *
     * @param bricks of the set, in the graph's order
     * @param runDirectory for mounts, logs and scripts
     */
    public ReplicaCycle(ReplicaGraph graph, List<BrickServer> bricks, Path runDirectory, long seed) {
        this.graph = graph;
        this.bricks = bricks;
        this.runDirectory = runDirectory;
        this.seed = seed;
        this.random = new Random(seed);
        this.scratch = runDirectory.resolve("scratch");
    }

    /**
     * Runs it.
     *
     * @param mixed whether stock bricks are among them, which are known to heal some changes wrongly
     * @throws AssertionError telling the seed and what is wrong
     */
    public void run(boolean mixed) {
        try (SelfHealDaemon daemon = SelfHealDaemon.start(graph.selfHeal(), bricks.size(), runDirectory)) {
            run(mixed, daemon);
        }
    }

    /** The same with another healer. */
    public void run(boolean mixed, Healer healer) {
        Scripts scripts = new Scripts(runDirectory);
        Volfile client = graph.client();
        Path clientFile = client.writeTo(runDirectory.resolve("heal-info.vol"));
        try {
            try (StockMount mount = StockMount.start("changes", client, runDirectory);
                    ScriptRun script = new ScriptRun("changes", changes(scripts, mount, mixed), runDirectory)) {
                killAndReturn(script, mount, clientFile, healer);
                BrickServer killed = killWithin(script);
                if (graph.arbiters() > 0 && !healer.clearsBesideArbiters()) {
                    ScriptRun.run("settle", scripts.command("settle.py", List.of(killed.directory().toString())),
                            runDirectory, LIMIT);
                }
                killed.restart();
                awaitClean(clientFile, healer);
                Files.createFile(scratch.resolve("whole"));
                List<String> wrong = script.await(LIMIT).stream().filter(line -> line.contains(": NO")).toList();
                expectNothing(wrong);
            }
            compare(scripts, mixed, healer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private List<String> changes(Scripts scripts, StockMount mount, boolean mixed) throws IOException {
        Files.createDirectories(scratch);
        List<String> arguments = new ArrayList<>(List.of("--mount", mount.path().toString(), "--scratch",
                scratch.toString(), "--size", Integer.toString(CHANGES), "--seed", Long.toString(seed)));
        if (mixed) {
            arguments.add("--careful");
        }
        return scripts.command("replica.py", arguments);
    }

    private void killAndReturn(ScriptRun script, StockMount mount, Path clientFile, Healer healer)
            throws IOException {
        int kills = 1 + random.nextInt(MOST_KILLS);
        for (int kill = 0; kill < kills; kill++) {
            int first = WHOLE_CHANGES * kill / kills;
            int share = WHOLE_CHANGES / kills - 2;
            int down = first + random.nextInt(share / 2);
            awaitChanges(script, down);
            BrickServer brick = bricks.get(random.nextInt(bricks.size()));
            pause(script);
            brick.kill();
            go();
            awaitChanges(script, down + random.nextInt(share / 2));
            pause(script);
            brick.restart();
            // A second brick may only go when this one has everything again and the mount has it again.
            int attached = bricks.size() + kill + 1;
            Await.until("mount attached again", LIMIT, () -> mount.timesAttached() >= attached, mount::log);
            awaitClean(clientFile, healer);
            go();
        }
    }

    /**
     * Kills a brick whatever is under way, which ends the series. Replicas may then come to hold the changes of that moment
     * as before or as after, all the same: by stock's own rules a healer undoes some.
     */
    private BrickServer killWithin(ScriptRun script) throws IOException {
        awaitChanges(script, WHOLE_CHANGES + random.nextInt((CHANGES - WHOLE_CHANGES) / 2));
        BrickServer brick = bricks.get(random.nextInt(bricks.size()));
        long changesBefore = Files.size(scratch.resolve("told"));
        brick.kill();
        Path note = Files.writeString(scratch.resolve("stop.new"), Long.toString(changesBefore));
        Files.move(note, scratch.resolve("stop"));
        return brick;
    }

    private void awaitChanges(ScriptRun script, int changes) {
        Path told = scratch.resolve("told");
        script.await(changes + " changes", LIMIT, () -> Files.exists(told) && Files.size(told) >= changes);
    }

    /** Has the script rest, so that the model knows what replicas must come to hold whichever brick ends now. */
    private void pause(ScriptRun script) throws IOException {
        Files.createFile(scratch.resolve("pause"));
        script.await("rest", LIMIT, () -> Files.exists(scratch.resolve("paused")));
    }

    private void go() throws IOException {
        Files.delete(scratch.resolve("pause"));
        Await.until("work again", LIMIT, () -> !Files.exists(scratch.resolve("paused")), () -> "");
    }

    private void awaitClean(Path clientFile, Healer healer) {
        String[] last = {""};
        Await.until("heal info lists nothing", LIMIT, () -> {
            healer.heal();
            // A look that costs next to nothing beside starting heal info, which is asked when there is hope.
            if (!haveEmptyIndices()) {
                last[0] = "indices of bricks hold entries";
                return false;
            }
            HealInfo info = HealInfo.of(graph.volume(), clientFile);
            last[0] = info.text();
            return info.isClean(bricks.size());
        }, () -> last[0] + "\n" + healer.logTail());
    }

    private boolean haveEmptyIndices() throws IOException {
        for (BrickServer brick : bricks) {
            for (String index : List.of("xattrop", "dirty")) {
                if (!isEmptyIndex(brick.directory().resolve(".glusterfs/indices/" + index))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Entries are named by a gfid, the file that they are links of by its index. */
    private static boolean isEmptyIndex(Path index) throws IOException {
        if (!Files.exists(index)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(index)) {
            String base = index.getFileName() + "-";
            return entries.allMatch(entry -> entry.getFileName().toString().startsWith(base));
        }
    }

    /** The daemon may be at the last rest: it takes files out of the anonymous directory after the heals. */
    private void compare(Scripts scripts, boolean mixed, Healer healer) {
        List<String> arguments = new ArrayList<>();
        if (mixed) {
            arguments.add("--careful");
        }
        arguments.add(scratch.resolve("model.json").toString());
        arguments.add(Integer.toString(graph.arbiters()));
        bricks.forEach(brick -> arguments.add(brick.directory().toString()));
        List<String> command = scripts.command("replicacheck.py", arguments);
        List<List<String>> last = new ArrayList<>();
        Await.until("all bricks hold what the model holds", Duration.ofSeconds(40), () -> {
            last.clear();
            last.add(ScriptRun.run("check", command, runDirectory, LIMIT));
            Files.delete(runDirectory.resolve("check.transcript"));
            return last.getFirst().isEmpty();
        }, () -> String.join("\n", last.getFirst()) + "\n" + healer.logTail());
    }

    private static void expectNothing(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError("the mount is not as the model: " + wrong);
        }
    }
}
