package io.brickyard.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The JVM runs the classes of an ahead-of-time cache even if the jars changed since: the launcher must see to it. */
class StartupCacheIT {
    private static final Map<String, String> WITH_THIS_JAVA = Map.of("PATH", "/usr/bin:/bin", "BRICKYARD_JAVA_HOME",
            System.getProperty("java.home"));

    @TempDir
    Path folder;

    private Installation installed;

    @BeforeEach
    void install() throws IOException {
        installed = Installation.in(Files.createDirectory(folder.resolve("brickyard")));
    }

    @Test
    void shouldHoldExactlyOneCacheAfterTheBuild() throws IOException {
        assertEquals(1, Installation.filesIn(Installation.PACKAGED.resolve("aot")).size());
    }

    @Test
    void shouldUseTheCacheWhenJarsAndJavaAreThoseItWasMadeFor() throws IOException {
        assertEquals(1, cachesUsedBy(thisBuild()));
        ProcessRun run = installed.run(
                "sh",
                Map.of("BRICKYARD_JAVA_HOME", System.getProperty("java.home"), "BRICKYARD_JAVA_OPTS", "-XX:AOTMode=on"),
                "--version");
        assertEquals(0, run.code(), () -> "the JVM refuses the cache: " + run);
    }

    @Test
    void shouldNotUseTheCacheWhenTheJavaIsAnother() throws IOException {
        assertEquals(0, cachesUsedBy(thisBuild() + "-other"));
    }

    @Test
    void shouldNotUseTheCacheWhenAJarIsNewer() throws IOException {
        for (Path jar : Installation.filesIn(installed.home().resolve("lib"))) {
            FileTime before = Files.getLastModifiedTime(jar);
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
            assertEquals(0, cachesUsedBy(thisBuild()), jar.toString());
            Files.setLastModifiedTime(jar, before);
        }
        assertEquals(1, cachesUsedBy(thisBuild()));
    }

    @Test
    void shouldRunTheNewCodeWhenAJarWasReplaced() throws IOException {
        assertTrue(installed.run("sh", WITH_THIS_JAVA, "--version").out().startsWith("brickyard "));
        replaceMain();
        assertEquals(new ProcessRun(0, "new code\n", ""), installed.run("sh", WITH_THIS_JAVA, "--version"));
    }

    @Test
    void shouldRunTheNewCodeWhenTheNewJarIsOlderThanTheCache() throws IOException {
        replaceMain();
        Files.setLastModifiedTime(installed.jar(), FileTime.from(Instant.EPOCH));
        assertEquals(new ProcessRun(0, "new code\n", ""), installed.run("sh", WITH_THIS_JAVA, "--version"));
    }

    @Test
    void shouldLeaveNoCacheWhenATrainingRunFails() throws IOException {
        ProcessRun run = record("--version", "--next", "--no-such-option");
        assertEquals(1, run.code(), run::toString);
        assertTrue(run.err().contains("--no-such-option"), run::toString);
        assertEquals(List.of(), Installation.filesIn(installed.home().resolve("aot")));
    }

    @Test
    void shouldReplaceOlderCachesWhenRecordingAndKeepAFittingOne() throws IOException {
        Path aot = installed.home().resolve("aot");
        List<Path> packaged = Installation.filesIn(aot);
        ProcessRun run = record("--version");
        assertEquals(0, run.code(), run::toString);
        List<Path> recorded = Installation.filesIn(aot);
        assertEquals(1, recorded.size());
        assertNotEquals(packaged, recorded);
        Object file = Files.readAttributes(recorded.getFirst(), "unix:ino").get("ino");
        Files.setLastModifiedTime(recorded.getFirst(), FileTime.from(Instant.EPOCH));
        assertEquals(0, record("--version").code());
        assertEquals(file, Files.readAttributes(recorded.getFirst(), "unix:ino").get("ino"), "recorded again");
        assertEquals(1, cachesUsedBy(thisBuild()));
    }

    private ProcessRun record(String... training) throws IOException {
        Path recorder = Path.of("src/build/RecordStartup.java").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java", recorder.toString(), installed.home().toString()));
        command.addAll(List.of(training));
        return ProcessRun.of(folder, WITH_THIS_JAVA, command);
    }

    /** Puts a jar with another Main in the place of brickyard's, as a package manager does: written aside, then renamed. */
    private void replaceMain() throws IOException {
        Path source = Files.createDirectories(folder.resolve("io/brickyard/cli")).resolve("Main.java");
        Files.writeString(source, """
                package io.brickyard.cli;
                public class Main {
                    public static void main(String[] args) {
                        System.out.println("new code");
                    }
                }
                """);
        int errors = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(),
                source.toString());
        assertEquals(0, errors);
        Path aside = folder.resolve("new.jar");
        try (OutputStream file = Files.newOutputStream(aside); var jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("io/brickyard/cli/Main.class"));
            Files.copy(folder.resolve("io/brickyard/cli/Main.class"), jar);
        }
        Files.delete(installed.jar());
        Files.move(aside, installed.jar());
    }

    private long cachesUsedBy(String build) throws IOException {
        Path java = Installation.fakeJava(Files.createTempDirectory(folder, "java"), "25", build);
        ProcessRun run = installed.run("sh", Map.of("BRICKYARD_JAVA_HOME", java.toString()), "--version");
        List<String> flags = Installation.flags(run);
        return flags.stream().filter(flag -> flag.startsWith("-XX:AOTCache=")).count();
    }

    private static String thisBuild() {
        return System.getProperty("java.runtime.version");
    }
}
