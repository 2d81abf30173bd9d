package io.brickyard.brickd;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** One event a line: time in UTC to the millisecond, then what happened. Thread-safe. */
public final class EventLog implements Consumer<String> {
    private final PrintWriter out;

    /** Writes to {@code out}. */
    public EventLog(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(String event) {
        String line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + event.replaceAll("\\p{Cntrl}", "?");
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
