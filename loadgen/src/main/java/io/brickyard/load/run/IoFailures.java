package io.brickyard.load.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import io.brickyard.load.engine.IoUnit;

/** Words for failures of I/O. */
final class IoFailures {
    private IoFailures() {
    }

    /** A failure with a file, before the run. */
    static String describe(String path, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof NoSuchFileException) {
            return path + ": the directory does not exist; make it";
        }
        if (failure instanceof AccessDeniedException) {
            return path + ": permission denied";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return path + ": " + file.getReason();
        }
        return message.startsWith(path) ? message : path + ": " + message;
    }

    /** A failure of an I/O of a run. */
    static String describe(String path, IoUnit unit, IOException failure) {
        String what = switch (unit.op) {
            case READ, WRITE -> unit.request.direction.text() + " of " + unit.request.length + " bytes at "
                    + unit.request.offset;
            case FSYNC, FDATASYNC -> "fsync";
        };
        return path + ": " + what + ": " + failure.getMessage();
    }
}
