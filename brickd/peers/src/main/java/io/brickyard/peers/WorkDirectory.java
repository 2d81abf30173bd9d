package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A temporary directory fit for bricks: trusted.* extended attributes can be set in it. Closing it lazily unmounts what
 * is still mounted below and removes everything.
 */
public final class WorkDirectory implements AutoCloseable {
    private final Path path;

    private WorkDirectory(Path path) {
        this.path = path;
        Leftovers.add(this);
    }

    /**
     * Makes a new one in the first of /var/tmp, the JVM's temporary directory and the current directory that will do.
     *
     * @throws AssertionError if none of them takes trusted.* attributes
     */
    public static WorkDirectory create(String name) {
        List<String> refusals = new ArrayList<>();
        for (Path parent : List.of(Path.of("/var/tmp"), Path.of(System.getProperty("java.io.tmpdir")), Path.of("")
                .toAbsolutePath())) {
            try {
                WorkDirectory candidate = new WorkDirectory(
                        Files.createTempDirectory(parent, "brickyard-" + name + "-"));
                Command.Outcome outcome = setTrustedAttribute(candidate.path);
                if (outcome.succeeded()) {
                    return candidate;
                }
                candidate.close();
                refusals.add(outcome.output().strip());
            } catch (IOException e) {
                refusals.add(e.toString());
            }
        }
        throw new AssertionError("no directory here takes trusted.* extended attributes: " + refusals);
    }

    /** The directory, absolute. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        Mounts.detach(path);
        if (!Mounts.at(path).isEmpty()) {
            throw new AssertionError("still mounted, nothing removed: " + Mounts.at(path));
        }
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Leftovers.remove(this);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static Command.Outcome setTrustedAttribute(Path directory) {
        return Command.run(Duration.ofSeconds(10), List.of(Peer.SETFATTR.path().toString(), "-n",
                "trusted.brickyard.probe", "-v", "1", directory.toString()));
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
