package io.brickyard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where GlusterFS as distributions build it (localstatedir /var) leaves dumps, seen with 10.3. */
final class StockPaths {
    /** Dumps asked for with setfattr, and statedumps of processes that were given no place of their own. */
    static final Path RUN = Path.of("/var/run/gluster");
    /** Dumps of the interval thread: PROGRAM_UNIQUE-ID.dump, overwritten at each tick; made at the first one. */
    static final Path INTERVAL_DUMPS = Path.of("/var/lib/glusterd/stats");
    /** What SIGUSR2 makes a process write, under random names; the first line tells whose command line it was. */
    static final Path METRICS = RUN.resolve("metrics");

    private StockPaths() {
    }

    /** The files of a directory whose names fit; none if the directory is not there yet. */
    static List<Path> list(Path directory, Predicate<String> fits) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> fits.test(f.getFileName().toString())).sorted().toList();
        }
    }

    /** Moves a file, also to another file system, and gives its new place. */
    static Path move(Path file, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        return Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
