package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

/**
 * A copy of the packaged command in a folder of the test's own.
 *
 * @param home the folder that holds the launcher, lib and aot
 */
record Installation(Path home) {
    /** Where the build put the command. */
    static final Path PACKAGED = Path.of("target").toAbsolutePath();

    private static final String FAKE_JAVA = """
            #!/bin/sh
            printf '%s\\0' "LC_ALL=$LC_ALL" "$0" "keeps=$MALLOC_MMAP_THRESHOLD_" "$@"
            """;

    /** Copies launcher, jars and cache with their times, as an installer does. */
    static Installation in(Path home) throws IOException {
        for (String folder : List.of("lib", "aot")) {
            Files.createDirectories(home.resolve(folder));
            for (Path file : filesIn(PACKAGED.resolve(folder))) {
                Files.copy(file, home.resolve(folder).resolve(file.getFileName()), COPY_ATTRIBUTES);
            }
            Files.setLastModifiedTime(home.resolve(folder), Files.getLastModifiedTime(PACKAGED.resolve(folder)));
        }
        Files.copy(PACKAGED.resolve("brickyard"), home.resolve("brickyard"), COPY_ATTRIBUTES);
        return new Installation(home);
    }

    Path launcher() {
        return home.resolve("brickyard");
    }

    Path jar() {
        return home.resolve("lib/brickyard.jar");
    }

    /** Lets the launcher look for a Java in this folder alone instead of in the places of the system. */
    void lookOnlyIn(Path javas) throws IOException {
        String script = Files.readString(launcher());
        String list = script.substring(script.indexOf("    for java_home in"), script.indexOf("; do\n        suits"));
        Files.writeString(launcher(), script.replace(list, "    for java_home in " + javas + "/*"));
    }

    /** Runs the launcher under a shell with a sparse environment. */
    ProcessRun run(String shell, Map<String, String> variables, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(shell, launcher().toString()));
        command.addAll(List.of(args));
        return ProcessRun.of(home, variables, command);
    }

    /** Makes the home of a Java that only prints its locale, its own name and its arguments, each ended by NUL. */
    static Path fakeJava(Path home, String version, String build) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Test\"\nJAVA_RUNTIME_VERSION=\"" + build + "\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(home.resolve("bin/java"), FAKE_JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    /** What a fake Java was given, up to the main class: flags of the JVM. */
    static List<String> flags(ProcessRun run) {
        List<String> words = words(run);
        return words.subList(3, words.indexOf("io.brickyard.cli.Main"));
    }

    /** What a fake Java was given for brickyard. */
    static List<String> arguments(ProcessRun run) {
        List<String> words = words(run);
        return words.subList(words.indexOf("io.brickyard.cli.Main") + 1, words.size());
    }

    /** Locale, name of the Java, up to what size malloc keeps memory, flags, main class, arguments. */
    static List<String> words(ProcessRun run) {
        List<String> words = new ArrayList<>(List.of(run.out().split("\0", -1)));
        words.removeLast();
        return words;
    }

    static List<Path> filesIn(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(files::add);
        }
        return files;
    }
}
