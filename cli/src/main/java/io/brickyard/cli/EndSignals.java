package io.brickyard.cli;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.brickd.Signals;

/** The signals that ask a command to end: by Ctrl-C, by kill, and when the terminal goes away. */
final class EndSignals implements AutoCloseable {
    private final List<Runnable> undo = new ArrayList<>();

    private EndSignals() {
    }

    /** Runs {@code interrupt}, on a thread of the JVM, for each that comes until this is closed. */
    static EndSignals handledBy(Runnable interrupt) {
        var signals = new EndSignals();
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signals.handle(name, interrupt).ifPresent(signals.undo::add);
        }
        return signals;
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
