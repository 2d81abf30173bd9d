package io.brickyard.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A verifying read finds the one byte that differs. {@code -Dbrickyard.verify.mebibytes} says among how many. */
class LoadVerifyIT {
    private static final long BYTES = Long.getLong("brickyard.verify.mebibytes", 64) << 20;
    private static final int BLOCK_BYTES = 128 << 10;

    @TempDir
    private Path folder;

    @Test
    void shouldFindTheOneBitThatWasFlippedInALargeFile() throws IOException {
        long seed = System.nanoTime();
        CommandRun written = load("write", "--do_verify=0");
        assertEquals(0, written.code(), written.err());
        CommandRun good = load("read");
        assertEquals(0, good.code(), good.err());
        long at = new SplittableRandom(seed).nextLong(BYTES);
        try (var file = new RandomAccessFile(folder.resolve("v.0.0").toFile(), "rw")) {
            file.seek(at);
            int before = file.read();
            file.seek(at);
            file.write(before ^ 1);
        }
        CommandRun bad = load("read");
        assertEquals(ExitCode.DIFFERS.code(), bad.code(), () -> "seed " + seed + ": " + bad);
        assertEquals(1, bad.err().lines().count(), () -> "seed " + seed + ": " + bad.err());
        assertTrue(bad.err().contains("block of " + BLOCK_BYTES + " bytes at " + at / BLOCK_BYTES * BLOCK_BYTES + ": "),
                () -> "seed " + seed + ", byte " + at + ": " + bad.err());
    }

    private CommandRun load(String rw, String... more) {
        String[] job = {"load", "--name=v", "--directory=" + folder, "--bs=" + BLOCK_BYTES, "--size=" + BYTES,
                "--verify=crc32c", "--eta=never", "--output=" + folder.resolve("results"), "--rw=" + rw};
        String[] all = new String[job.length + more.length];
        System.arraycopy(job, 0, all, 0, job.length);
        System.arraycopy(more, 0, all, job.length, more.length);
        return CommandRun.of(all);
    }
}
