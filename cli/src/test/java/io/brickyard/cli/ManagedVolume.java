package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.peers.Await;
import io.brickyard.peers.StockGlusterd;

/** A volume of a glusterd of the test's own, whose bricks lie in the test's directory. */
final class ManagedVolume {
    static final String NAME = "managed";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final StockGlusterd glusterd;
    private final List<Path> bricks;

    /** What {@code volume status} says of a brick. */
    record Status(boolean online, String port, long pid) {}

    private ManagedVolume(StockGlusterd glusterd, List<Path> bricks) {
        this.glusterd = glusterd;
        this.bricks = bricks;
    }

    /** Makes it, a replica if it has several bricks, and starts it. */
    static ManagedVolume started(StockGlusterd glusterd, Path directory, int bricks) {
        List<Path> paths = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("volume", "create", NAME));
        if (bricks > 1) {
            command.addAll(List.of("replica", String.valueOf(bricks)));
        }
        for (int i = 0; i < bricks; i++) {
            paths.add(directory.resolve("brick" + i));
            command.add(glusterd.address() + ":" + paths.get(i));
        }
        command.add("force");
        glusterd.gluster(command.toArray(String[]::new));
        glusterd.gluster("volume", "start", NAME);
        ManagedVolume volume = new ManagedVolume(glusterd, paths);
        paths.forEach(volume::awaitOnline);
        return volume;
    }

    Path brick(int index) {
        return bricks.get(index);
    }

    /** Whose pid glusterd would send signals to. */
    Path pidFile(int index) {
        return glusterd.runDirectory().resolve("vols").resolve(NAME)
                .resolve(glusterd.address() + bricks.get(index).toString().replace('/', '-') + ".pid");
    }

    /** Ends the brick's glusterfsd as the manual page says. */
    void killStock(int index, String signal) throws IOException, InterruptedException {
        long pid = awaitOnline(bricks.get(index)).pid();
        new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).inheritIO().start().waitFor();
        Await.until("end of glusterfsd " + pid, LIMIT, () -> !isRunning(pid), () -> "it runs");
    }

    /** Waits until glusterd calls a brick online. */
    Status awaitOnline(Path brick) {
        return Await.found(brick + " online", LIMIT, () -> Optional.of(status(brick)).filter(Status::online),
                () -> glusterd.gluster("volume", "status", NAME));
    }

    /** Whether a brick is served by glusterfsd. */
    static boolean isStock(Status status) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(status.pid()), "cmdline")).contains("glusterfsd");
    }

    private static boolean isRunning(long pid) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "stat");
        return Files.exists(status) && !Files.readString(status).contains(") Z ");
    }

    private Status status(Path brick) {
        String xml = glusterd.gluster("volume", "status", NAME, "--xml");
        Matcher node = Pattern.compile("<path>" + Pattern.quote(brick.toString()) + "</path>.*?<status>(\\d)</status>"
                + ".*?<port>([^<]*)</port>.*?<pid>(-?\\d+)</pid>", Pattern.DOTALL).matcher(xml);
        return node.find() ? new Status(node.group(1).equals("1"), node.group(2), Long.parseLong(node.group(3)))
                : new Status(false, "", -1);
    }
}
