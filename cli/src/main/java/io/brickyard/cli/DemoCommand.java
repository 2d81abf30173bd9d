package io.brickyard.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.brickyard.cli.demo.Demo;
import io.brickyard.cli.demo.DemoException;
import io.brickyard.cli.demo.DemoOutcome;
import io.brickyard.cli.demo.DemoSettings;
import io.brickyard.cli.demo.DemoText;
import io.brickyard.load.option.Numbers;
import io.brickyard.load.option.OptionException;
import io.brickyard.stats.render.OutputFormat;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command {@code brickyard demo}. */
final class DemoCommand implements Callable<Integer> {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long SHORTEST_NANOS = SECOND_NANOS / 10;

    private final OptionSpec runtime = Options.value(Long.class, "TIME", "--runtime")
            .converters(DemoCommand::time)
            .defaultValue("3")
            .description("Measure for this time, in seconds unless it has a unit such as 500ms. Default: "
                    + "${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec blockSize = Options.value(Long.class, "BYTES", "--bs")
            .converters(DemoCommand::bytes)
            .defaultValue("4k")
            .description("Size of each read, up to 1m. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec depth = Options.value(Integer.class, "N", "--iodepth")
            .defaultValue("1")
            .description("Reads under way at once. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec json = Options.flag("--json")
            .description("Print the table as brickyard stats --json does, and nothing else.")
            .build();

    private final OptionSpec html = Options.value(Path.class, "FILE", "--html")
            .description("Write the report of brickyard stats --format html to FILE too, replacing it.")
            .build();

    private final OptionSpec directory = Options.value(Path.class, "DIR", "--dir")
            .description("Where to make the temporary directory, of about 60 MiB; its file system must have extended "
                    + "attributes. Default: what TMPDIR names, or /tmp.")
            .build();

    private final OptionSpec keep = Options.flag("--keep")
            .description("Leave the temporary directory there, with bricks, dumps and the bricks' log.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("demo")
            .addOption(runtime)
            .addOption(blockSize)
            .addOption(depth)
            .addOption(json)
            .addOption(html)
            .addOption(directory)
            .addOption(keep);

    /** The command with its help. */
    CommandSpec spec() {
        spec.usageMessage()
                .header("Show on this machine alone where the time of a read goes")
                .customSynopsis("brickyard demo [OPTION]...")
                .description(
                        "Serves a volume of three new bricks on free ports of the loopback interface, reads from it at "
                                + "random for some seconds, and prints what each layer between the client's top and "
                                + "the bricks' disks added to a read. Needs neither root nor GlusterFS, and leaves "
                                + "nothing behind, also when interrupted.",
                        "",
                        "It does what these commands do, which work on real volumes as well: brickyard brickd --init "
                                + "--stats-dir, brickyard load --ioengine=gluster --stats-dir, brickyard stats.")
                .optionListHeading("%nOptions%n");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() {
        DemoSettings settings = settings();
        PrintWriter err = spec.commandLine().getErr();
        try (LiveLine live = LiveLine.ofThisProcess()) {
            var demo = new Demo(settings, live::show, warning -> err.println("brickyard: " + warning));
            Optional<DemoOutcome> outcome;
            try (EndSignals _ = EndSignals.handledBy(demo::interrupt)) {
                outcome = demo.run();
            }
            live.clear();
            return print(settings, demo, outcome, err).code();
        } catch (DemoException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private ExitCode print(DemoSettings settings, Demo demo, Optional<DemoOutcome> outcome, PrintWriter err) {
        if (outcome.isEmpty() || !outcome.get().hasTable()) {
            if (!demo.interrupted()) {
                throw new CommandFailure(ExitCode.FAILED, "no read was measured; raise --runtime");
            }
            err.println("brickyard: interrupted before anything was measured");
            return ExitCode.INTERRUPTED;
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean document = json.getValue();
        if (!document) {
            out.print(DemoText.heading(settings, outcome.get()));
        }
        new StatsOutput(document ? OutputFormat.JSON : OutputFormat.TEXT, null, false).write(outcome.get().report(),
                out);
        Path page = html.getValue();
        if (page != null) {
            new StatsOutput(OutputFormat.HTML, page, false).write(outcome.get().report(), out);
        }
        if (!document) {
            out.print(DemoText.meaning(settings, outcome.get()));
            if (page != null) {
                out.println("\nReport: " + page + " (for a browser; it holds everything that it needs)");
            }
        }
        out.flush();
        outcome.get().run().jobs().forEach(job -> job.messages().forEach(it -> err.println("brickyard: " + it)));
        return LoadCommand.exitCode(outcome.get().run());
    }

    private DemoSettings settings() {
        int reads = depth.getValue();
        if (reads < 1 || reads > DemoSettings.MOST_DEPTH) {
            throw new ParameterException(spec.commandLine(),
                    "--iodepth: " + reads + " is not between 1 and " + DemoSettings.MOST_DEPTH);
        }
        boolean keeps = keep.getValue();
        return new DemoSettings(runtime.getValue(), blockSize.getValue(), reads, parent(), keeps);
    }

    private Path parent() {
        Path named = directory.getValue();
        String usual = System.getenv("TMPDIR");
        return named != null ? named
                : Path.of(usual == null || usual.isEmpty() ? System.getProperty("java.io.tmpdir") : usual);
    }

    private static Long time(String text) {
        try {
            long nanos = Numbers.nanos(text, SECOND_NANOS);
            if (nanos < SHORTEST_NANOS) {
                throw new TypeConversionException("'" + text + "' is less than 100ms");
            }
            return nanos;
        } catch (OptionException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static Long bytes(String text) {
        try {
            long bytes = Numbers.size(text);
            if (bytes < 1 || bytes > DemoSettings.MOST_BLOCK_BYTES) {
                throw new TypeConversionException("'" + text + "' is not between 1 and 1m");
            }
            return bytes;
        } catch (OptionException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
