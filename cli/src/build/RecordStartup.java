import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * Records the ahead-of-time cache with which brickyard starts: runs the packaged launcher once on training command
 * lines (separated by --next) and keeps what the JVM loaded.
 *
 * <p>The JVM does not look whether the jars are still those that a cache was made from. So the cache's name carries a
 * hash over all jars and the training, and the build of this Java; every other cache is deleted, and a training run that
 * fails leaves none and fails the build. A cache that is there already for all of this is kept.
 *
 * <p>Run from source: {@code java RecordStartup.java BUILD_FOLDER TRAINING_ARGUMENT...}
 */
public final class RecordStartup {
    private RecordStartup() {}

    public static void main(String[] args) throws Exception {
        Path build = Path.of(args[0]).toAbsolutePath();
        List<String> training = Arrays.asList(args).subList(1, args.length);
        Path folder = Files.createDirectories(build.resolve("aot"));
        Path cache = folder.resolve("brickyard-" + hash(build.resolve("lib"), training) + "-" + javaBuild() + ".aot");
        deleteAllBut(cache, folder);
        if (Files.exists(cache)) {
            Files.setLastModifiedTime(cache, FileTime.from(Instant.now()));
            return;
        }
        Path unfinished = folder.resolve("unfinished");
        try {
            record(build, unfinished, training);
            Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteAllBut(cache, folder);
        }
    }

    private static void record(Path build, Path cache, List<String> training) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(build.resolve("brickyard").toString()));
        command.addAll(training);
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("BRICKYARD_JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("BRICKYARD_AOT_OUTPUT", cache.toString());
        process.environment().remove("BRICKYARD_JAVA_OPTS");
        Process run = process.start();
        run.getOutputStream().close();
        String output = new String(run.getInputStream().readAllBytes());
        int code = run.waitFor();
        if (code != 0 || !Files.exists(cache)) {
            System.err.print(output);
            throw new IOException("The training run " + command + " ended with exit code " + code
                    + (Files.exists(cache) ? "" : " and wrote no cache"));
        }
    }

    private static String hash(Path lib, List<String> training) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((training + "\0").getBytes());
        for (Path jar : list(lib)) {
            digest.update((jar.getFileName() + "\0").getBytes());
            digest.update(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /** As the launcher reads it: from the release file. */
    private static String javaBuild() throws IOException {
        var release = new Properties();
        try (var in = Files.newBufferedReader(Path.of(System.getProperty("java.home"), "release"))) {
            release.load(in);
        }
        return release.getProperty("JAVA_RUNTIME_VERSION").replace("\"", "");
    }

    private static void deleteAllBut(Path kept, Path folder) throws IOException {
        for (Path file : list(folder)) {
            if (!file.equals(kept)) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(files::add);
        }
        files.sort(null);
        return files;
    }
}
