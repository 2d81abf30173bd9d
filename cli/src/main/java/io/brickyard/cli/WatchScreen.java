package io.brickyard.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.render.OutputFormat;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * The whole terminal, for a table that changes: as much of it as there is room for, and a line that says what the keys do.
 * Closing it gives the terminal back as it was.
 */
final class WatchScreen implements AutoCloseable {
    /** What {@link #key} gives when none was pressed. */
    static final int NO_KEY = NonBlockingReader.READ_EXPIRED;

    private static final int FALLBACK_ROWS = 24;
    private static final int FALLBACK_COLUMNS = 80;
    private static final Duration KEY_WAIT = Duration.ofMillis(100);
    private static final Duration REST_OF_KEY = Duration.ofMillis(20);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int ESCAPE = 0x1b;

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private @Nullable StatsReport shownReport;
    private List<String> lines = List.of();
    private List<AttributedString> drawn = List.of();
    private Size drawnSize = Size.of(0, 0);
    private int top;
    private int hidden;
    private @Nullable Instant renewed;
    private int lastKey = NO_KEY;

    private WatchScreen(Terminal terminal) {
        this.terminal = terminal;
        before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        // Ctrl-C stays a signal. Stopped by Ctrl-Z, the command would leave the shell a terminal that shows nothing of
        // what is typed; what the JVM prints on Ctrl-\ would stand across the table.
        raw.setLocalFlag(LocalFlag.ISIG, true);
        raw.setControlChar(ControlChar.VSUSP, 0);
        raw.setControlChar(ControlChar.VQUIT, 0);
        terminal.setAttributes(raw);
        display = new Display(terminal, true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    /** The terminal of this process, null if it has none that can show this. */
    static @Nullable WatchScreen ofThisProcess() {
        TerminalFacts facts = TerminalFacts.ofThisProcess();
        String term = System.getenv("TERM");
        if (!facts.outputIsTerminal() || term == null || term.isEmpty() || term.equals("dumb")) {
            return null;
        }
        try {
            return new WatchScreen(TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false)
                    .graphemeCluster(false).build());
        } catch (IOException | IllegalStateException noTerminal) {
            return null;
        }
    }

    /** Notes when the table was made that is drawn from now on. */
    void renewed(Instant when) {
        renewed = when;
    }

    /** Shows the report, or {@code nothing} if it has no table. */
    void draw(StatsReport report, String nothing, boolean paused) throws IOException {
        Size size = terminal.getSize();
        int rows = size.getRows() > 0 ? size.getRows() : FALLBACK_ROWS;
        int columns = size.getColumns() > 0 ? size.getColumns() : FALLBACK_COLUMNS;
        Size whole = Size.of(columns, rows);
        display.resize(whole);
        if (!report.equals(shownReport)) {
            shownReport = report;
            lines = lines(report, nothing);
        }
        int room = Math.max(0, rows - 1);
        hidden = Math.max(0, lines.size() - room);
        top = Math.clamp(top, 0, hidden);
        List<AttributedString> shown = new ArrayList<>();
        for (String line : lines.subList(top, Math.min(lines.size(), top + room))) {
            shown.add(AttributedString.fromAnsi(line).columnSubSequence(0, columns));
        }
        while (shown.size() < room) {
            shown.add(AttributedString.EMPTY);
        }
        shown.add(new AttributedString(status(report, paused), AttributedStyle.INVERSE).columnSubSequence(0, columns));
        if (!shown.equals(drawn) || !whole.equals(drawnSize)) {
            display.update(shown, 0);
            terminal.flush();
            drawn = shown;
            drawnSize = whole;
        }
    }

    private static List<String> lines(StatsReport report, String nothing) throws IOException {
        List<String> lines = new ArrayList<>();
        report.refused().forEach(one -> lines.add(one.source() + ": " + one.detail()));
        if (report.tables().isEmpty()) {
            lines.add(nothing);
            return lines;
        }
        StringBuilder text = new StringBuilder();
        OutputFormat.TEXT.renderer(TerminalFacts.ofThisProcess().colorsOnOutput(), false).render(report, text);
        lines.addAll(text.toString().lines().toList());
        return lines;
    }

    /** What matters most stands first: a narrow terminal cuts the rest. */
    private String status(StatsReport report, boolean paused) {
        Instant when = renewed;
        String time = when == null ? "no dumps yet" : TIME.format(when.atZone(ZoneId.systemDefault()));
        String more = hidden == 0 ? "" : "  arrows scroll (" + (top + 1) + "/" + (hidden + 1) + ")";
        String others = report.fopsSeen().size() > 1 ? "  f next of " + report.fopsSeen().size() + " FOPs" : "";
        return (paused ? "PAUSED " : "") + time + "  q quit" + others + "  p " + (paused ? "go on" : "pause") + more;
    }

    /** The next key, waiting for it a moment; {@link #NO_KEY} if none is pressed, {@code 'q'} if none can be any more. */
    int key() throws IOException {
        int key = terminal.reader().read(KEY_WAIT.toMillis());
        lastKey = key == ESCAPE ? arrow() : key;
        return key == NonBlockingReader.EOF ? 'q' : lastKey;
    }

    /** Arrow keys come as several characters; they are taken as k and j, as in other pagers. */
    private int arrow() throws IOException {
        int second = terminal.reader().read(REST_OF_KEY.toMillis());
        if (second != '[' && second != 'O') {
            return NO_KEY;
        }
        return switch (terminal.reader().read(REST_OF_KEY.toMillis())) {
            case 'A' -> 'k';
            case 'B' -> 'j';
            default -> NO_KEY;
        };
    }

    /** Moves the table if the last key says so. */
    void scroll() {
        top += lastKey == 'j' ? 1 : lastKey == 'k' ? -1 : 0;
    }

    @Override
    public void close() throws IOException {
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
        terminal.close();
    }
}
