package io.brickyard.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Replaces {@code System.out} and {@code System.err}: both speak UTF-8 whatever the locale says; output is buffered
 * (line by line on a terminal), a reader that went away ends the command, and what was printed before an interrupt still
 * arrives.
 */
final class StandardStreams {
    private static final int OUTPUT_BUFFER_BYTES = 16 * 1024;

    /** An interrupted command must not hang because the reader of its output does not read. */
    private static final long FLUSH_ON_EXIT_MILLIS = 500;

    private StandardStreams() {
    }

    static void install() {
        var guarded = new GuardedOutput(new FileOutputStream(FileDescriptor.out));
        var buffered = new BufferedOutputStream(guarded, OUTPUT_BUFFER_BYTES);
        boolean lineByLine = TerminalFacts.ofThisProcess().outputIsTerminal();
        var out = new PrintStream(buffered, lineByLine, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> flushWithin(out, FLUSH_ON_EXIT_MILLIS)));
    }

    private static void flushWithin(PrintStream out, long millis) {
        Thread flusher = Thread.ofPlatform().daemon().start(() -> {
            try {
                out.flush();
            } catch (OutputFailedException e) {
                // Nobody is left to tell: the process ends either way.
                return;
            }
        });
        try {
            flusher.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
