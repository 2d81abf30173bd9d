package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged {@code brickyard demo}, as root and as an ordinary user: it shows the table, and leaves nothing behind. */
@Timeout(300)
class DemoIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final List<String> AS_USER = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private static final Pattern POSITION = Pattern.compile("\"position\" : (\\d),\\s+\"side\"");
    private static final Pattern PROBES = Pattern.compile("\"probes\" : \\[([^]]*)],\\s+\"calls\" : (\\d+)");

    private WorkDirectory work;
    private Path places;
    private Installation installed;

    @BeforeEach
    void install() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("demo");
        // A build may lie where only its owner gets to.
        Files.setPosixFilePermissions(work.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        installed = Installation.in(Files.createDirectory(work.path().resolve("installed")));
        places = Files.createDirectory(work.path().resolve("places"));
        Files.setPosixFilePermissions(places, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private List<String> command(String user, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        if (!user.equals("root")) {
            command.addAll(AS_USER);
            requireJavaForEverybody();
        }
        command.addAll(List.of(installed.launcher().toString(), "demo", "--dir", places.toString()));
        command.addAll(List.of(options));
        return command;
    }

    /** A Java in root's home is nobody else's. */
    private void requireJavaForEverybody() throws IOException {
        List<String> look = new ArrayList<>(AS_USER);
        look.addAll(List.of("test", "-x", System.getProperty("java.home") + "/bin/java"));
        if (run(look).code() != 0) {
            String message = "no ordinary user gets to " + System.getProperty("java.home");
            assertNotEquals("true", System.getenv("CI"), message);
            Assumptions.abort(message);
        }
    }

    private static Map<String, String> variables() {
        return Map.of("PATH", "/usr/bin:/bin", "HOME", "/nonexistent", "BRICKYARD_JAVA_HOME",
                System.getProperty("java.home"));
    }

    private ProcessRun run(List<String> command) throws IOException {
        return ProcessRun.of(Path.of("/"), variables(), command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "user"})
    void shouldPrintSixPositionsOfThreeBricksAndLeaveNothing(String user) throws IOException {
        ProcessRun run = run(command(user, "--json", "--runtime=500ms", "--iodepth=4"));
        assertEquals(0, run.code(), run::toString);
        assertEquals("", run.err(), "nothing but the document is said when nobody looks");
        assertEquals(List.of("1", "2", "3", "4", "5", "6"),
                POSITION.matcher(run.out()).results().map(it -> it.group(1)).toList(), run.out());
        List<String> calls = PROBES.matcher(run.out()).results().map(it -> it.group(2)).distinct().toList();
        assertEquals(1, calls.size(), () -> "each read passes every position once: " + run.out());
        assertEquals(List.of(1, 3, 3, 3, 3, 3), PROBES.matcher(run.out()).results()
                .map(it -> it.group(1).split(",", -1).length).toList(), run.out());
        assertTrue(run.out().contains("wire and both kernels"), run.out());
        assertTrue(run.out().contains("The biggest bottleneck is between positions "), run.out());
        assertEquals(List.of(), Installation.filesIn(places));
    }

    @Test
    void shouldSayWhatItMeansAndKeepWhatStatsCanReadAgain() throws IOException {
        Path page = places.resolve("report.html");
        ProcessRun run = run(command("user", "--runtime=200ms", "--keep", "--bs=64k", "--html", page.toString()));
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().contains("\nReport: " + page + " (for a browser"), run.out());
        assertTrue(Files.readString(page).contains("What to tune first"));
        assertFalse(Files.getPosixFilePermissions(page).contains(PosixFilePermission.OTHERS_WRITE));
        Files.delete(page);
        assertTrue(run.out().startsWith("Random reads of 64 KiB, 1 at a time, from 3 bricks on this machine, for 0."),
                run.out());
        assertTrue(run.out().contains("\nWhat this means\n") && run.out().contains("\nWhat to try next\n"), run.out());
        Path kept = Installation.filesIn(places).getFirst();
        assertTrue(run.out().contains("brickyard stats " + kept + "/stats prints the table again.\n"), run.out());
        CommandRun again = CommandRun.of("stats", kept.resolve("stats").toString(), "--fop", "READ");
        assertEquals(0, again.code(), again.err());
        assertTrue(run.out().contains(again.out().substring(again.out().indexOf("   position"),
                again.out().indexOf("[1]"))), () -> run.out() + again.out());
    }

    @ParameterizedTest
    @CsvSource({"INT, true", "TERM, true", "HUP, true", "INT, false"})
    void shouldPrintResultsSoFarAndLeaveNothingWhenSignalled(String signal, boolean measured)
            throws IOException, InterruptedException {
        Path out = work.path().resolve("out");
        Path err = work.path().resolve("err");
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        command.addAll(command("user", "--runtime=10m"));
        var builder = new ProcessBuilder(command).directory(Path.of("/").toFile())
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(variables());
        Process demo = builder.start();
        try {
            Await.until("it is under way", LIMIT, () -> measured ? isMeasuring() : has("brick-2"),
                    () -> text(out) + text(err));
            if (measured) {
                long before = systemCallsToRead(demo);
                Await.until("it reads", LIMIT, () -> systemCallsToRead(demo) > before + 10_000,
                        () -> text(out) + text(err));
            }
            assertEquals(0, new ProcessBuilder("kill", "-" + signal, String.valueOf(demo.pid())).start().waitFor());
            assertTrue(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), () -> text(out) + text(err));
        } finally {
            demo.destroyForcibly();
        }
        assertEquals(ExitCode.INTERRUPTED.code(), demo.exitValue(), text(err));
        if (measured) {
            assertTrue(text(out).contains(" (interrupted):\n") && text(out).contains("\n6  parent of storage/posix"),
                    text(out));
        } else {
            assertEquals("brickyard: interrupted before anything was measured\n", text(err));
        }
        assertEquals(List.of(), Installation.filesIn(places));
    }

    private boolean has(String name) throws IOException {
        for (Path home : Installation.filesIn(places)) {
            if (Files.exists(home.resolve(name))) {
                return true;
            }
        }
        return false;
    }

    /** The dumps before the measured run are made, then taken away. */
    private boolean isMeasuring() throws IOException {
        for (Path home : Installation.filesIn(places)) {
            Path log = home.resolve("brickd.log");
            if (Files.exists(log) && Files.readString(log).contains("dumped state to ")) {
                return !Files.exists(home.resolve("stats"));
            }
        }
        return false;
    }

    private static long systemCallsToRead(Process process) throws IOException {
        String counters = Files.readString(Path.of("/proc/" + process.pid() + "/io"));
        return Long.parseLong(counters.replaceAll("(?s).*\\bsyscr: (\\d+).*", "$1"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @ParameterizedTest
    @CsvSource({
            "size=64k, the bricks' files cannot be laid out: file-0: ENOSPC",
            "size=20m, the bricks' files cannot be laid out: file-",
            "'size=200m,nr_inodes=500', the bricks cannot be served: ",
            "'size=200m,nr_inodes=2', no space left on device"})
    void shouldSayInOneLineThatThereIsNoRoom(String room, String message) throws IOException {
        Path mount = Files.createDirectory(work.path().resolve("small"));
        assertEquals(0, run(List.of("mount", "-t", "tmpfs", "-o", room, "none", mount.toString())).code());
        ProcessRun run = run(List.of(installed.launcher().toString(), "demo", "--dir", mount.toString()));
        assertEquals(ExitCode.FAILED.code(), run.code(), run::toString);
        assertEquals("", run.out());
        assertTrue(run.err().matches("(?i)brickyard: .*" + Pattern.quote(message)
                + ".*; --dir DIR puts the demo elsewhere\n"), run::toString);
        assertEquals(List.of(), Installation.filesIn(mount));
        assertEquals(0, run(List.of("umount", mount.toString())).code());
    }

    @ParameterizedTest
    @CsvSource({
            "60002, no free port for the bricks: Address already in use; end some servers",
            "0, cannot reach the management daemon at 127.0.0.1:"})
    void shouldSayInOneLineThatThereIsNoNetwork(int lastPort, String message) throws IOException {
        String prepare = lastPort == 0 ? ""
                : "ip link set lo up; echo 60000 " + lastPort + " >/proc/sys/net/ipv4/ip_local_port_range; ";
        ProcessRun run = run(List.of("unshare", "-n", "sh", "-c", prepare + "exec \"$@\"", "sh",
                installed.launcher().toString(), "demo", "--dir", places.toString()));
        assertEquals(ExitCode.FAILED.code(), run.code(), run::toString);
        assertTrue(run.err().startsWith("brickyard: ") && run.err().contains(message)
                && run.err().lines().count() == 1, run::toString);
        assertEquals(List.of(), Installation.filesIn(places));
    }

    @Test
    void shouldShowStepsOnATerminal() throws IOException {
        Map<String, String> variables = Map.of("PATH", "/usr/bin:/bin", "TERM", "xterm", "BRICKYARD_JAVA_HOME",
                System.getProperty("java.home"));
        ProcessRun run = ProcessRun.of(places, variables, List.of("script", "-qec", installed.launcher()
                + " demo --runtime=500ms --dir " + places, "/dev/null"));
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().contains("starting 3 bricks"), run.out());
        assertTrue(run.out().contains("measuring: Jobs: 1 "), run.out());
    }
}
