package io.brickyard.stats.read;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.dump.UnitClues;
import org.jspecify.annotations.Nullable;

/** The lines of one translator (or RPC program) in one statedump. */
final class StatedumpProbe {
    private static final Pattern LATENCY = Pattern.compile(
            "AVG:([0-9.]+)[ ,]CNT:(\\d+)[ ,]TOTAL:(\\d+)[ ,]MIN:(\\d+)[ ,]MAX:(\\d+)");
    private static final Pattern FOP_PROGRAM = Pattern.compile("GlusterFS [0-9.x]+(?: v\\d+)?");
    private static final Pattern OLD_LATENCY = Pattern.compile("([0-9.]+),(\\d+),([0-9.]+)");

    private final String name;
    private final int line;
    private final int rank;
    private final UnitClues ioStatsClues = new UnitClues();
    private final Map<String, FopCounter> cumulative = new TreeMap<>();
    private final Map<String, Double> cumulativeAverages = new TreeMap<>();
    private final Map<String, FopCounter> incremental = new TreeMap<>();
    private final Map<String, Double> incrementalAverages = new TreeMap<>();
    private final Map<String, FopCounter> latencies = new TreeMap<>();
    private boolean labelledFields;

    StatedumpProbe(String name, int line, int rank) {
        this.name = name;
        this.line = line;
        // Calls come in through the program, which stands below protocol/server in the dump.
        this.rank = FOP_PROGRAM.matcher(name).matches() ? 0 : rank;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    boolean hasLatencies() {
        return !latencies.isEmpty();
    }

    boolean hasFraction() {
        return ioStatsClues.fractional() != null;
    }

    boolean hasCalls() {
        return !ioStatsClues.whole().isEmpty() || hasFraction();
    }

    /** The RPC program of the FOPs, such as {@code GlusterFS 4.x v1}. */
    boolean isRpcProgram() {
        return FOP_PROGRAM.matcher(name).matches();
    }

    /** A program without FOPs: handshake, callbacks, ping. */
    boolean isOtherProgram() {
        return !isRpcProgram() && (name.startsWith("GlusterFS ") || name.startsWith("GF-DUMP"));
    }

    void cumulative(String fop, String value, int number) throws InputException {
        ioStats(cumulative, cumulativeAverages, fop, value, number);
    }

    void incremental(String fop, String value, int number) throws InputException {
        ioStats(incremental, incrementalAverages, fop, value, number);
    }

    private void ioStats(Map<String, FopCounter> into, Map<String, Double> averages, String fop, String value,
            int number) throws InputException {
        String[] fields = value.split(",", -1);
        if (fields.length != 5) {
            throw new InputException(number,
                    "expected 'count,total,min,max,avg', found '" + Numbers.shown(value) + "'");
        }
        long count = Numbers.count(fields[0], number);
        if (count == 0) {
            return;
        }
        double min = Numbers.latency(fields[2], number);
        double max = Numbers.latency(fields[3], number);
        ioStatsClues.exactMinOrMax(min);
        ioStatsClues.exactMinOrMax(max);
        into.put(fop, new FopCounter(count, Numbers.latency(fields[1], number), min, max));
        averages.put(fop, Numbers.latency(fields[4], number));
    }

    void latency(String fop, String value, int number) throws InputException {
        Matcher labelled = LATENCY.matcher(value);
        if (labelled.matches()) {
            labelledFields = true;
            // Until a first statedump has reset it, 9 to 11 print MIN:0 whatever the shortest call was.
            double min = Numbers.latency(labelled.group(4), number);
            latencies.put(fop, new FopCounter(Numbers.count(labelled.group(2), number),
                    Numbers.latency(labelled.group(3), number), min == 0 ? Double.NaN : min,
                    Numbers.latency(labelled.group(5), number)));
            return;
        }
        Matcher old = OLD_LATENCY.matcher(value);
        if (!old.matches()) {
            throw new InputException(number, "expected 'AVG:… CNT:… TOTAL:… MIN:… MAX:…', found '"
                    + Numbers.shown(value) + "'");
        }
        latencies.put(fop, new FopCounter(Numbers.count(old.group(2), number),
                Numbers.latency(old.group(3), number), Double.NaN, Double.NaN));
    }

    /** What tells the unit of the io-stats lines; {@code translator} is the same probe's own latency section. */
    UnitClues ioStatsClues(@Nullable StatedumpProbe translator) {
        if (translator != null) {
            cumulative.forEach((fop, counter) -> {
                FopCounter own = translator.latencies.get(fop);
                // The sections cover different times: only equal counts compare like with like.
                if (own != null && own.count() == counter.count() && counter.average() > 0) {
                    ioStatsClues.translatorRatio(own.average() / counter.average());
                }
            });
        }
        return ioStatsClues;
    }

    Dump ioStatsDump(Source source, Dump.Side side, @Nullable Instant taken,
            @Nullable String process, UnitClues clues) {
        return new Dump(source, DumpFormat.STATEDUMP_IO_STATS, name, side,
                new Section(Double.NaN, totals(cumulative, cumulativeAverages)),
                new Section(Double.NaN, totals(incremental, incrementalAverages)), -1, taken, process, rank, clues);
    }

    /** 4.0 to 9.x drop the fraction of every call from the total; there the average is the better witness. */
    private Map<String, FopCounter> totals(Map<String, FopCounter> counters, Map<String, Double> averages) {
        if (!hasFraction()) {
            return counters;
        }
        Map<String, FopCounter> exact = new TreeMap<>();
        counters.forEach((fop, counter) -> exact.put(fop, FopCounter.ofAverage(counter.count(),
                averages.getOrDefault(fop, counter.average()), counter.min(), counter.max())));
        return exact;
    }

    /**
     * What tells the unit of the latency section. Labelled fields are of 8.x or later and so nanoseconds; bare fields are
     * nanoseconds in 4.0 to 7.x, where io-stats prints fractions of microseconds, and microseconds before.
     */
    UnitClues latencyClues(boolean hasZone, boolean ioStatsInMicros, boolean ioStatsSpeaks) {
        UnitClues clues = new UnitClues();
        if (labelledFields || hasZone) {
            clues.written(LatencyUnit.NANOSECONDS, "latency sections with labelled fields are of GlusterFS 8 or later");
        } else if (ioStatsInMicros) {
            clues.written(LatencyUnit.NANOSECONDS,
                    "io-stats prints fractions, so GlusterFS is 4.0 or later, which keeps latency sections in ns");
        } else if (ioStatsSpeaks) {
            clues.written(LatencyUnit.MICROSECONDS,
                    "io-stats prints whole numbers and the time stamp has no zone, so GlusterFS is 3.13 or earlier");
        }
        return clues;
    }

    Dump latencyDump(Source source, DumpFormat format, Dump.Side side, @Nullable Instant taken,
            @Nullable String process, UnitClues clues) {
        return new Dump(source, format, name, side, null, new Section(Double.NaN, latencies), -1, taken, process, rank,
                clues);
    }
}
