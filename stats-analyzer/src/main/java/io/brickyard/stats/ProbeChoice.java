package io.brickyard.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.DumpFormat.Measures;
import io.brickyard.stats.stack.Measurement;

/**
 * Which measurements make the table when the inputs hold the same calls in several forms. They are never mixed for one
 * probe, which would count calls twice: io-stats' dump files, else its lines in statedumps, whichever knows more probes;
 * the translators' own latencies if asked for, or if io-stats has fewer than two positions.
 *
 * @param measurements to use
 * @param unused what was passed over, for a footnote; empty if nothing was
 */
record ProbeChoice(List<Measurement> measurements, String unused) {
    private static final int POSITIONS_FOR_A_TABLE = 2;
    private static final List<DumpFormat> DUMP_FILES = List.of(DumpFormat.IO_STATS_TEXT, DumpFormat.IO_STATS_JSON,
            DumpFormat.BRICKYARD);

    static ProbeChoice of(List<Measurement> all, SourceChoice source) {
        List<Measurement> dumps = dumpFiles(all);
        List<Measurement> lines = ofFormat(all, DumpFormat.STATEDUMP_IO_STATS);
        List<Measurement> latencies = all.stream().filter(one -> one.format().measures() == Measures.TRANSLATOR)
                .toList();
        boolean linesKnowMore = probesWithCalls(lines) > probesWithCalls(dumps);
        List<Measurement> ioStats = linesKnowMore ? lines : dumps;
        boolean byLatency = source == SourceChoice.LATENCY || (source == SourceChoice.AUTO
                && probesWithCalls(ioStats) < POSITIONS_FOR_A_TABLE && probesWithCalls(latencies) > 1);
        if (byLatency) {
            return new ProbeChoice(latencies, "");
        }
        String unused = probesWithCalls(latencies) > 1
                ? "the statedumps hold each translator's own latency too: --source latency shows it"
                : "";
        return new ProbeChoice(ioStats, unused);
    }

    /** Dumps in files of their own; of a probe that has several formats, that which saw most calls. */
    private static List<Measurement> dumpFiles(List<Measurement> all) {
        Map<String, List<Measurement>> best = new LinkedHashMap<>();
        for (DumpFormat format : DUMP_FILES) {
            byProbe(ofFormat(all, format)).forEach((probe, found) -> best.merge(probe, found,
                    (one, other) -> calls(other) > calls(one) ? other : one));
        }
        return best.values().stream().flatMap(List::stream).toList();
    }

    private static Map<String, List<Measurement>> byProbe(List<Measurement> measurements) {
        Map<String, List<Measurement>> byProbe = new LinkedHashMap<>();
        measurements.forEach(one -> byProbe.computeIfAbsent(one.probe(), key -> new ArrayList<>()).add(one));
        return byProbe;
    }

    private static List<Measurement> ofFormat(List<Measurement> all, DumpFormat format) {
        return all.stream().filter(one -> one.format() == format).toList();
    }

    private static long calls(List<Measurement> measurements) {
        return measurements.stream().mapToLong(one -> one.nanos().calls()).sum();
    }

    private static long probesWithCalls(List<Measurement> measurements) {
        return measurements.stream().filter(one -> one.nanos().calls() > 0).map(Measurement::probe).distinct().count();
    }
}
