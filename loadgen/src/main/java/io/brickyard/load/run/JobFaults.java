package io.brickyard.load.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.brickyard.load.engine.EngineLostException;
import io.brickyard.load.engine.IoOp;
import io.brickyard.load.engine.IoUnit;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import org.jspecify.annotations.Nullable;

/** What went wrong in a job, and whether it ends the job. */
final class JobFaults {
    private static final int MOST_MESSAGES = 10;

    private final JobSpec job;
    private final Set<String> goOnAfter;
    private final boolean verifyFatal;
    private final List<String> messages = new ArrayList<>();
    private boolean ending;
    private long failed;
    private long differing;

    JobFaults(JobSpec job) {
        this.job = job;
        this.goOnAfter = switch (job.text(LoadOption.CONTINUE_ON_ERROR)) {
            case "read" -> Set.of("read");
            case "write" -> Set.of("write");
            case "io" -> Set.of("read", "write");
            case "verify" -> Set.of("verify");
            case "all", "1" -> Set.of("read", "write", "verify");
            default -> Set.of();
        };
        this.verifyFatal = job.yes(LoadOption.VERIFY_FATAL);
    }

    /** An I/O failed; true if the job has to end. After the first such only I/Os that were under way can fail. */
    synchronized boolean failed(IoUnit unit, IOException failure) {
        failed++;
        boolean lost = failure instanceof EngineLostException;
        if (!ending) {
            say(lost ? failure.getMessage()
                    : IoFailures.describe(job.files().get(unit.request.file), unit, failure));
        }
        boolean reading = unit.op == IoOp.READ && unit.request.direction == Direction.READ;
        boolean ends = lost || !goOnAfter.contains(reading ? "read" : "write");
        ending |= ends;
        return ends;
    }

    /** A block differs from what was written; true if the job has to end. */
    synchronized boolean differs(IoUnit unit, String fault) {
        differing++;
        say("verify: " + job.files().get(unit.request.file) + ", block of " + unit.request.length + " bytes at "
                + unit.request.offset + ": " + fault);
        return verifyFatal;
    }

    private void say(@Nullable String message) {
        if (messages.size() < MOST_MESSAGES) {
            messages.add("job " + job.name() + ": " + message);
        }
    }

    /** The first messages. */
    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    /** How many I/Os failed. */
    synchronized long failedCount() {
        return failed;
    }

    /** How many blocks differ. */
    synchronized long differingCount() {
        return differing;
    }
}
