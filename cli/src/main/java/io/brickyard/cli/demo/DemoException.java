package io.brickyard.cli.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;

import io.brickyard.brickd.BrickdException;
import io.brickyard.load.run.LoadException;

/** The demonstration cannot run; the message says in one line why, and the way out. */
public final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String ELSEWHERE = "; --dir DIR puts the demo elsewhere";

    private DemoException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file or directory of the demonstration that cannot be had. */
    static DemoException of(IOException failure) {
        String file = failure instanceof FileSystemException of && of.getFile() != null ? of.getFile() + ": " : "";
        return new DemoException(file + reason(failure) + ELSEWHERE, failure);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** Bricks that cannot be served. */
    static DemoException of(BrickdException failure) {
        return failure.getCause() instanceof BindException bind
                ? new DemoException("no free port for the bricks: " + bind.getMessage()
                        + "; end some servers, or widen net.ipv4.ip_local_port_range", failure)
                : new DemoException("the bricks cannot be served: " + failure.getMessage() + ELSEWHERE, failure);
    }

    /** A load that cannot run. */
    static DemoException of(LoadException failure) {
        boolean network = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(SocketException.class::isInstance);
        return new DemoException("the bricks' files cannot be laid out: " + failure.getMessage()
                + (network ? "; the loopback interface must be up" : ELSEWHERE), failure);
    }
}
