package io.brickyard.load.output;

import java.util.Locale;

import io.brickyard.load.record.DirectionStats;
import io.brickyard.load.record.LatencyStat;
import io.brickyard.load.run.Progress;

/** One line on how a run goes: rate, bandwidth, median and 99th percentile of latency, time to go. */
public final class StatusLine {
    private StatusLine() {
    }

    /** The line, without an end. */
    public static String of(Progress progress) {
        double seconds = Math.max(1, progress.tallyNanos()) / 1e9;
        StringBuilder line = new StringBuilder("Jobs: ").append(progress.running());
        if (progress.ramping()) {
            line.append(" [ramp]");
        } else if (!Double.isNaN(progress.share())) {
            line.append(String.format(Locale.ROOT, " [%.1f%%]", 100 * progress.share()));
        }
        var latencies = new LatencyStat();
        for (var stats : new DirectionStats[]{progress.tally().read, progress.tally().write}) {
            latencies.add(stats.response.count() > 0 ? stats.response : stats.completion);
        }
        double reads = progress.tally().read.ios() / seconds;
        double writes = progress.tally().write.ios() / seconds;
        if (reads > 0 || writes == 0) {
            line.append(" r=").append(Amounts.count(reads)).append(" IOPS ")
                    .append(Amounts.binary(progress.tally().read.bytes() / seconds)).append("/s");
        }
        if (writes > 0) {
            line.append(" w=").append(Amounts.count(writes)).append(" IOPS ")
                    .append(Amounts.binary(progress.tally().write.bytes() / seconds)).append("/s");
        }
        if (latencies.count() > 0) {
            line.append(" p50=").append(Amounts.time((double) latencies.percentile(50)))
                    .append(" p99=").append(Amounts.time((double) latencies.percentile(99)));
        }
        return line.append(" eta ").append(eta(progress.etaNanos())).toString();
    }

    private static String eta(long nanos) {
        if (nanos < 0) {
            return "unknown";
        }
        long seconds = (nanos + 999_999_999) / 1_000_000_000;
        return seconds < 3600 ? String.format(Locale.ROOT, "%02dm:%02ds", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%dh:%02dm:%02ds", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
