package io.brickyard.peers.replica;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import io.brickyard.peers.Peer;
import io.brickyard.peers.PeerProcess;
import io.brickyard.peers.Volfile;

/** Stock's glustershd, started by hand as glusterd would. */
public final class SelfHealDaemon implements Healer {
    private static final Duration START_LIMIT = Duration.ofSeconds(40);
    private static final Pattern ROUND = Pattern.compile("finished index sweep");
    private static final Pattern ATTACHED = Pattern.compile("attached to remote volume");

    private final PeerProcess process;

    private SelfHealDaemon(PeerProcess process) {
        this.process = process;
    }

    /** Starts it on a volume file and waits until it is attached to every brick that is up. */
    public static SelfHealDaemon start(Volfile volfile, int bricksUp, Path runDirectory) {
        return start(source(volfile, runDirectory), bricksUp, runDirectory);
    }

    /** The same with a log so detailed that it tells of rounds. */
    public static SelfHealDaemon startTelling(Volfile volfile, int bricksUp, Path runDirectory) {
        List<String> options = new ArrayList<>(source(volfile, runDirectory));
        options.add("--log-level=DEBUG");
        return start(options, bricksUp, runDirectory);
    }

    private static List<String> source(Volfile volfile, Path runDirectory) {
        return List.of("-f", volfile.writeTo(runDirectory.resolve("shd.vol")).toString());
    }

    /** Starts it on the volume file that a server gives out for {@code shd/VOLUME}. */
    public static SelfHealDaemon start(String server, int serverPort, String volume, int bricksUp, Path runDirectory) {
        return start(List.of("--volfile-server=" + server, "--volfile-server-port=" + serverPort,
                "--volfile-id=shd/" + volume), bricksUp, runDirectory);
    }

    private static SelfHealDaemon start(List<String> source, int bricksUp, Path runDirectory) {
        Path log = runDirectory.resolve("shd.log");
        List<String> command = new ArrayList<>(List.of(Peer.GLUSTERFS.path().toString(), "-N"));
        command.addAll(source);
        command.addAll(List.of("-l", log.toString(), "--process-name", "glustershd", "--client-pid=-6",
                "--xlator-option", "*replicate*.node-uuid=" + UUID.randomUUID()));
        PeerProcess process = PeerProcess.start("self-heal daemon", runDirectory.resolve("shd.out"), log, command);
        SelfHealDaemon daemon = new SelfHealDaemon(process);
        try {
            process.await("attached to " + bricksUp + " bricks", START_LIMIT,
                    () -> ATTACHED.matcher(process.log()).results().count() >= bricksUp);
        } catch (AssertionError e) {
            daemon.close();
            throw e;
        }
        return daemon;
    }

    /** It heals by itself. */
    @Override
    public void heal() {
        // every five seconds
    }

    @Override
    public boolean clearsBesideArbiters() {
        return false;
    }

    /** How often a brick's indices have been gone through to the end, all bricks together, if it tells. */
    public int roundsEnded() {
        return (int) ROUND.matcher(process.log()).results().count();
    }

    @Override
    public String logTail() {
        return process.logTail();
    }

    @Override
    public void close() {
        process.close();
    }
}
