package io.brickyard.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs several commands in one JVM while the package is built, so that the start-up cache recorded meanwhile serves all of
 * them. Users never run it; it is here because a cache is only valid for the jars it was recorded with.
 */
final class StartupTraining {
    private static final String NEXT = "--next";

    private StartupTraining() {
    }

    /** Takes command lines separated by {@code --next}; fails at the first that does not end with {@link ExitCode#DONE}. */
    public static void main(String[] args) {
        StandardStreams.install();
        List<String> command = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals(NEXT)) {
                run(command);
                command.clear();
            } else {
                command.add(arg);
            }
        }
        run(command);
    }

    private static void run(List<String> command) {
        int code = Main.run(command.toArray(String[]::new), System.out, System.err);
        if (code != ExitCode.DONE.code()) {
            throw new IllegalStateException("training with " + command + " ended with exit code " + code);
        }
    }
}
