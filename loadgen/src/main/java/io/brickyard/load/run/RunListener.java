package io.brickyard.load.run;

import java.util.List;

/** Hears how a run goes on, on the thread that runs it. */
public interface RunListener {
    /** A line that the user should see now, such as that files are laid out. */
    void message(String line);

    /** The jobs begin. */
    default void started(List<RunningJob> jobs) {
    }

    /** About every tenth of a second to a second: what the jobs do. */
    default void progress(Progress progress) {
    }

    /** Every status interval: what came in it. */
    default void interval(IntervalReport report) {
    }
}
