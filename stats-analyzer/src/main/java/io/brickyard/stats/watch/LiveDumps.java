package io.brickyard.stats.watch;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.brickyard.stats.StatsAnalyzer;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.StatsRequest;
import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.read.InputReport;
import io.brickyard.stats.read.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * Dumps that GlusterFS keeps on writing. It writes them in place, so files are read when they have come to rest: while
 * any of them still changes, or is cut short and was written just now, what was read before stands.
 */
public final class LiveDumps {
    /** A file that is cut short for longer is not being written but broken. */
    private static final Duration STILL_WRITTEN = Duration.ofSeconds(2);
    /** Among many dumps there is always one that changes. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final StatsRequest request;
    private InputState read = new InputState(Map.of());
    private InputState seen = read;
    private @Nullable Instant changed;
    private @Nullable Inputs inputs;
    private List<Inputs.Remark> restarts = List.of();
    private long lookNanos;

    /** The dumps that {@code request} names; none of them may be standard input. */
    public LiveDumps(StatsRequest request) {
        this.request = request;
    }

    /** Reads the dumps if they have changed and come to rest; false if what was read before stands. */
    public boolean refresh(Instant now) {
        long start = System.nanoTime();
        InputState state = InputState.of(files());
        lookNanos = System.nanoTime() - start;
        boolean resting = state.equals(seen);
        seen = state;
        if (inputs != null && state.equals(read)) {
            changed = null;
            return false;
        }
        Instant since = changed == null ? now : changed;
        changed = since;
        boolean patient = Duration.between(since, now).compareTo(LONGEST_WAIT) < 0;
        if (!resting && patient) {
            return false;
        }
        Inputs fresh = StatsAnalyzer.read(request, InputStream.nullInputStream());
        if (patient && (!state.equals(InputState.of(files())) || isBeingWritten(fresh, state, now))) {
            return false;
        }
        restarts = inputs == null ? List.of() : restarts(inputs, fresh);
        inputs = fresh;
        read = state;
        changed = null;
        return true;
    }

    /** What the dumps say of {@code fop}, null for the one that took most time. */
    public StatsReport report(@Nullable String fop) {
        Inputs known = inputs;
        if (known == null) {
            return new StatsReport(List.of(), List.of(), List.of());
        }
        return StatsAnalyzer.analyze(request.ofFop(fop), known.with(restarts));
    }

    /** How long it took to look for changes the last time. */
    public long lookNanos() {
        return lookNanos;
    }

    private List<String> files() {
        List<String> files = new ArrayList<>(request.inputs());
        request.probes().forEach(probe -> files.add(probe.file()));
        return files;
    }

    /** Whether a file that cannot be used was written so shortly ago that the rest of it is to come. */
    private static boolean isBeingWritten(Inputs fresh, InputState state, Instant now) {
        for (InputReport report : fresh.reports()) {
            if (report.status() == InputReport.Status.REFUSED) {
                InputState.Mark mark = state.files().get(Path.of(report.source().file()));
                Instant latest = now.minus(STILL_WRITTEN);
                if (mark != null && mark.written().toInstant().isAfter(latest)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Probes whose counters have started anew: a process that was restarted writes to the files of the one before. */
    private static List<Inputs.Remark> restarts(Inputs before, Inputs now) {
        Map<String, Dump> earlier = new HashMap<>();
        before.dumps().forEach(loaded -> earlier.put(place(loaded.dump()), loaded.dump()));
        List<Inputs.Remark> remarks = new ArrayList<>();
        for (Inputs.LoadedDump loaded : now.dumps()) {
            Dump old = earlier.get(place(loaded.dump()));
            if (old != null && hasShrunk(old.cumulative(), loaded.dump().cumulative())) {
                remarks.add(new Inputs.Remark(new Source(loaded.dump().source().file(), 0), Note.Kind.RESET,
                        "its counters started anew since the table before: the process was restarted, or they were"
                                + " cleared"));
            }
        }
        return remarks;
    }

    /** A text dump does not name its probe, but there is one in a file. */
    private static String place(Dump dump) {
        return dump.source().file() + "\n" + dump.probe();
    }

    private static boolean hasShrunk(@Nullable Section before, @Nullable Section now) {
        if (before == null || now == null) {
            return false;
        }
        return before.seconds() > now.seconds() || before.fops().entrySet().stream()
                .anyMatch(fop -> now.fop(fop.getKey()).count() < fop.getValue().count());
    }
}
