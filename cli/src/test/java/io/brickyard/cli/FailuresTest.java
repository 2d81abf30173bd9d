package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FailuresTest {

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void shouldEndWithTheCodeThatTheCommandChose(ExitCode code) {
        var err = new StringWriter();
        assertEquals(code, report(new CommandFailure(code, "brick b0: gone"), err, false));
        if (code != ExitCode.INTERNAL) {
            assertEquals("brickyard: brick b0: gone\n", err.toString());
        }
    }

    static Stream<Arguments> environment() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("/x/a.dump"), "/x/a.dump: no such file or directory"),
                Arguments.of(new AccessDeniedException("/x"), "/x: permission denied"),
                Arguments.of(new FileSystemException("/x", null, "Is a directory"), "/x: Is a directory"),
                Arguments.of(new UncheckedIOException(new NoSuchFileException("/x")), "/x: no such file or directory"),
                Arguments.of(new IOException("connection refused"), "connection refused"),
                Arguments.of(
                        new OutOfMemoryError("Java heap space"),
                        "out of memory (Java heap space); allow more with BRICKYARD_JAVA_OPTS=-Xmx4g"));
    }

    @ParameterizedTest
    @MethodSource("environment")
    void shouldSayInOneLineWhatTheSystemRefused(Throwable failure, String message) {
        var err = new StringWriter();
        assertEquals(ExitCode.FAILED, report(failure, err, false));
        assertEquals("brickyard: " + message + "\n", err.toString());
    }

    @Test
    void shouldCallItABugWhenNobodyForesawTheFailure() {
        var err = new StringWriter();
        assertEquals(ExitCode.INTERNAL, report(new IllegalStateException("n < 0"), err, false));
        assertEquals(
                "brickyard: internal error: java.lang.IllegalStateException: n < 0; this is a bug, please report it with"
                        + " what --verbose shows\n",
                err.toString());
    }

    @Test
    void shouldShowTheStackTraceOnlyWhenVerbose() {
        var err = new StringWriter();
        report(new CommandFailure(ExitCode.FAILED, "no brick"), err, true);
        assertTrue(err.toString().startsWith("brickyard: no brick\n"), err.toString());
        assertTrue(err.toString().contains("\tat " + FailuresTest.class.getName()), err.toString());
    }

    private static ExitCode report(Throwable failure, StringWriter err, boolean verbose) {
        return Failures.report(failure, new PrintWriter(err, true), verbose);
    }
}
