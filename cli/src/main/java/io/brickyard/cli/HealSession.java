package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.brickyard.brickd.Signals;
import io.brickyard.client.Links;
import io.brickyard.heal.Reason;
import io.brickyard.heal.VolumeHeal;
import io.brickyard.heal.Wiring;
import io.brickyard.heal.cron.ReportFile;
import io.brickyard.heal.cron.RunLimits;
import io.brickyard.heal.cron.RunProgress;
import io.brickyard.heal.cron.Tally;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.Difference;
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
    private final Optional<ReportFile> file;
    private final List<ReportFile> reports = new ArrayList<>();
    private final Form form;
    private final PrintWriter out;
    private final PrintWriter err;
    private final LiveLine live;

    /** Makes the run, once it is known who hears of it. */
    interface Start {
        VolumeHeal with(Journal journal, Wiring wiring);
    }

    /**
     * How results are shown.
     *
     * @param dryRun whether nothing is changed
     * @param quiet whether only a summary is wanted, and only if there is anything to tell
     * @param json whether lines of JSON are wanted
     * @param summary the summary of people
     */
    record Form(boolean dryRun, boolean quiet, boolean json, Function<Tally, String> summary) {
        boolean isText() {
            return !quiet && !json;
        }
    }

    HealSession(Start start, Form form, RunLimits limits, Links links, Optional<Path> reportFile, CommandLine command)
            throws IOException {
        this.limits = limits;
        this.form = form;
        this.out = command.getOut();
        this.err = command.getErr();
        this.live = form.isText() ? LiveLine.ofThisProcess() : LiveLine.none();
        this.file = reportFile.isPresent() ? Optional.of(ReportFile.create(reportFile.get())) : Optional.empty();
        file.ifPresent(reports::add);
        if (form.json()) {
            reports.add(ReportFile.to(out));
        }
        List<Journal> journals = new ArrayList<>(List.of(tally, progress, this));
        journals.addAll(reports);
        this.heal = start.with(new Journals(journals), new Wiring(links, limits.rate(), progress));
    }

    /** Runs, and prints the summary whatever happens. */
    ExitCode run() throws IOException {
        Optional<Runnable> undoInt = Signals.handle("INT", this::end);
        Optional<Runnable> undoTerm = Signals.handle("TERM", this::end);
        Optional<Runnable> undoUsr1 = Signals.handle("USR1", this::status);
        Thread drawing = Thread.ofVirtual().name("heal progress").start(this::draw);
        boolean ended = false;
        try {
            heal.run();
            ended = true;
        } finally {
            over.countDown();
            join(drawing);
            undoUsr1.ifPresent(Runnable::run);
            undoTerm.ifPresent(Runnable::run);
            undoInt.ifPresent(Runnable::run);
            summary(ended);
        }
        return exitCode();
    }

    private void draw() {
        try {
            while (!over.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.look(limits.workedNanos());
                synchronized (this) {
                    if (live.works()) {
                        live.show(tally.verified() > 0 ? form.summary().apply(tally) : progress.line());
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

    /** How a summary begins: a run that failed is not done. */
    private String heading(boolean ended) {
        if (form.dryRun()) {
            return "dry run: ";
        }
        if (limits.mustStop()) {
            return "stopped: ";
        }
        return ended ? "done: " : "failed: ";
    }

    private synchronized void summary(boolean ended) {
        live.clear();
        reports.forEach(it -> it.summary(tally, limits.mustStop()));
        boolean anything = tally.left() > 0 || tally.differences() > 0 || tally.healedAny();
        if (!form.json() && (!form.quiet() || anything)) {
            out.println(heading(ended) + form.summary().apply(tally));
        }
        out.flush();
        reports.stream().flatMap(it -> it.trouble().stream())
                .forEach(it -> err.println("brickyard: the report is not whole: " + it));
        err.flush();
    }

    private ExitCode exitCode() {
        boolean reported = reports.stream().allMatch(it -> it.trouble().isEmpty());
        if (tally.differences() > tally.repaired()) {
            return ExitCode.DIFFERS;
        }
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
        err.println("brickyard: " + form.summary().apply(tally)
                + (tally.latest().isEmpty() ? "" : ", last " + tally.latest()));
        err.println("brickyard: " + progress.line());
        err.flush();
    }

    @Override
    public synchronized void healed(ReplicaSpec set, Gfid gfid, Action action) {
        if (form.isText()) {
            live.clear();
            out.println(action.line(set));
        }
    }

    @Override
    public synchronized void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
        if (form.isText()) {
            live.clear();
            out.println("left     " + path + ": " + reason.code() + " (" + detail + "); " + reason.advice());
        }
    }

    @Override
    public synchronized void differs(ReplicaSpec set, Difference difference) {
        if (form.isText()) {
            live.clear();
            out.println(difference.line(set));
        }
    }

    @Override
    public synchronized void repaired(ReplicaSpec set, String path, int differences) {
        if (form.isText()) {
            live.clear();
            out.println("repaired " + path + ": " + differences + (differences == 1 ? " difference" : " differences"));
        }
    }

    @Override
    public void close() throws IOException {
        live.close();
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
