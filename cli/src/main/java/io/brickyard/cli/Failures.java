package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns whatever went wrong into one line on standard error and an exit code. A stack trace is shown for
 * {@code --verbose} and never otherwise; what nobody foresaw is called a bug and ends with {@link ExitCode#INTERNAL}.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("brickyard: " + UsageMessage.of(wrong));
        command.getErr().flush();
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        var root = (BrickyardCommand) command.getCommandSpec().root().userObject();
        return report(failure, command.getErr(), root.verbose()).code();
    }

    /**
     * Runs the last command named. Printing help may fail as well, since its reader can go away; picocli would show that
     * as a stack trace.
     */
    static int runLast(ParseResult parsed) {
        try {
            Integer helped = CommandLine.executeHelpRequest(parsed);
            return helped == null ? new CommandLine.RunLast().execute(parsed) : helped;
        } catch (OutputFailedException failure) {
            return report(failure, parsed.commandSpec().commandLine().getErr(), false).code();
        }
    }

    /** Prints the line, and the stack trace if asked for. */
    static ExitCode report(Throwable failure, PrintWriter err, boolean verbose) {
        if (failure instanceof OutputFailedException output && output.readerIsGone()) {
            return ExitCode.DONE;
        }
        ExitCode code = exitCodeOf(failure);
        if (code == ExitCode.INTERNAL) {
            err.println("brickyard: internal error: " + failure + "; this is a bug, please report it"
                    + (verbose ? "" : " with what --verbose shows"));
        } else {
            err.println("brickyard: " + messageOf(failure));
        }
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static ExitCode exitCodeOf(Throwable failure) {
        if (failure instanceof CommandFailure told) {
            return told.exitCode();
        }
        boolean environment = failure instanceof IOException || failure instanceof UncheckedIOException
                || failure instanceof OutOfMemoryError;
        return environment ? ExitCode.FAILED : ExitCode.INTERNAL;
    }

    private static String messageOf(Throwable failure) {
        boolean wrapper = failure instanceof UncheckedIOException && !(failure instanceof OutputFailedException);
        if (wrapper && failure.getCause() instanceof IOException inside) {
            return messageOf(inside);
        }
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return file.getFile() + ": " + reasonOf(file);
        }
        if (failure instanceof OutOfMemoryError) {
            return "out of memory (" + failure.getMessage() + "); allow more with BRICKYARD_JAVA_OPTS=-Xmx4g";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String reasonOf(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }
}
