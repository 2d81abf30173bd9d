package io.brickyard.peers.workloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.Volfile;
import io.brickyard.peers.WorkDirectory;

/**
 * A workload run on a brick server through stock clients.
 *
 * <p>Two mounts serve the workload; when they are gone, a third one that has cached nothing shows the tree, and the
 * brick directory is read as it lies on disk.
 */
public final class WorkloadSession {
    private static final Duration DUMP_LIMIT = Duration.ofSeconds(60);
    private static final Duration DISCONNECT_LIMIT = Duration.ofSeconds(10);
    private static final String BRICK_NAME = "subject";

    private final BrickServer server;
    private final Path runDirectory;
    private final Scripts scripts;

    WorkloadSession(BrickServer server, Path runDirectory) {
        this.server = server;
        this.runDirectory = runDirectory;
        this.scripts = new Scripts(runDirectory);
    }

    /** Runs a workload on a server with an empty brick; mounts, logs and scripts live in the run directory. */
    public static Transcript run(Workload workload, BrickServer server, Path runDirectory) {
        return new WorkloadSession(server, runDirectory).run(workload);
    }

    /** Runs a workload on a server of its own, started and removed here. */
    public static Transcript runOnFreshBrick(Workload workload, BrickServer.Starter starter) {
        return onFreshBrick(starter, (server, runDirectory) -> run(workload, server, runDirectory));
    }

    /** Reads what is in a brick already, in the eyes of a new client and on disk. */
    public static Transcript look(BrickServer server, Path runDirectory) {
        return new WorkloadSession(server, runDirectory).transcript("what is there", List.of());
    }

    /** What is done with a server that was started for it. */
    @FunctionalInterface
    interface Deed {
        Transcript with(BrickServer server, Path runDirectory);
    }

    static Transcript onFreshBrick(BrickServer.Starter starter, Deed deed) {
        try (WorkDirectory work = WorkDirectory.create("workload");
                BrickServer server = starter.start(BRICK_NAME, work.path())) {
            try {
                return deed.with(server, work.path());
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\nlog of " + server + ":\n" + tail(server.log()), e);
            }
        }
    }

    private Transcript run(Workload workload) {
        List<String> options = workload.needsAclMount() ? List.of("--acl") : List.of();
        List<String> steps;
        try (StockMount first = mount("first", options); StockMount second = mount("second", options)) {
            steps = runScript(workload, List.of(first.path(), second.path()));
        }
        return transcript(workload.script() + " size " + workload.size() + " seed " + Workload.seed(), steps);
    }

    private List<String> runScript(Workload workload, List<Path> mounts) {
        if (!workload.isThroughGfapi()) {
            return ScriptRun.run(workload.name(), command(workload.script(), mounts, workload.size(), Optional.empty()),
                    runDirectory, Workload.limit());
        }
        try (GfapiVolume volume = new GfapiVolume(clientVolfile(), runDirectory)) {
            return ScriptRun.run(workload.name(),
                    command(workload.script(), mounts, workload.size(), Optional.of(volume.name())), runDirectory,
                    Workload.limit());
        }
    }

    /** The command of a workload's script. */
    List<String> command(String script, List<Path> mounts, int size, Optional<String> gfapi) {
        List<String> arguments = new ArrayList<>();
        mounts.forEach(mount -> arguments.addAll(List.of("--mount", mount.toString())));
        arguments.addAll(List.of("--scratch", scratch().toString(), "--size", Integer.toString(size), "--seed",
                Integer.toString(Workload.seed())));
        gfapi.ifPresent(volume -> arguments.addAll(List.of("--gfapi", volume)));
        return scripts.command(script, arguments);
    }

    /** A directory for what a script keeps outside the mounts. */
    Path scratch() {
        try {
            return Files.createDirectories(runDirectory.resolve("scratch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mounts the brick. */
    StockMount mount(String name, List<String> options) {
        return StockMount.start(name, clientVolfile(), runDirectory, options);
    }

    /** Reads what is left, through a new client and on disk; no other client may be connected any more. */
    Transcript transcript(String title, List<String> steps) {
        List<String> tree;
        // With ACLs, since a client without them cannot show them.
        try (StockMount look = mount("look", List.of("--acl"))) {
            tree = ScriptRun.run("tree", scripts.command("tree.py", List.of(look.path().toString())), runDirectory,
                    DUMP_LIMIT);
        }
        awaitClosedFiles();
        List<String> brick = ScriptRun.run("brick",
                scripts.command("bricktree.py", List.of(server.directory().toString())), runDirectory, DUMP_LIMIT);
        return new Transcript(title, steps, tree, brick);
    }

    /** A brick learns of a client's end after the client has ended, and only then drops what was open but unlinked. */
    private void awaitClosedFiles() {
        Path unlinked = server.directory().resolve(".glusterfs/unlink");
        Await.until(unlinked + " empty", DISCONNECT_LIMIT, () -> {
            try (Stream<Path> entries = Files.list(unlinked)) {
                return entries.findAny().isEmpty();
            }
        }, () -> tail(server.log()));
    }

    /** Nothing between the brick and the mount that could hide how the brick behaves: no caches, no write-behind. */
    private Volfile clientVolfile() {
        return new ClientGraph("client", List.of(server.remote()), "cluster/distribute", Map.of(), false).volfile();
    }

    private static String tail(String log) {
        List<String> lines = log.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
