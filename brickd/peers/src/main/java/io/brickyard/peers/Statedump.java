package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes statedumps of stock processes and reads from them the one line that tests compare with. Independent of the
 * product's own reader on purpose.
 */
public final class Statedump {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Statedump() {
    }

    /**
     * How often a probe saw a FOP since its process started, and for how long in all.
     *
     * @param totalNanos nanoseconds with GlusterFS 10 and newer
     */
    public record FopTotal(long count, long totalNanos) {
        /** What came since an earlier total of the same probe. */
        public FopTotal since(FopTotal earlier) {
            return new FopTotal(count - earlier.count, totalNanos - earlier.totalNanos);
        }
    }

    /** Signals the process, waits for the whole file and moves it to the target. */
    static void take(PeerProcess process, Path directory, Path target) {
        Predicate<String> ours = name -> name.startsWith("glusterdump." + process.pid() + ".dump.");
        try {
            Set<Path> foreign = Set.copyOf(StockPaths.list(directory, ours));
            process.signal("USR1");
            Path dump = Await.found("a whole statedump of " + process + " in " + directory, LIMIT,
                    () -> StockPaths.list(directory, ours).stream().filter(f -> !foreign.contains(f))
                            .filter(Statedump::isWhole).findFirst(),
                    process::logTail);
            StockPaths.move(dump, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the line {@code PROBE.cumulative.FOP=count,total,...}; zeros if the probe never saw the FOP. */
    public static FopTotal read(Path statedump, String probe, String fop) {
        String prefix = probe + ".cumulative." + fop + "=";
        Optional<String> line = text(statedump).lines().filter(l -> l.startsWith(prefix)).findFirst();
        if (line.isEmpty()) {
            return new FopTotal(0, 0);
        }
        String[] numbers = line.get().substring(prefix.length()).split(",", -1);
        return new FopTotal(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    private static boolean isWhole(Path statedump) {
        return text(statedump).contains("\nDUMP-END-TIME:");
    }

    private static String text(Path statedump) {
        try {
            return new String(Files.readAllBytes(statedump), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
