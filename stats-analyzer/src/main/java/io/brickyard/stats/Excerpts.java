package io.brickyard.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.brickyard.stats.dump.Distribution;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.stack.Measurement;

/**
 * Packet captures of a moment beside counters of a long run: a mean of a few calls would split the way from client to
 * brick in two parts at random, so such a capture is told of and makes no position.
 *
 * @param used measurements without such captures
 * @param notes what was left out
 */
record Excerpts(List<Measurement> used, List<Note> notes) {
    private static final double LEAST_PART = 0.1;
    private static final double NANOS_PER_MICRO = 1000;

    static Excerpts of(List<Measurement> all, String fop) {
        long most = all.stream().filter(one -> one.format() != DumpFormat.CAPTURE)
                .mapToLong(one -> one.nanos().fop(fop).count()).max().orElse(0);
        long captured = all.stream().filter(one -> one.format() == DumpFormat.CAPTURE)
                .mapToLong(one -> one.nanos().fop(fop).count()).sum();
        if (captured >= LEAST_PART * most) {
            return new Excerpts(all, List.of());
        }
        List<Measurement> used = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (Measurement one : all) {
            FopCounter counter = one.nanos().fop(fop);
            if (one.format() != DumpFormat.CAPTURE) {
                used.add(one);
            } else if (counter.count() > 0) {
                Distribution latencies = counter.latencies();
                double error = latencies == null ? Double.NaN : latencies.meanError();
                notes.add(new Note(Note.Kind.LEFT_OUT, String.format(Locale.ROOT, "%s holds %d of %d calls, too few to"
                        + " split the way from client to brick: on the wire they took %.2f us on average%s",
                        one.source().file(), counter.count(), most, counter.average() / NANOS_PER_MICRO,
                        Double.isNaN(error)
                                ? ""
                                : String.format(Locale.ROOT, ", +/- %.2f us", error / NANOS_PER_MICRO))));
            }
        }
        return new Excerpts(used, notes);
    }
}
