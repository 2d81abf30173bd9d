package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** A line on the terminal that is written over again and again; nothing where there is no terminal that can. */
final class LiveLine implements AutoCloseable {
    private static final int FALLBACK_COLUMNS = 80;

    private final @Nullable Terminal terminal;
    private boolean shown;

    private LiveLine(@Nullable Terminal terminal) {
        this.terminal = terminal;
    }

    /** No line. */
    static LiveLine none() {
        return new LiveLine(null);
    }

    /** The line of this process's terminal, if both outputs go to one. */
    static LiveLine ofThisProcess() {
        TerminalFacts facts = TerminalFacts.ofThisProcess();
        if (!facts.errorIsTerminal() || !facts.outputIsTerminal() || !facts.colorsWanted()) {
            return new LiveLine(null);
        }
        try {
            // The signals are the command's own, and nothing is asked of the terminal: nobody would read its answers.
            return new LiveLine(TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false)
                    .graphemeCluster(false).build());
        } catch (IOException | IllegalStateException e) {
            return new LiveLine(null);
        }
    }

    /** Whether there is such a line. */
    boolean works() {
        return terminal != null;
    }

    /** Shows a text, cut to the width of the terminal. */
    void show(String text) {
        Terminal on = terminal;
        if (on == null) {
            return;
        }
        int known = on.getSize().getColumns();
        int columns = known > 0 ? known : FALLBACK_COLUMNS;
        PrintWriter writer = on.writer();
        writer.print('\r');
        on.puts(Capability.clr_eol);
        writer.print(text.length() < columns ? text : text.substring(0, columns - 1));
        on.flush();
        shown = true;
    }

    /** Makes room for other output. */
    void clear() {
        Terminal on = terminal;
        if (on != null && shown) {
            on.writer().print('\r');
            on.puts(Capability.clr_eol);
            on.flush();
            shown = false;
        }
    }

    @Override
    public void close() {
        clear();
        Terminal on = terminal;
        if (on != null) {
            try {
                on.close();
            } catch (IOException e) {
                // The results come either way.
                return;
            }
        }
    }
}
