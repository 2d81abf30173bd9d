package io.brickyard.cli;

/** Ends a command with one clear line on standard error and the given exit code. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /**
     * @param message names the file, option or host, the offending value and the way out; one line, no full stop
     */
    CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What the process ends with. */
    ExitCode exitCode() {
        return exitCode;
    }
}
