package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.brickyard.stats.dump.DumpFormat.Measures;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.read.InputLoader;
import io.brickyard.stats.stack.Measurement;

/** What may make dumps unfit for each other: other times, other ages, counters at their end. */
final class Doubts {
    private static final double TWICE_AS_LONG = 2;
    private static final double SHORT_SECONDS = 5;
    private static final double COUNT_SLACK = 0.01;
    private static final double STALE_SECONDS = 600;
    private static final double MILLIS = 1000;
    /** What a counter of 32, 63 or 64 bits shows once it is full, in a unit of nanoseconds or microseconds. */
    private static final Set<Double> FULL = Set.of(4_294_967_295.0, 0x1p63, 0x1p64, 4_294_967_295.0 * 1000,
            0x1p63 * 1000, 0x1p64 * 1000);

    private Doubts() {
    }

    /** Of the measurements that saw {@code fop}. */
    static List<Note> of(String fop, List<Measurement> used) {
        List<Measurement> counted = used.stream().filter(one -> one.nanos().fop(fop).count() > 0)
                .filter(one -> one.format().measures() == Measures.IO_STATS
                        || one.format().measures() == Measures.TRANSLATOR)
                .toList();
        List<Note> notes = new ArrayList<>();
        windows(fop, counted, notes);
        ages(counted, notes);
        for (Measurement one : counted) {
            FopCounter counter = one.nanos().fop(fop);
            if (FULL.contains(counter.max()) || FULL.contains(counter.total()) || counter.count() == Long.MAX_VALUE) {
                notes.add(new Note(Note.Kind.SATURATED, one.probe() + ": a counter of " + fop + " is full, so its times"
                        + " are at least what is shown (" + one.source().file() + ")"));
            }
        }
        return notes;
    }

    /** Windows of other lengths matter where they hold other numbers of calls. */
    private static void windows(String fop, List<Measurement> counted, List<Note> notes) {
        List<Measurement> timed = counted.stream().filter(one -> one.nanos().seconds() > 0)
                .sorted(Comparator.comparingDouble(one -> one.nanos().seconds())).toList();
        if (timed.size() < 2) {
            return;
        }
        Measurement shortest = timed.getFirst();
        Measurement longest = timed.getLast();
        double calls = longest.nanos().fop(fop).count();
        boolean otherCalls = Math.abs(shortest.nanos().fop(fop).count() - calls) > COUNT_SLACK * calls;
        if (otherCalls && longest.nanos().seconds() > SHORT_SECONDS
                && longest.nanos().seconds() > TWICE_AS_LONG * shortest.nanos().seconds()) {
            notes.add(new Note(Note.Kind.WINDOWS,
                    String.format(Locale.ROOT, "the dumps cover different times: %.0f s at"
                            + " %s, %.0f s at %s; averages of different calls are compared", shortest.nanos().seconds(),
                            shortest.probe(), longest.nanos().seconds(), longest.probe())));
        }
    }

    /** By when files were written; copies that do not keep it make all look new, never one old. */
    private static void ages(List<Measurement> counted, List<Note> notes) {
        double[] written = counted.stream().mapToDouble(one -> writtenSeconds(one.source().file())).toArray();
        double newest = Arrays.stream(written).filter(seconds -> !Double.isNaN(seconds)).max().orElse(0);
        for (int i = 0; i < written.length; i++) {
            Measurement one = counted.get(i);
            double age = newest - written[i];
            double window = Double.isNaN(one.nanos().seconds()) ? 0 : one.nanos().seconds();
            if (age > Math.max(STALE_SECONDS, TWICE_AS_LONG * window)) {
                notes.add(
                        new Note(Note.Kind.STALE, String.format(Locale.ROOT, "%s was written %.0f min before the newest"
                                + " dump: it may be of another run", one.source().file(), age / 60)));
            }
        }
    }

    private static double writtenSeconds(String file) {
        try {
            return file.equals(InputLoader.STDIN)
                    ? Double.NaN
                    : Files.getLastModifiedTime(Path.of(file)).toMillis() / MILLIS;
        } catch (IOException | InvalidPathException gone) {
            return Double.NaN;
        }
    }
}
