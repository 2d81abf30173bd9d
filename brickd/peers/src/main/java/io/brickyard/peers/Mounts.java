package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the kernel has mounted, asked without touching any mount. */
public final class Mounts {
    /** Field 5 of a mountinfo line, see proc_pid_mountinfo(5). */
    private static final int MOUNT_POINT_FIELD = 4;

    private Mounts() {
    }

    /** The mount points at or below a directory, innermost last. */
    public static List<Path> at(Path directory) {
        try {
            return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                    .map(line -> Path.of(line.split(" ", -1)[MOUNT_POINT_FIELD])).filter(p -> p.startsWith(directory))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes every mount at or below a directory out of the name space, even a dead or busy one. */
    static void detach(Path directory) {
        for (Path mountPoint : at(directory).reversed()) {
            Command.run(Duration.ofSeconds(10), List.of("umount", "-l", mountPoint.toString()));
        }
    }
}
