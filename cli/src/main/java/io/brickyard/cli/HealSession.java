package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.brickyard.brickd.Signals;
import io.brickyard.heal.Reason;
import io.brickyard.heal.VolumeHeal;
import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.Wiring;
import io.brickyard.heal.cron.Cursor;
import io.brickyard.heal.cron.ReportFile;
import io.brickyard.heal.cron.RunLimits;
import io.brickyard.heal.cron.RunProgress;
import io.brickyard.heal.cron.Tally;
import io.brickyard.heal.replica.Links;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.HealOptions;
import io.brickyard.heal.run.Journal;
import io.brickyard.heal.run.Journals;
import io.brickyard.wire.type.Gfid;
import picocli.CommandLine;

/** A heal run as its user sees it: lines, a live line, the report, the summary, and the signals that ask for a line or an end. */
final class HealSession implements Journal, AutoCloseable {
    private static final long REDRAW_MILLIS = 500;

    private final VolumeHeal heal;
    private final RunLimits limits;
    private final Tally tally = new Tally();
    private final RunProgress progress = new RunProgress();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Optional<ReportFile> report;
    private final boolean dryRun;
    private final boolean quiet;
    private final PrintWriter out;
    private final PrintWriter err;
    private final LiveLine live;

    HealSession(VolumeSource source, HealOptions options, RunLimits limits, Links links, Optional<Cursor> cursor,
            Optional<Path> reportFile, boolean quiet, CommandLine command) throws IOException {
        this.limits = limits;
        this.report = reportFile.isPresent() ? Optional.of(ReportFile.create(reportFile.get())) : Optional.empty();
        this.dryRun = options.dryRun();
        this.quiet = quiet;
        this.out = command.getOut();
        this.err = command.getErr();
        this.live = quiet ? LiveLine.none() : LiveLine.ofThisProcess();
        List<Journal> journals = new ArrayList<>(List.of(tally, progress, this));
        report.ifPresent(journals::add);
        this.heal = new VolumeHeal(source, options, new Journals(journals), limits,
                new Wiring(links, limits.rate(), progress), cursor);
    }

    /** Runs, and prints the summary whatever happens. */
    ExitCode run() throws IOException {
        Optional<Runnable> undoInt = Signals.handle("INT", this::end);
        Optional<Runnable> undoTerm = Signals.handle("TERM", this::end);
        Optional<Runnable> undoUsr1 = Signals.handle("USR1", this::status);
        Thread drawing = Thread.ofVirtual().name("heal progress").start(this::draw);
        try {
            heal.run();
        } finally {
            over.countDown();
            join(drawing);
            undoUsr1.ifPresent(Runnable::run);
            undoTerm.ifPresent(Runnable::run);
            undoInt.ifPresent(Runnable::run);
            summary();
        }
        return exitCode();
    }

    private void draw() {
        try {
            while (!over.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.look(limits.workedNanos());
                synchronized (this) {
                    if (live.works()) {
                        live.show(progress.line());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The second time it does not wait for what is under way. */
    private void end() {
        if (limits.wasInterrupted()) {
            heal.abandon();
        }
        limits.interrupt();
    }

    private synchronized void summary() {
        live.clear();
        report.ifPresent(it -> it.summary(tally, limits.mustStop()));
        boolean anything = tally.left() > 0 || !tally.latest().isEmpty();
        if (!quiet || anything) {
            out.println((dryRun ? "dry run: " : limits.mustStop() ? "stopped: " : "done: ") + tally.line());
        }
        out.flush();
        report.flatMap(ReportFile::trouble).ifPresent(it -> err.println("brickyard: the report is not whole: " + it));
        err.flush();
    }

    private ExitCode exitCode() {
        boolean reported = report.flatMap(ReportFile::trouble).isEmpty();
        if (tally.foundSplitBrain()) {
            return ExitCode.SPLIT_BRAIN;
        }
        if (tally.left() > tally.left(Reason.STOPPED) || !reported) {
            return ExitCode.PARTIAL;
        }
        if (limits.wasInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return limits.mustStop() ? ExitCode.STOPPED : ExitCode.DONE;
    }

    private synchronized void status() {
        live.clear();
        progress.look(limits.workedNanos());
        err.println("brickyard: " + tally.line() + (tally.latest().isEmpty() ? "" : ", last " + tally.latest()));
        err.println("brickyard: " + progress.line());
        err.flush();
    }

    @Override
    public synchronized void healed(ReplicaSpec set, Gfid gfid, Action action) {
        if (!quiet) {
            live.clear();
            out.println(action.line(set));
        }
    }

    @Override
    public synchronized void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
        if (!quiet) {
            live.clear();
            out.println("left     " + path + ": " + reason.code() + " (" + detail + "); " + reason.advice());
        }
    }

    @Override
    public void close() throws IOException {
        live.close();
        if (report.isPresent()) {
            report.get().close();
        }
    }
}
