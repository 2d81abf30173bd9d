package io.brickyard.brickd.glusterd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.brickyard.posix.Xxh64;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;

/**
 * What glusterd 10 keeps for one brick: where it looks for the brick's process, and by which names.
 *
 * @param glusterd where it listens
 * @param volume name of the volume
 * @param brick path of the brick as in the volume's definition; clients and glusterd name the brick by it
 * @param hostname of this node as in the volume's definition
 * @param node uuid of the node's glusterd
 * @param port that glusterd recorded for the brick; only there does it count as online
 * @param pidFile that glusterd reads to send signals
 * @param controlSocket that glusterd connects to for brick operations
 * @param statedumps where glusterfsd writes statedumps unless the volume says otherwise
 */
public record ManagedPlace(InetSocketAddress glusterd, String volume, Path brick, String hostname, Gfid node, int port,
        Path pidFile, Path controlSocket, Path statedumps) {

    /**
     * Finds a brick's place in glusterd's own files.
     *
     * @throws GlusterdException if the volume or the brick is not there, or was never started
     */
    public static ManagedPlace find(GlusterdOptions glusterd, String volume, Path brick) throws GlusterdException {
        checkStarted(glusterd.workDirectory(), volume);
        StoredBrick stored = StoredBrick.find(glusterd.workDirectory(), volume, brick);
        Path own = Path.of(stored.path());
        String instance = stored.hostname() + "-" + dashed(own);
        Path volumeRun = glusterd.runDirectory().resolve("vols").resolve(volume);
        if (!Files.isDirectory(volumeRun)) {
            throw new GlusterdException("glusterd keeps no pid files of volume " + volume + " in " + volumeRun
                    + ": start the volume once, or name glusterd's run directory with --glusterd-run-dir");
        }
        Path pidFile = volumeRun.resolve(instance + ".pid");
        checkExpected(pidFile, volume, own);
        return new ManagedPlace(glusterd.address(), volume, own, stored.hostname(), node(glusterd.workDirectory()),
                stored.port(), pidFile, controlSocket(volumeRun, instance),
                GlusterdOptions.DEFAULT_RUN_DIRECTORY);
    }

    /**
     * glusterd removes the pid file of a brick that signs out, and at the same time takes the brick off its list of
     * processes: whatever stands in then, {@code volume stop} fails until glusterd has started the brick itself.
     */
    private static void checkExpected(Path pidFile, String volume, Path brick) throws GlusterdException {
        if (!Files.exists(pidFile)) {
            throw new GlusterdException("glusterd keeps no pid file " + pidFile + " for brick " + brick
                    + ", as when glusterfsd was ended by SIGTERM: start it again with gluster volume start " + volume
                    + " force, end it with kill -KILL, then start brickd");
        }
    }

    /** Key of the brick's volfile at glusterd. */
    public String volfileId() {
        return volume + "." + hostname + "." + dashed(brick);
    }

    /** Where a statedump of a process goes, named as glusterfsd names it. */
    public Path statedump(Path directory, long pid, long epochSecond) {
        return directory.resolve(dashed(brick) + "." + pid + ".dump." + epochSecond);
    }

    /** The path without its first slash, the others dashes: names files. */
    private static String dashed(Path path) {
        return path.toString().substring(1).replace('/', '-');
    }

    /** Lies in the directory that glusterd was built with, whatever its run directory is; the name is a hash. */
    static Path controlSocket(Path volumeRun, String instance) {
        long hash = Xxh64.hash(WireText.encode(volumeRun.resolve("run").resolve(instance).toString()));
        return GlusterdOptions.DEFAULT_RUN_DIRECTORY.resolve(String.format("%016x.socket", hash));
    }

    private static void checkStarted(Path workDirectory, String volume) throws GlusterdException {
        Path file = workDirectory.resolve("vols").resolve(volume).resolve("info");
        try {
            if (!Files.readAllLines(file, StandardCharsets.UTF_8).contains("status=1")) {
                throw new GlusterdException("volume " + volume + " is not started: start it with gluster volume start "
                        + volume);
            }
        } catch (NoSuchFileException e) {
            throw new GlusterdException("glusterd knows no volume " + volume + ": " + file
                    + " does not exist; gluster volume list names those that it has, --glusterd-dir names another"
                    + " working directory", e);
        } catch (IOException e) {
            throw new GlusterdException("volume " + volume + " cannot be read from " + file + ": " + e.getMessage(),
                    e);
        }
    }

    private static Gfid node(Path workDirectory) throws GlusterdException {
        Path file = workDirectory.resolve("glusterd.info");
        try {
            String uuid = Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("UUID=")).findFirst().orElse("").replaceFirst("UUID=", "").strip();
            return Gfid.parse(uuid);
        } catch (IOException | IllegalArgumentException e) {
            throw new GlusterdException("the node's uuid cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }
}
