package io.brickyard.xlator.stats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.brickyard.xlator.ServerFiles;

/**
 * Writes the dumps of a graph's probes into a directory, one file for each: as often as each probe's {@link DumpSettings}
 * wish, and all when asked. A file is replaced whole, by a rename, so a reader never meets half a dump. Each dump ends its
 * probe's interval.
 *
 * <p>Files are called {@code PROGRAM_UNIQUE-ID.dump} as GlusterFS's own, the id's slashes and other unsafe characters
 * replaced by {@code _}.
 */
public final class DumpScheduler implements AutoCloseable {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DUMP_SECONDS = 10;

    /** A probe and the file that it is dumped to. */
    private record Target(IoStats probe, int position, Path file) {}

    private final ProcessIdentity process;
    private final Path directory;
    private final Consumer<String> problems;
    private final List<Target> targets = new ArrayList<>();
    private final List<Companion> companions = new ArrayList<>();
    private final List<RpcTarget> rpcTargets = new ArrayList<>();
    private final ScheduledExecutorService timer;
    private final List<Future<?>> scheduled = new ArrayList<>();

    /**
     * Makes no dump yet; see {@link #start} and {@link #dumpNow}.
     *
     * @param probes of one graph, top first
     * @param directory made if it is not there
     * @param problems takes a line for each dump by the timer that failed; the next is tried all the same
     */
    public DumpScheduler(ProcessIdentity process, List<IoStats> probes, Path directory, Consumer<String> problems) {
        this.process = process;
        this.directory = directory;
        this.problems = problems;
        Set<String> taken = new HashSet<>();
        for (IoStats probe : probes) {
            String name = fileName(process.program(), probe.uniqueId(), taken);
            targets.add(new Target(probe, targets.size(), directory.resolve(name)));
        }
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon(true).name("io-stats-dump").factory());
    }

    /** A file that lies beside the dumps. */
    private record Companion(Path file, String text) {}

    /**
     * Lets a file lie beside the dumps, such as a graph that orders them: it is written with the first dump, and again
     * should it have gone.
     *
     * @param fileName its own among all such files
     */
    public synchronized void accompany(String fileName, String text) throws IOException {
        var beside = new Companion(directory.resolve(fileName), text);
        companions.add(beside);
        Files.deleteIfExists(beside.file);
    }

    /** What was counted between the stacks and the file that it is dumped to. */
    private record RpcTarget(RpcSegments segments, Path file) {}

    /** Dumps segments whenever probes are dumped, once there are any. */
    public synchronized void add(RpcSegments segments, String fileName) {
        rpcTargets.add(new RpcTarget(segments, directory.resolve(fileName)));
    }

    private void writeSegments() throws IOException {
        for (RpcTarget target : rpcTargets) {
            if (target.segments().isEmpty()) {
                // What an earlier process left there would look like this one's.
                Files.deleteIfExists(target.file());
            } else {
                RpcSegments.Window window = target.segments().takeInterval();
                replace(target.file(), out -> RpcDump.write(process, window, out));
            }
        }
    }

    private void writeCompanions() throws IOException {
        for (Companion beside : companions) {
            if (!Files.exists(beside.file)) {
                replace(beside.file, out -> out.write(beside.text.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /**
     * Starts the timers, anew if they run; probes with the same interval are dumped together, for the first time after one
     * interval.
     */
    public synchronized void start() {
        scheduled.forEach(old -> old.cancel(false));
        scheduled.clear();
        Map<Duration, List<Target>> byInterval = targets.stream()
                .filter(target -> target.probe().dumps().interval().isPositive())
                .collect(Collectors.groupingBy(target -> target.probe().dumps().interval()));
        byInterval.forEach((interval, group) -> {
            long nanos = interval.toNanos();
            scheduled.add(timer.scheduleAtFixedRate(() -> dumpOrTell(group), nanos, nanos, TimeUnit.NANOSECONDS));
        });
    }

    /**
     * Dumps all probes at once.
     *
     * @return the files written, top probe first
     * @throws IOException naming the file that could not be written; those before it are
     */
    public List<Path> dumpNow() throws IOException {
        return dump(targets);
    }

    /**
     * Dumps all probes beside, each to {@code STEM.UNIQUE-ID.dump}, and ends no interval.
     *
     * @param stem a plain file name
     * @return the files written, top probe first
     * @throws IOException naming the file that could not be written; those before it are
     */
    public synchronized List<Path> copyNow(String stem) throws IOException {
        ServerFiles.createDirectories(directory);
        writeCompanions();
        List<Path> written = new ArrayList<>();
        for (Target target : targets) {
            String own = String.valueOf(target.file().getFileName());
            Path file = directory.resolve(stem + "." + own.substring(process.program().length() + 1));
            write(new ProbeDump(process, target.position(), target.probe().peek()), target.probe().dumps().format(),
                    file);
            written.add(file);
        }
        return written;
    }

    private synchronized List<Path> dump(List<Target> group) throws IOException {
        ServerFiles.createDirectories(directory);
        writeCompanions();
        // All intervals end first and as close together as can be; formatting takes longer.
        List<ProbeDump> dumps = new ArrayList<>();
        for (Target target : group) {
            dumps.add(new ProbeDump(process, target.position(), target.probe().takeInterval()));
        }
        writeSegments();
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            Target target = group.get(i);
            write(dumps.get(i), target.probe().dumps().format(), target.file());
            written.add(target.file());
        }
        return written;
    }

    private void dumpOrTell(List<Target> group) {
        try {
            dump(group);
        } catch (IOException | RuntimeException failed) {
            problems.accept("io-stats dump: " + failed);
        }
    }

    private static void write(ProbeDump dump, DumpFormat format, Path file) throws IOException {
        replace(file, out -> format.write(dump, out));
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void replace(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            // Whatever has the name already, a link that leads elsewhere too, is replaced and never written through.
            Files.deleteIfExists(unfinished);
            try (OutputStream out = new BufferedOutputStream(ServerFiles.create(unfinished))) {
                content.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The name of a probe's file; ids that differ in replaced characters only get a number each. */
    static String fileName(String program, String uniqueId, Set<String> taken) {
        String safe = uniqueId.replaceAll("[^A-Za-z0-9._-]", "_");
        String stem = program + "_" + safe.substring(Math.max(0, safe.length() - LONGEST_NAME));
        String name = stem + ".dump";
        for (int again = 2; !taken.add(name); again++) {
            name = stem + "_" + again + ".dump";
        }
        return name;
    }

    /** Ends the timer, after a dump that is under way. No last dump is made. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(LONGEST_DUMP_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
