package io.brickyard.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.brickyard.posix.LibcXattr;
import io.brickyard.posix.SysException;
import io.brickyard.wire.xdr.WireText;

/** The directory that holds all that a demonstration writes, bricks, dumps and log; closing it removes it. */
final class DemoDirectory implements AutoCloseable {
    private static final String PREFIX = "brickyard-demo-";
    private static final byte[] PROBE = "trusted.brickyard.probe".getBytes(StandardCharsets.US_ASCII);

    private final Path home;
    private final boolean keep;
    private final Consumer<String> warnings;

    private DemoDirectory(Path home, boolean keep, Consumer<String> warnings) {
        this.home = home;
        this.keep = keep;
        this.warnings = warnings;
    }

    /**
     * Makes it, for its owner alone.
     *
     * @param warnings takes a line if it cannot be removed later
     */
    static DemoDirectory make(Path parent, boolean keep, Consumer<String> warnings) throws DemoException {
        try {
            return new DemoDirectory(Files.createTempDirectory(parent.toAbsolutePath(), PREFIX), keep, warnings);
        } catch (IOException e) {
            throw DemoException.of(e);
        }
    }

    Path home() {
        return home;
    }

    /** Where both stacks dump to. */
    Path stats() {
        return home.resolve("stats");
    }

    /** Where the bricks tell what happens. */
    Path log() {
        return home.resolve("brickd.log");
    }

    /** Makes the directories of so many bricks. */
    List<Path> bricks(int count) throws DemoException {
        List<Path> bricks = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                bricks.add(Files.createDirectory(home.resolve("brick-" + i)));
            }
            return bricks;
        } catch (IOException e) {
            throw DemoException.of(e);
        }
    }

    /** Whether labels can be kept as glusterfsd keeps them; not even root may in many a container. */
    boolean isPrivileged() {
        byte[] path = WireText.encode(home.toString());
        try {
            LibcXattr.lset(path, PROBE, new byte[]{1}, 0);
            LibcXattr.lremove(path, PROBE);
            return true;
        } catch (SysException e) {
            return false;
        }
    }

    /** Removes the dumps that are there. */
    void clearStats() throws IOException {
        remove(stats());
    }

    @Override
    public void close() {
        if (keep) {
            return;
        }
        try {
            remove(home);
        } catch (IOException e) {
            warnings.accept(home + " could not be removed (" + e + "); remove it by hand");
        }
    }

    private static void remove(Path top) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(top)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }
}
