package io.brickyard.load.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.brickyard.load.engine.FileState;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;

/** Keeps a run from destroying what is not load's own. */
final class WriteGuard {
    private final boolean readOnly;

    /**
     * @param readOnly no job may write or lay out anything
     */
    WriteGuard(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Refuses a job that writes, if nothing may. */
    void check(JobSpec job) throws LoadException {
        if (readOnly && job.writes()) {
            throw new LoadException("job " + job.name() + ": rw=" + job.rw()
                    + " writes, which --readonly forbids; leave one of them out");
        }
    }

    /** Refuses a job that would write to somebody else's data. */
    void writes(JobSpec job, String path, FileState state) throws LoadException {
        boolean foreign = state.exists() && !state.laidOut() && (state.device() || state.sizeBytes() > 0);
        if (foreign && !job.yes(LoadOption.OVERWRITE)) {
            throw new LoadException(path + ": load did not lay out this " + (state.device() ? "device" : "file")
                    + "; if what it holds may be lost, say --overwrite=1");
        }
        if (state.device() && isMounted(path) && !job.yes(LoadOption.ALLOW_MOUNTED_WRITE)) {
            throw new LoadException(path + ": the device is mounted; unmount it, or say --allow_mounted_write=1");
        }
    }

    /** Refuses to make a file larger, or a new one, where that is not wanted. */
    void grows(JobSpec job, String path, FileState state, long needed) throws LoadException {
        String is = state.exists() ? "has " + state.sizeBytes() + " bytes, " + needed + " are wanted"
                : "does not exist";
        if (state.device()) {
            throw new LoadException(path + ": the device " + is + "; lower --size");
        }
        if (readOnly) {
            throw new LoadException(path + ": " + is + ", and --readonly forbids to lay it out");
        }
        if (state.exists() && state.sizeBytes() > 0 && !state.laidOut() && !job.yes(LoadOption.OVERWRITE)) {
            throw new LoadException(path + ": " + is + ", and load did not lay out this file; lower --size, or say "
                    + "--overwrite=1 to let load write to it");
        }
    }

    private static boolean isMounted(String path) {
        try {
            Path device = Path.of(path).toRealPath();
            for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
                Path mounted = Path.of(line.substring(0, line.indexOf(' ')));
                if (mounted.isAbsolute() && Files.exists(mounted) && mounted.toRealPath().equals(device)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | IndexOutOfBoundsException e) {
            // Not to be known: better refuse.
            return true;
        }
    }
}
