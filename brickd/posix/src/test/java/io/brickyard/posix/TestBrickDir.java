package io.brickyard.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** Temporary directories on a file system that takes trusted xattrs: the system's, else the build's own. */
final class TestBrickDir {
    private TestBrickDir() {
    }

    /** A new directory that takes trusted xattrs; without such a place the test fails in CI and is skipped elsewhere. */
    static Path create() throws IOException {
        for (Path parent : new Path[]{Path.of(System.getProperty("java.io.tmpdir")),
                Path.of("target").toAbsolutePath()}) {
            Path dir = Files.createTempDirectory(Files.createDirectories(parent), "brick");
            if (takesTrusted(dir)) {
                return dir;
            }
            Files.delete(dir);
        }
        String reason = "trusted.* xattrs need root and a file system such as ext4 or xfs under /tmp or target/";
        if ("true".equals(System.getenv("CI"))) {
            throw new IOException(reason);
        }
        Assumptions.abort(reason);
        throw new AssertionError();
    }

    private static boolean takesTrusted(Path dir) {
        try {
            byte[] key = bytes("trusted.brickyard.probe");
            LibcXattr.lset(bytes(dir.toString()), key, new byte[]{1}, 0);
            LibcXattr.lremove(bytes(dir.toString()), key);
            return true;
        } catch (SysException e) {
            return false;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
