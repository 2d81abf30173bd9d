package io.brickyard.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** Where the process starts and the only place that ends it. */
public final class Main {
    private Main() {
    }

    /** Runs one brickyard command and exits with its {@link ExitCode}. */
    public static void main(String[] args) {
        StandardStreams.install();
        System.exit(run(args, System.out, System.err));
    }

    /**
     * Runs one command to its end without ending the process.
     *
     * @param out takes results as UTF-8; flushed before this returns
     * @param err takes messages as UTF-8; flushed before this returns
     * @return the exit code for the process
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        var writerOut = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        var writerErr = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        int code;
        try {
            code = commandLine(writerOut, writerErr).execute(args);
            writerOut.flush();
            out.flush();
        } catch (RuntimeException | Error failure) {
            code = Failures.report(failure, writerErr, false).code();
        }
        writerErr.flush();
        err.flush();
        return code;
    }

    private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var failures = new Failures();
        Ansi colors = TerminalFacts.ofThisProcess().colorsOnOutput() ? Ansi.ON : Ansi.OFF;
        return BrickyardCommand.commandLine()
                .setOut(out)
                .setErr(err)
                .setColorScheme(Help.defaultColorScheme(colors))
                // A file may be called @x: arguments mean what they say.
                .setExpandAtFiles(false)
                .setExecutionStrategy(Failures::runLast)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }
}
