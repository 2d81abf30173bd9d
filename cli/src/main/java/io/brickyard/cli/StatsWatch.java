package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.read.InputReport;
import io.brickyard.stats.render.OutputFormat;
import io.brickyard.stats.watch.LiveDumps;
import org.jspecify.annotations.Nullable;

/**
 * {@code brickyard stats --watch}: a new table whenever the dumps have changed. A terminal shows the newest one and takes
 * keys; elsewhere one is printed after the other. It ends when it is told to.
 */
final class StatsWatch {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    /** Of the time, so that a folder of many files does not keep the disk busy with being looked at. */
    private static final int PART_SPENT_LOOKING = 10;

    private final LiveDumps dumps;
    private final StatsOutput output;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock clock = Clock.systemUTC();
    private volatile boolean interrupted;
    private @Nullable String fop;
    private boolean anyShown;

    StatsWatch(LiveDumps dumps, @Nullable String fop, StatsOutput output, PrintWriter out, PrintWriter err) {
        this.dumps = dumps;
        this.fop = fop;
        this.output = output;
        this.out = out;
        this.err = err;
    }

    /** Watches until the user or a signal ends it. */
    ExitCode run() {
        Thread self = Thread.currentThread();
        try (EndSignals _ = EndSignals.handledBy(() -> {
            interrupted = true;
            LockSupport.unpark(self);
        })) {
            WatchScreen screen = output.file() == null && output.format() == OutputFormat.TEXT
                    ? WatchScreen.ofThisProcess()
                    : null;
            return screen == null ? print() : show(screen);
        }
    }

    private ExitCode print() {
        while (!interrupted) {
            if (dumps.refresh(clock.instant())) {
                print(dumps.report(fop));
            }
            LockSupport.parkNanos(pause().toNanos());
        }
        return ExitCode.INTERRUPTED;
    }

    private void print(StatsReport report) {
        new StatsMessages(err).inputs(report, false);
        if (report.tables().isEmpty()) {
            err.println("brickyard: " + nothing(report));
            err.flush();
            return;
        }
        boolean separate = anyShown && output.file() == null && output.format() == OutputFormat.TEXT;
        if (separate) {
            out.println();
        }
        output.write(report, out);
        anyShown = true;
    }

    private ExitCode show(WatchScreen screen) {
        StatsReport report = dumps.report(fop);
        try (screen) {
            boolean paused = false;
            long looked = System.nanoTime() - pause().toNanos();
            String nothingYet = "waiting for dumps to come to rest";
            while (!interrupted) {
                if (!paused && System.nanoTime() - looked >= pause().toNanos()) {
                    if (dumps.refresh(clock.instant())) {
                        report = dumps.report(fop);
                        nothingYet = nothing(report);
                        screen.renewed(clock.instant());
                    }
                    looked = System.nanoTime();
                }
                screen.draw(report, nothingYet, paused);
                switch (screen.key()) {
                    case 'q', 'Q' -> {
                        return ExitCode.DONE;
                    }
                    case 'p', 'P', ' ' -> paused = !paused;
                    case 'f' -> report = ofOtherFop(report, 1);
                    case 'F' -> report = ofOtherFop(report, -1);
                    default -> screen.scroll();
                }
            }
            return ExitCode.INTERRUPTED;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            // The terminal is as it was before, so the last table stays on it whole.
            if (!report.tables().isEmpty()) {
                output.write(report, out);
            }
        }
    }

    private StatsReport ofOtherFop(StatsReport report, int step) {
        List<String> seen = report.fopsSeen();
        if (seen.isEmpty()) {
            return report;
        }
        String shown = report.tables().isEmpty() ? seen.getFirst() : report.tables().getFirst().fop();
        fop = seen.get(Math.floorMod(Math.max(0, seen.indexOf(shown)) + step, seen.size()));
        return dumps.report(fop);
    }

    private String nothing(StatsReport report) {
        if (fop != null && !report.fopsSeen().isEmpty()) {
            return "no " + fop + " in the newest dumps; seen were " + String.join(", ", report.fopsSeen());
        }
        List<InputReport> refused = report.refused();
        if (report.inputs().isEmpty()) {
            return "no dumps yet";
        }
        return refused.isEmpty()
                ? "no calls yet in the newest dumps"
                : refused.getFirst().source() + ": " + refused.getFirst().detail();
    }

    private Duration pause() {
        Duration longer = Duration.ofNanos(dumps.lookNanos() * PART_SPENT_LOOKING);
        return longer.compareTo(LOOK_EVERY) > 0 ? longer : LOOK_EVERY;
    }
}
