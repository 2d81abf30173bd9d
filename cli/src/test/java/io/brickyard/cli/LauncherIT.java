package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The launcher as a shell runs it, with a fake Java where the real one would only hide what it was given. */
class LauncherIT {
    private static final Map<String, String> CRON = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    Path folder;

    private Installation installed;
    private Path javas;

    @BeforeEach
    void install() throws IOException {
        installed = Installation.in(Files.createDirectory(folder.resolve("a place")));
        javas = Files.createDirectory(folder.resolve("javas"));
        installed.lookOnlyIn(javas);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void shouldPassArgumentsOnAsTheyAre(String shell) throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25.0.3", "25.0.3+9");
        String[] args = {"stats", "", " a  b ", "*", "/etc/p*", "new\nline\n", "$HOME", "`id`", "\\", "'\"", "--", "-n",
                "@x"};
        ProcessRun run = installed.run(shell, CRON, args);
        assertEquals("", run.err());
        assertEquals(List.of(args), Installation.arguments(run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void shouldFindItsJarsThroughChainsOfLinks(String shell) throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25.0.3", "25.0.3+9");
        Path bin = Files.createDirectories(folder.resolve("usr/bin"));
        Path relative = Files.createSymbolicLink(bin.resolve("relative"), bin.relativize(installed.launcher()));
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), relative.toAbsolutePath());
        Files.createSymbolicLink(bin.resolve("brickyard"), Path.of("../../absolute"));
        for (Path from : List.of(absolute, bin.resolve("brickyard"), Path.of("usr/bin/brickyard"))) {
            ProcessRun run = ProcessRun.of(folder, CRON, List.of(shell, from.toString(), "help"));
            assertEquals(List.of("help"), Installation.arguments(run), run.err());
            String jar = Installation.flags(run).getLast();
            assertTrue(Files.isSameFile(folder.resolve(jar), installed.jar()), jar);
        }
        ProcessRun inside = ProcessRun.of(installed.home(), CRON, List.of(shell, "brickyard", "help"));
        assertEquals(List.of("help"), Installation.arguments(inside), inside.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void shouldPassOverEveryJavaThatIsTooOldOrBroken(String shell) throws IOException {
        Path old = Installation.fakeJava(javas.resolve("a-17"), "17.0.15", "17.0.15+6");
        Files.createDirectories(javas.resolve("b-without-bin"));
        Files.writeString(javas.resolve("b-without-bin/release"), "JAVA_VERSION=\"25\"\n");
        Files.delete(Installation.fakeJava(javas.resolve("c-without-release"), "25", "25").resolve("release"));
        Files.writeString(
                Installation.fakeJava(javas.resolve("d-odd"), "25", "25").resolve("release"), "JAVA_VERSION=\"soon\"");
        Installation.fakeJava(javas.resolve("e-8"), "1.8.0_402", "1.8.0_402-b06");
        Path good = Installation.fakeJava(javas.resolve("f-26"), "26-ea", "26-ea+12");
        Path links = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(links.resolve("java"), old.resolve("bin/java"));
        var variables = Map.of("PATH", links + ":/usr/bin:/bin", "JAVA_HOME", old.toString());
        ProcessRun run = installed.run(shell, variables, "help");
        assertEquals(good.resolve("bin/java").toString(), Installation.words(run).get(1), run.err());
    }

    @Test
    void shouldPreferTheJavaThatTheUserNames() throws IOException {
        Path named = Installation.fakeJava(folder.resolve("named java"), "25", "25+36");
        Path home = Installation.fakeJava(folder.resolve("home"), "25", "25+36");
        Path onPath = Installation.fakeJava(folder.resolve("path"), "25", "25+36");
        Installation.fakeJava(javas.resolve("jdk-25"), "25", "25+36");
        Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("bin")).resolve("java"),
                Path.of("../path/bin/java"));
        String path = link.getParent() + ":/usr/bin:/bin";
        String all = javaOf(
                Map.of("PATH", path, "BRICKYARD_JAVA_HOME", named.toString(), "JAVA_HOME", home.toString()));
        assertEquals(named + "/bin/java", all);
        assertEquals(home + "/bin/java", javaOf(Map.of("PATH", path, "JAVA_HOME", home.toString())));
        assertTrue(Files.isSameFile(onPath.resolve("bin/java"), Path.of(javaOf(Map.of("PATH", path)))));
    }

    private String javaOf(Map<String, String> variables) throws IOException {
        return Installation.words(installed.run("sh", variables, "help")).get(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void shouldSayInOneLineWhatIsMissingWhenThereIsNoJava(String shell) throws IOException {
        ProcessRun none = installed.run(shell, Map.of("PATH", toolsWithoutJava().toString()), "--version");
        assertEquals(1, none.code());
        assertEquals("", none.out());
        assertTrue(none.err().matches("brickyard: needs Java 25 or newer; install one .*\n"), none.err());

        Path old = Installation.fakeJava(javas.resolve("jdk-17"), "17.0.15", "17.0.15+6");
        ProcessRun tooOld = installed.run(shell, Map.of("PATH", toolsWithoutJava().toString()), "--version");
        assertTrue(tooOld.err().contains("found only 17.0.15 in " + old + "; install"), tooOld.err());

        ProcessRun wrong = installed.run(shell, Map.of("BRICKYARD_JAVA_HOME", old.toString()), "--version");
        assertEquals(
                new ProcessRun(1, "", "brickyard: BRICKYARD_JAVA_HOME=" + old
                        + " is not the home of a Java 25 or newer but of 17.0.15; correct or unset it\n"),
                wrong);
    }

    /** A folder with the one tool that the launcher may call. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.copy(Path.of("/usr/bin/readlink"), Files.createDirectory(tools).resolve("readlink"));
        }
        return tools;
    }

    @Test
    void shouldSayThatTheInstallationIsBrokenWhenTheJarIsGone() throws IOException {
        Files.delete(installed.jar());
        ProcessRun run = installed.run("sh", CRON, "--version");
        assertEquals(1, run.code());
        assertEquals("brickyard: " + installed.jar() + " is missing; install brickyard again\n", run.err());
    }

    @Test
    void shouldGiveShortCommandsAQuickStartAndLongOnesTheFullCompiler() throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25", "25+36");
        for (String[] args : new String[][]{{}, {"--version"}, {"stats", "brickd"}, {"--verbose", "heal", "load"}}) {
            assertTrue(Installation.flags(installed.run("sh", CRON, args)).contains("-XX:TieredStopAtLevel=1"));
        }
        for (String[] args : new String[][]{{"brickd"}, {"demo"}, {"--verbose", "load", "x"}}) {
            List<String> flags = Installation.flags(installed.run("sh", CRON, args));
            assertFalse(flags.contains("-XX:TieredStopAtLevel=1"), flags.toString());
            assertFalse(flags.contains("-XX:+UseSerialGC"), flags.toString());
        }
    }

    @Test
    void shouldNotOptimizeBesideALoadThatKeepsARate() throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25", "25+36");
        for (String[] args : new String[][]{{"load", "--name=x", "--rate=1m"}, {"--verbose", "load", "--rate", "1m"},
                {"load", "--rate_iops=500"}}) {
            List<String> flags = Installation.flags(installed.run("sh", CRON, args));
            assertTrue(flags.contains("-XX:TieredStopAtLevel=1"), flags.toString());
            assertTrue(flags.contains("-XX:+UseParallelGC"), flags.toString());
        }
        for (String[] args : new String[][]{{"load", "--name=--rate"}, {"load", "--rate_process=poisson"}}) {
            List<String> flags = Installation.flags(installed.run("sh", CRON, args));
            assertFalse(flags.contains("-XX:TieredStopAtLevel=1"), flags.toString());
        }
    }

    @Test
    void shouldHoldTheMemoryOfStatsAndHealDownWhateverTheMachineHas() throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25", "25+36");
        assertTrue(Installation.flags(installed.run("sh", CRON, "--verbose", "stats", "x")).contains("-Xmn24m"));
        List<String> heal = Installation.flags(installed.run("sh", CRON, "heal", "stats"));
        assertFalse(heal.contains("-Xmn24m"), heal::toString);
        assertTrue(heal.containsAll(List.of("-Xms64m", "-Xmn32m")), heal::toString);
        List<String> load = Installation.flags(installed.run("sh", CRON, "load", "heal"));
        assertTrue(load.stream().noneMatch(it -> it.startsWith("-Xm")), load::toString);
    }

    @Test
    void shouldKeepMemoryForTheNextBlockWhenItHealsUnlessTheUserSaysOtherwise() throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25", "25+36");
        assertEquals("keeps=33554432", Installation.words(installed.run("sh", CRON, "heal", "run")).get(2));
        assertEquals("keeps=", Installation.words(installed.run("sh", CRON, "stats", "heal")).get(2));
        var variables = Map.of("PATH", "/usr/bin:/bin", "MALLOC_MMAP_THRESHOLD_", "1000000");
        assertEquals("keeps=1000000", Installation.words(installed.run("sh", variables, "heal", "run")).get(2));
    }

    @Test
    void shouldLetTheUsersFlagsWin() throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25", "25+36");
        var variables = Map.of("PATH", "/usr/bin:/bin", "BRICKYARD_JAVA_OPTS", "-Xmx1g  -Da=* -XX:+UseParallelGC");
        List<String> flags = Installation.flags(installed.run("sh", variables, "stats"));
        int first = flags.indexOf("-Xmx1g");
        assertEquals(List.of("-Xmx1g", "-Da=*", "-XX:+UseParallelGC"), flags.subList(first, first + 3));
        assertTrue(first > flags.indexOf("-XX:TieredStopAtLevel=1"));
        assertFalse(flags.contains("-XX:+UseSerialGC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "POSIX", "de_DE.ISO-8859-1"})
    void shouldGiveJavaAnUtf8LocaleWhenTheUsersIsNot(String locale) throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25", "25+36");
        var variables = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", locale);
        assertEquals("LC_ALL=C.UTF-8", Installation.words(installed.run("sh", variables, "help")).getFirst());
    }

    @Test
    void shouldTellJavaWhichStreamsAreTerminals() throws IOException {
        Installation.fakeJava(javas.resolve("jdk-25"), "25", "25+36");
        List<String> flags = Installation.flags(installed.run("sh", CRON, "help"));
        assertTrue(flags.stream().noneMatch(flag -> flag.contains("tty")), flags.toString());
    }
}
