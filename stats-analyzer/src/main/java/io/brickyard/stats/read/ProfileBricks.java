package io.brickyard.stats.read;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.dump.UnitClues;
import org.jspecify.annotations.Nullable;

/** Puts the sections of a volume profile together, brick by brick; how they are written is for others to know. */
final class ProfileBricks {
    private final String file;
    private final InputSink sink;
    private final Map<String, String> names = new HashMap<>();
    private @Nullable String brick;
    private int brickLine;
    private UnitClues clues = new UnitClues();
    private @Nullable LatencyUnit label;
    private @Nullable Section cumulative;
    private @Nullable Section interval;
    private int intervalNumber = -1;
    private boolean open;
    private boolean openCumulative;
    private int openNumber = -1;
    private double seconds = Double.NaN;
    private Map<String, FopCounter> fops = new TreeMap<>();
    private boolean delivered;

    ProfileBricks(String file, InputSink sink) {
        this.file = file;
        this.sink = sink;
    }

    /** The next brick begins. */
    void brick(String name, int line) {
        deliver();
        // Outputs repeat their bricks: one name for all of a file.
        brick = names.computeIfAbsent(name, one -> one);
        brickLine = line;
    }

    /** The brick's cumulative section begins. */
    void cumulative(int line) throws InputException {
        section(line, cumulative);
        openCumulative = true;
    }

    /** The brick's interval section begins; {@code number} is -1 where the output does not say it. */
    void interval(int number, int line) throws InputException {
        section(line, interval);
        openCumulative = false;
        openNumber = number;
    }

    private void section(int line, @Nullable Section before) throws InputException {
        if (brick == null) {
            throw new InputException(line,
                    "statistics of no brick: the line 'Brick: HOST:PATH' before them is missing");
        }
        leaveOut();
        if (before != null) {
            String again = brick;
            deliver();
            brick = again;
            brickLine = line;
        }
        open = true;
    }

    /** A FOP of the section; {@code unit} is the label, null without one. */
    void row(String fop, long count, String average, String min, String max, @Nullable String unit, int line)
            throws InputException {
        if (!open) {
            throw new InputException(line, "a row outside of a section 'Cumulative Stats:' or 'Interval N Stats:'");
        }
        double shortest = Numbers.latency(min, line);
        double longest = Numbers.latency(max, line);
        clues.exactMinOrMax(shortest);
        clues.exactMinOrMax(longest);
        if (unit != null && longest > 0) {
            label(unit.equals("ns") ? LatencyUnit.NANOSECONDS : LatencyUnit.MICROSECONDS, line);
        }
        // RELEASE and FORGET have no latency, nor have upcalls, which XML calls by the names of FOPs.
        if (longest > 0) {
            fops.put(FopNames.shared(fop),
                    FopCounter.ofAverage(count, Numbers.latency(average, line), shortest, longest));
        }
    }

    private void label(LatencyUnit unit, int line) throws InputException {
        if (label != null && label != unit) {
            throw new InputException(line, "rows of one brick in ns and in us: outputs of two versions are mixed up;"
                    + " give each in a file of its own");
        }
        label = unit;
        clues.label(unit);
    }

    /** The length of the section. */
    void duration(double wholeSeconds) {
        seconds = wholeSeconds;
    }

    /** The section is whole. */
    void endOfSection() {
        if (!open) {
            return;
        }
        Section section = new Section(seconds, fops);
        clues.load(section);
        if (openCumulative) {
            cumulative = section;
        } else {
            interval = section;
            intervalNumber = openNumber;
        }
        close();
    }

    private void close() {
        open = false;
        seconds = Double.NaN;
        fops = new TreeMap<>();
    }

    /** A section that did not end before the next began. */
    private void leaveOut() {
        if (open) {
            sink.note(new Source(file, brickLine), Note.Kind.INPUT, "truncated: the "
                    + (openCumulative ? "cumulative section" : "interval section") + " of "
                    + Numbers.shown(String.valueOf(brick)) + " is not whole and left out");
            close();
        }
    }

    private void deliver() {
        leaveOut();
        if (brick != null && (cumulative != null || interval != null)) {
            sink.dump(new Dump(new Source(file, brickLine), DumpFormat.VOLUME_PROFILE, brick, Dump.Side.BRICK,
                    cumulative, interval, intervalNumber, null, brick, 0, clues));
            delivered = true;
        }
        clues = new UnitClues();
        label = null;
        cumulative = null;
        interval = null;
        intervalNumber = -1;
    }

    /** Nothing comes any more. */
    void finish(int line) throws InputException {
        deliver();
        if (!delivered) {
            throw new InputException(line, brick == null
                    ? "output of 'gluster volume profile' without a brick: the line 'Brick: HOST:PATH' is missing"
                    : "no section of 'gluster volume profile' is whole: the output is truncated, or profiling was just"
                            + " cleared or stopped");
        }
    }
}
