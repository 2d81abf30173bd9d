package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.cron.Cursor;
import io.brickyard.heal.cron.DailyWindow;
import io.brickyard.heal.cron.Durations;
import io.brickyard.heal.cron.RunLimits;
import io.brickyard.heal.cron.RunLock;
import io.brickyard.heal.pace.RateText;
import io.brickyard.heal.pace.SendRate;
import io.brickyard.heal.run.HealOptions;
import io.brickyard.heal.run.PathFilter;
import io.brickyard.xlator.throttle.policy.Rate;
import io.brickyard.xlator.throttle.policy.Rule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command {@code brickyard heal run}. */
final class HealRunCommand implements Callable<Integer> {
    private static final int MOST_JOBS = 64;

    private final HealVolumeSpecs volume = new HealVolumeSpecs();
    private final HealTlsSpecs tls = new HealTlsSpecs();

    private final OptionSpec dryRun = Options.flag("--dry-run")
            .description("Change nothing: print the lines that the run would print.")
            .build();

    private final OptionSpec full = Options.flag("--full")
            .description(
                    "Walk the whole tree instead of what the bricks list. A walk that was ended goes on at the next "
                            + "run, from a note in the state directory.")
            .build();

    private final OptionSpec restart = Options.flag("--restart")
            .description("With --full: begin anew, whatever the note says.")
            .build();

    private final OptionSpec path = Options.value(String.class, "PATH", "--path")
            .defaultValue("/")
            .description("Heal only PATH and what is below it, as seen from the volume's root.")
            .build();

    private final OptionSpec include = Options.values(String.class, it -> it, "GLOB", "--include")
            .description("Heal only paths that match. * stops at slashes, ** does not. May be repeated.")
            .build();

    private final OptionSpec exclude = Options.values(String.class, it -> it, "GLOB", "--exclude")
            .description("Do not heal paths that match. May be repeated.")
            .build();

    private final OptionSpec jobs = Options.value(Integer.class, "N", "--jobs")
            .defaultValue("4")
            .description("Heal N entries at a time, 1 to " + MOST_JOBS + ". Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec window = Options.value(DailyWindow.class, "FROM-TO", "--window")
            .converters(text -> converted(() -> DailyWindow.parse(text)))
            .description("Run only between these times of day, such as 01:00-05:00, and end when they are over.")
            .build();

    private final OptionSpec maxRuntime = Options.value(Duration.class, "TIME", "--max-runtime")
            .converters(text -> converted(() -> Durations.parse(text)))
            .description("End after TIME, such as 90s, 30m or 4h.")
            .build();

    private final OptionSpec rate = Options.value(String.class, "RATE[,RATE]", "--rate")
            .description(
                    "Send each brick at most so much, such as 500fops/s,20MiB/s. Operations count as one each; bytes are "
                            + "those read, written and checksummed, at least 512 an operation. Waits between blocks and "
                            + "entries, while no user is kept out.")
            .build();

    private final OptionSpec adaptive = Options.value(String.class, "target-p99=TIME[,min=RATE][,max=RATE]",
            "--adaptive")
            .description(
                    "Go as fast as users do not feel it: looks up each brick's root a hundred times a second as an "
                            + "ordinary process, and slows down while 1 of 100 takes longer than TIME, such as 5ms. "
                            + "Default min: 20fops/s.")
            .build();

    private final OptionSpec stateDir = Options.value(Path.class, "DIR", "--state-dir")
            .defaultValue("/var/lib/brickyard/heal")
            .description(
                    "Where a lock file lets one run per volume go on at a time, and a note says how far a --full run "
                            + "came. Default: "
                            + "${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec report = Options.value(Path.class, "FILE", "--report")
            .description("Write what is healed and left to FILE, as lines of JSON with reasons and advice.")
            .build();

    private final OptionSpec quiet = Options.flag("--quiet")
            .description("Print nothing but the summary, and that only if anything was healed or is left.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("run");

    /** The command with its help. */
    CommandSpec spec() {
        volume.addTo(spec);
        tls.addTo(spec);
        List.of(dryRun, full, restart, path, include, exclude, jobs, rate, adaptive, window, maxRuntime, stateDir,
                report, quiet)
                .forEach(spec::addOption);
        spec.usageMessage()
                .header("Heal what the bricks list")
                .customSynopsis("brickyard heal run --volume=HOST:VOLUME [OPTION]...")
                .description(
                        "Copies what bricks missed from those that have it: metadata, names and content, by "
                                + "GlusterFS's own rules and locks. Prints a line for each thing healed and each entry "
                                + "left, then a summary. All bricks of a replica set must be up.",
                        "",
                        "Safe to end at any moment and to run beside the self-heal daemon and users. "
                                + "SIGUSR1 prints how far it is.")
                .optionListHeading("%nOptions%n")
                .footerHeading("%nExamples%n")
                .footer(
                        "  brickyard heal run --volume=server1:data --dry-run",
                        "  brickyard heal run --volume=server1:data --path=/home --max-runtime=30m",
                        "  brickyard heal run --volume=server1:data --quiet --report=/var/log/heal.jsonl");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        VolumeSource source = volume.value(spec);
        int workers = jobs.getValue();
        if (workers < 1 || workers > MOST_JOBS) {
            throw new ParameterException(spec.commandLine(),
                    "--jobs: " + workers + " is not between 1 and " + MOST_JOBS);
        }
        boolean dry = dryRun.getValue();
        boolean walk = full.getValue();
        boolean silent = quiet.getValue();
        var options = new HealOptions(walk, workers, dry, filter());
        Path reportFile = report.getValue();
        RunLimits limits = limits();
        if (limits.mustStop()) {
            if (!silent) {
                spec.commandLine().getErr().println("brickyard: outside the window " + window.getValue());
            }
            return ExitCode.STOPPED.code();
        }
        Path state = stateDir.getValue();
        try (Held _ = dry ? Held.NOTHING : lock(state, source.name());
                var session = new HealSession(source, options, limits, tls.value(), cursor(walk && !dry, source),
                        Optional.ofNullable(reportFile), silent,
                        spec.commandLine())) {
            return session.run().code();
        }
    }

    /** What a run holds while it lasts. */
    interface Held extends AutoCloseable {
        Held NOTHING = () -> {
            // a dry run disturbs no other
        };

        @Override
        void close() throws IOException;
    }

    private static Held lock(Path directory, String name) throws IOException {
        Optional<RunLock> lock;
        try {
            lock = RunLock.take(directory, name);
        } catch (IOException e) {
            throw new IOException("no lock file in " + directory + ": " + e + "; name another --state-dir", e);
        }
        RunLock taken = lock.orElseThrow(() -> new CommandFailure(ExitCode.LOCKED, "another heal run of " + name
                + " goes on, process " + RunLock.holder(directory, name)));
        return taken::close;
    }

    private Optional<Cursor> cursor(boolean wanted, VolumeSource source) throws IOException {
        if (!wanted) {
            return Optional.empty();
        }
        var cursor = new Cursor(stateDir.getValue(), source.name());
        boolean anew = restart.getValue();
        if (anew) {
            cursor.clear();
        }
        return Optional.of(cursor);
    }

    private PathFilter filter() {
        List<String> includes = include.getValue();
        List<String> excludes = exclude.getValue();
        try {
            return new PathFilter(path.getValue(), includes, excludes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private RunLimits limits() {
        Duration most = maxRuntime.getValue();
        DailyWindow hours = window.getValue();
        long nanos = most == null ? Long.MAX_VALUE : most.toNanos();
        if (hours != null) {
            LocalTime now = LocalTime.now(ZoneId.systemDefault());
            nanos = hours.holds(now) ? Math.min(nanos, hours.left(now).toNanos()) : 0;
        }
        return new RunLimits(System.nanoTime(), nanos, sendRate());
    }

    private Optional<SendRate> sendRate() {
        String fixed = rate.getValue();
        String following = adaptive.getValue();
        if (fixed == null && following == null) {
            return Optional.empty();
        }
        List<Rate> rates = fixed == null ? List.of() : parsed("--rate", () -> RateText.rates(fixed));
        Optional<Rule.Auto> auto = following == null ? Optional.empty()
                : Optional.of(parsed("--adaptive", () -> RateText.adaptive(following)));
        return Optional.of(new SendRate(rates, auto, System::nanoTime));
    }

    private <T> T parsed(String option, Parse<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
        }
    }

    private interface Parse<T> {
        T get();
    }

    private static <T> T converted(Parse<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
