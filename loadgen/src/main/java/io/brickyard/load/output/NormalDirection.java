package io.brickyard.load.output;

import java.util.List;
import java.util.Locale;

import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Percentiles;
import io.brickyard.load.record.DirectionStats;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.record.LatencyStat;
import io.brickyard.load.record.Samples;

/** One direction of a job as text. */
record NormalDirection(JobResult job, Direction direction) {
    private static final int PERCENTILES_ON_A_LINE = 4;

    String text() {
        DirectionStats stats = job.tally().of(direction);
        StringBuilder out = new StringBuilder();
        double bandwidth = job.perSecond(stats.bytes());
        out.append(String.format(Locale.ROOT, "%7s: IOPS=%s, BW=%s/s (%s/s)(%s/%dmsec)%n", "  " + direction.text(),
                Amounts.count(job.perSecond(stats.ios())), Amounts.binary(bandwidth), Amounts.decimal(bandwidth),
                Amounts.binary((double) stats.bytes()), job.runtimeNanos() / 1_000_000));
        if (stats.submission.count() > 0) {
            out.append(statistics("slat", stats.submission));
        }
        out.append(statistics("clat", stats.completion)).append(statistics(" lat", stats.total));
        if (stats.response.count() > 0) {
            out.append(statistics("resp", stats.response));
        }
        List<Double> percents = Percentiles.parse(job.spec().text(LoadOption.PERCENTILE_LIST));
        if (job.spec().yes(LoadOption.CLAT_PERCENTILES)) {
            out.append(percentiles("clat", stats.completion, percents));
        }
        if (job.spec().yes(LoadOption.SLAT_PERCENTILES)) {
            out.append(percentiles("slat", stats.submission, percents));
        }
        if (job.spec().yes(LoadOption.LAT_PERCENTILES)) {
            out.append(percentiles("lat", stats.total, percents));
        }
        if (stats.response.count() > 0) {
            out.append(percentiles("resp", stats.response, percents));
        }
        out.append(samples("bw (  KiB/s)", job.bandwidth(direction), job.bandwidth(direction)));
        out.append(samples("iops       ", job.iops(direction), job.bandwidth(direction)));
        return out.toString();
    }

    private String samples(String name, Samples samples, Samples bandwidth) {
        if (samples.count() == 0) {
            return "";
        }
        double all = job.bandwidthSum(direction) / 1024;
        String per = name.startsWith("bw") && all > 0
                ? String.format(Locale.ROOT, " per=%.2f%%,", Math.min(100, 100 * bandwidth.mean() * job.jobs() / all))
                : "";
        return String.format(Locale.ROOT, "   %s : min=%5.0f, max=%5.0f,%s avg=%.2f, stdev=%.2f, samples=%d%n", name,
                samples.min(), samples.max(), per, samples.mean(), samples.deviation(), samples.count());
    }

    static String statistics(String name, LatencyStat latencies) {
        TimeUnitChoice unit = TimeUnitChoice.of(latencies);
        return String.format(Locale.ROOT, "    %s (%s): min=%s, max=%s, avg=%.2f, stdev=%.2f%n", name, unit.text(),
                unit.whole(latencies.min()), unit.whole(latencies.max()), unit.of(latencies.mean()),
                unit.of(latencies.deviation()));
    }

    private static String percentiles(String name, LatencyStat latencies, List<Double> percents) {
        TimeUnitChoice unit = TimeUnitChoice.of(latencies);
        StringBuilder out = new StringBuilder("    " + name + " percentiles (" + unit.text() + "):\n");
        for (int i = 0; i < percents.size(); i++) {
            boolean first = i % PERCENTILES_ON_A_LINE == 0;
            boolean last = i % PERCENTILES_ON_A_LINE == PERCENTILES_ON_A_LINE - 1 || i == percents.size() - 1;
            out.append(first ? "     |" : "").append(String.format(Locale.ROOT, " %5.2fth=[%5d]", percents.get(i),
                    Math.round(unit.of((double) latencies.percentile(percents.get(i))))))
                    .append(i == percents.size() - 1 ? "\n" : last ? ",\n" : ",");
        }
        return out.toString();
    }
}
