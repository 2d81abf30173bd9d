package io.brickyard.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each wrong start of the brick server ends with one line that names the fault, and with its exit code. */
class BrickdWrongStartIT {
    private WorkDirectory work;
    private Path brick;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("brickd-wrong");
        brick = Files.createDirectory(work.path().resolve("brick"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private void assertRefused(int code, Path directory, String fault, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(Installation.PACKAGED.resolve("brickyard").toString(), "brickd",
                "--brick", directory.toString(), "--volume", "demo", "--bind", "127.0.0.1", "--mgmt-port", "0"));
        command.addAll(List.of(more));
        ProcessRun run = ProcessRun.of(work.path(), Map.of(), command);
        assertEquals(code, run.code(), run::toString);
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("brickyard: ") && run.err().contains(fault), run.err());
    }

    @Test
    void shouldRefuseWhenTheDirectoryCannotBeABrick() throws IOException {
        Path missing = work.path().resolve("missing");
        assertRefused(1, missing, "brick " + missing + " does not exist; make it with mkdir " + missing, "--init",
                "--port", "0");
        Path file = Files.createFile(work.path().resolve("file"));
        assertRefused(1, file, "brick " + file + " is no directory", "--init", "--port", "0");
        assertRefused(1, brick, "make an empty directory one with --init", "--port", "0");
        Files.createFile(brick.resolve("data"));
        assertRefused(1, brick, brick + ": not empty, it holds data; --init wants an empty directory", "--init",
                "--port", "0");
        // A file system without extended attributes that could be set.
        assertRefused(1, Path.of("/proc/tty"), "/proc/tty", "--init", "--port", "0");
    }

    @Test
    void shouldRefuseWhenTheDirectoryIsAnotherVolumes() throws Exception {
        String own = "0b6f3c1e-1d0c-4bd8-9f0e-6f3a1c8a9d21";
        String other = "1b6f3c1e-1d0c-4bd8-9f0e-6f3a1c8a9d22";
        try (RunningBrickd brickd = RunningBrickd.serving(brick, "127.0.0.1", Map.of(), "--init", "--volume-id", own)) {
            assertRefused(1, brick, "another brickd serves this brick", "--port", "0");
            assertRefused(1, brick, "is taken: end the server that has it, or choose another with --port", "--port",
                    String.valueOf(brickd.port()));
            brickd.signal("TERM");
            assertEquals(0, brickd.awaitEnd());
        }
        assertRefused(1, brick, "belongs to volume " + own + ", not to " + other + ": correct --volume-id or leave it"
                + " out", "--port", "0", "--volume-id", other);
    }

    @Test
    void shouldLeaveTheDirectoryAsItWasWhenAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            String line = "port " + port + " of 127.0.0.1 is taken: end the server that has it, or choose another"
                    + " with --port";
            assertRefused(1, brick, line, "--init", "--port", port);
            assertEquals(List.of(), Installation.filesIn(brick));
            // Still no brick.
            assertRefused(1, brick, "carries no volume-id", "--port", "0");
        }
    }

    @Test
    void shouldNameFileAndLineWhenTheVolfileIsWrong() throws IOException {
        Path volfile = Files.writeString(work.path().resolve("wrong.vol"), """
                volume posix
                  type storage/posix
                end-volume

                volume threads
                  type performance/io-threads
                  option thread-count many
                  subvolumes posix
                end-volume
                """);
        assertRefused(1, brick, volfile + " line 5: volume 'threads': option thread-count is 'many', expected a whole"
                + " number from 1 to 64", "--init", "--port", "0", "--volfile", volfile.toString());
        Path absent = work.path().resolve("absent.vol");
        assertRefused(1, brick, "volfile " + absent + " cannot be read: no such file or directory", "--init", "--port",
                "0", "--volfile",
                absent.toString());
        Path noText = Files.write(work.path().resolve("binary.vol"), new byte[]{'v', (byte) 0xff, (byte) 0xfe});
        assertRefused(1, brick, "volfile " + noText + " cannot be read: it is no text in UTF-8", "--init", "--port",
                "0", "--volfile", noText.toString());
    }

    @Test
    void shouldSayWhatToNameInsteadWhenAFileCannotBeWritten() throws Exception {
        Path file = Files.createFile(work.path().resolve("file"));
        assertRefused(1, brick, "dumps cannot go to " + file + ": it is a file; make it, or name another directory"
                + " with --stats-dir", "--init", "--port", "0", "--stats-dir", file.toString());
        assertEquals(List.of(), Installation.filesIn(brick));
        Path disk = Files.createDirectory(work.path().resolve("disk"));
        assertEquals(0, new ProcessBuilder("mount", "-t", "tmpfs", "-o", "ro", "brickyard-test", disk.toString())
                .inheritIO().start().waitFor());
        assertRefused(1, disk, "the file system is mounted read-only", "--init", "--port", "0");
    }

    @Test
    void shouldSayTryHelpWhenTheUsageIsWrong() throws IOException {
        assertRefused(2, brick, "--port: 70000 is no port", "--port", "70000");
    }
}
