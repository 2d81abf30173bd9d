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
 * its samples or the translators' own latencies if asked for, or if io-stats has fewer than two positions. What
 * applications and packet captures measured stands beside any of them.
 *
 * @param measurements to use
 * @param samples of the same probes, which know percentiles where the measurements know averages
 * @param unused what was passed over, for a footnote; empty if nothing was
 */
record ProbeChoice(List<Measurement> measurements, List<Measurement> samples, String unused) {
    private static final int POSITIONS_FOR_A_TABLE = 2;
    private static final List<DumpFormat> DUMP_FILES = List.of(DumpFormat.IO_STATS_TEXT, DumpFormat.IO_STATS_JSON,
            DumpFormat.BRICKYARD, DumpFormat.VOLUME_PROFILE);

    static ProbeChoice of(List<Measurement> all, SourceChoice source) {
        List<Measurement> dumps = best(all, DUMP_FILES);
        List<Measurement> lines = ofFormat(all, DumpFormat.STATEDUMP_IO_STATS);
        List<Measurement> samples = ofFormat(all, DumpFormat.SAMPLES);
        List<Measurement> latencies = best(all, List.of(DumpFormat.STATEDUMP_LATENCY, DumpFormat.STATEDUMP_RPC,
                DumpFormat.METRICS));
        List<Measurement> ioStats = probesWithCalls(lines) > probesWithCalls(dumps) ? lines : dumps;
        List<Measurement> beside = all.stream().filter(one -> one.format().measures() == Measures.APPLICATION
                || one.format().measures() == Measures.WIRE).toList();
        SourceChoice chosen = source == SourceChoice.AUTO ? automatic(ioStats, samples, latencies) : source;
        return switch (chosen) {
            case LATENCY -> new ProbeChoice(both(latencies, beside), List.of(), "");
            case SAMPLES -> new ProbeChoice(both(samples, beside), List.of(), "");
            default -> new ProbeChoice(both(ioStats, beside), samples, probesWithCalls(latencies) > 1
                    ? "the inputs hold each translator's own latency too: --source latency shows it"
                    : "");
        };
    }

    private static SourceChoice automatic(List<Measurement> ioStats, List<Measurement> samples,
            List<Measurement> latencies) {
        if (probesWithCalls(ioStats) < POSITIONS_FOR_A_TABLE && probesWithCalls(latencies) > 1) {
            return SourceChoice.LATENCY;
        }
        if (probesWithCalls(samples) > probesWithCalls(ioStats)
                && probesWithCalls(ioStats) < POSITIONS_FOR_A_TABLE) {
            return SourceChoice.SAMPLES;
        }
        return SourceChoice.IO_STATS;
    }

    private static List<Measurement> both(List<Measurement> some, List<Measurement> others) {
        List<Measurement> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    /** Of a probe that has several of the formats, that which saw most calls. */
    private static List<Measurement> best(List<Measurement> all, List<DumpFormat> formats) {
        Map<String, List<Measurement>> best = new LinkedHashMap<>();
        for (DumpFormat format : formats) {
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
