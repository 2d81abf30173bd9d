package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import io.brickyard.heal.cron.Cursor;
import io.brickyard.heal.cron.DailyWindow;
import io.brickyard.heal.cron.Durations;
import io.brickyard.heal.cron.RunLimits;
import io.brickyard.heal.cron.RunLock;
import io.brickyard.heal.pace.RateText;
import io.brickyard.heal.pace.SendRate;
import io.brickyard.heal.run.PathFilter;
import io.brickyard.xlator.throttle.policy.Rate;
import io.brickyard.xlator.throttle.policy.Rule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code brickyard heal}'s commands that say on what, when and how they run. */
final class HealCrawlSpecs {
    private static final int MOST_JOBS = 64;

    private final OptionSpec path = Options.value(String.class, "PATH", "--path")
            .defaultValue("/")
            .description("Only PATH and what is below it, as seen from the volume's root.")
            .build();

    private final OptionSpec include = Options.values(String.class, it -> it, "GLOB", "--include")
            .description("Only paths that match. * stops at slashes, ** does not. May be repeated.")
            .build();

    private final OptionSpec exclude = Options.values(String.class, it -> it, "GLOB", "--exclude")
            .description("Not the paths that match. May be repeated.")
            .build();

    private final OptionSpec jobs = Options.value(Integer.class, "N", "--jobs")
            .defaultValue("4")
            .description("N entries at a time, 1 to " + MOST_JOBS + ". Default: ${DEFAULT-VALUE}.")
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
                    "Where a lock file lets one run per volume go on at a time, and a note says how far a walk that was "
                            + "ended came, unless it was of some paths only. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec report = Options.value(Path.class, "FILE", "--report")
            .description("Write what is found, healed and left to FILE, as lines of JSON with reasons and advice.")
            .build();

    private final OptionSpec quiet = Options.flag("--quiet")
            .description("Print nothing but the summary, and that only if there is anything to tell.")
            .build();

    /** Adds them to a command. */
    void addTo(CommandSpec spec) {
        addPathsTo(spec);
        spec.addOption(jobs).addOption(rate).addOption(adaptive).addOption(window).addOption(maxRuntime);
        addOutputsTo(spec);
    }

    /** Adds only those that say on what. */
    void addPathsTo(CommandSpec spec) {
        spec.addOption(path).addOption(include).addOption(exclude);
    }

    /** Adds only those that say where notes and results go. */
    void addOutputsTo(CommandSpec spec) {
        spec.addOption(stateDir).addOption(report).addOption(quiet);
    }

    /** How many entries at a time. */
    int jobs(CommandSpec spec) {
        int workers = jobs.getValue();
        if (workers < 1 || workers > MOST_JOBS) {
            throw new ParameterException(spec.commandLine(),
                    "--jobs: " + workers + " is not between 1 and " + MOST_JOBS);
        }
        return workers;
    }

    /** The report file, if one is wanted. */
    Optional<Path> report() {
        Path file = report.getValue();
        return Optional.ofNullable(file);
    }

    /** Whether only a summary is wanted. */
    boolean quiet() {
        return quiet.getValue();
    }

    /**
     * The note of how far a walk came; empty for a walk of only some paths, which would take the place of another for its
     * own.
     *
     * @param anew whether to forget what it says
     */
    Optional<Cursor> cursor(String name, boolean anew) throws IOException {
        List<String> includes = include.getValue();
        List<String> excludes = exclude.getValue();
        String below = path.getValue();
        if (!below.equals("/") || !includes.isEmpty() || !excludes.isEmpty()) {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(stateDir.getValue(), name);
        if (anew) {
            cursor.clear();
        }
        return Optional.of(cursor);
    }

    /** What a run holds while it lasts. */
    interface Held extends AutoCloseable {
        Held NOTHING = () -> {
            // what only looks disturbs no other
        };

        @Override
        void close() throws IOException;
    }

    /** Keeps other runs of a name away. */
    Held lock(String name) throws IOException {
        Path directory = stateDir.getValue();
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

    /** Which paths. */
    PathFilter filter(CommandSpec spec) {
        List<String> includes = include.getValue();
        List<String> excludes = exclude.getValue();
        try {
            return new PathFilter(path.getValue(), includes, excludes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    /** When the run ends; empty if it is not to begin now. */
    Optional<RunLimits> limits(CommandSpec spec) {
        Duration most = maxRuntime.getValue();
        DailyWindow hours = window.getValue();
        long nanos = most == null ? Long.MAX_VALUE : most.toNanos();
        if (hours != null) {
            LocalTime now = LocalTime.now(ZoneId.systemDefault());
            nanos = hours.holds(now) ? Math.min(nanos, hours.left(now).toNanos()) : 0;
        }
        if (nanos == 0 && !quiet()) {
            spec.commandLine().getErr().println("brickyard: outside the window " + hours);
        }
        return nanos == 0 ? Optional.empty()
                : Optional.of(new RunLimits(System.nanoTime(), nanos, sendRate(spec)));
    }

    private Optional<SendRate> sendRate(CommandSpec spec) {
        String fixed = rate.getValue();
        String following = adaptive.getValue();
        if (fixed == null && following == null) {
            return Optional.empty();
        }
        List<Rate> rates = fixed == null ? List.of() : parsed(spec, "--rate", () -> RateText.rates(fixed));
        Optional<Rule.Auto> auto = following == null ? Optional.empty()
                : Optional.of(parsed(spec, "--adaptive", () -> RateText.adaptive(following)));
        return Optional.of(new SendRate(rates, auto, System::nanoTime));
    }

    private static <T> T parsed(CommandSpec spec, String option, Parse<T> parse) {
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
