package io.brickyard.load.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.brickyard.load.engine.ThreadUse;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Percentiles;
import io.brickyard.load.record.DirectionStats;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.record.LatencyStat;
import io.brickyard.load.record.Samples;
import io.brickyard.load.record.Tally;
import io.brickyard.load.run.RunResult;

/**
 * Results in fio's terse format, version 3: a line for each job, fields between semicolons, at the places where fio has
 * them. Bandwidth is KiB per second, latency microseconds. The fields on disks at the end are left out.
 */
public final class TerseOutput {
    private static final int PERCENTILES = 20;
    private static final double MICRO = 1000;

    private final List<String> fields = new ArrayList<>();

    private TerseOutput() {
    }

    /** All lines. */
    public static String of(RunResult run, String version) {
        StringBuilder text = new StringBuilder();
        for (JobResult job : Groups.shown(run.jobs())) {
            var terse = new TerseOutput();
            terse.job(job, version);
            text.append(String.join(";", terse.fields)).append('\n');
        }
        return text.toString();
    }

    private void job(JobResult job, String version) {
        fields.addAll(List.of("3", "brickyard-" + version, job.spec().name()));
        whole(job.spec().group());
        whole(job.failed() > 0 || job.differing() > 0 ? 1 : 0);
        for (Direction direction : Direction.values()) {
            direction(job, direction);
        }
        ThreadUse use = job.use();
        double hundredths = Math.max(1, job.summedRuntimeNanos() / 1e7);
        percent(100 * use.userTicks() / hundredths, 6);
        percent(100 * use.systemTicks() / hundredths, 6);
        whole(use.contextSwitches());
        whole(use.majorFaults());
        whole(use.minorFaults());
        for (int group = 0; group < Tally.DEPTH_GROUPS; group++) {
            percent(job.tally().depthPercent(group), 1);
        }
        var shares = new LatencyShares();
        shares.add(job.tally().read.completion);
        shares.add(job.tally().write.completion);
        for (int i = 0; i < LatencyShares.MICROS.size(); i++) {
            // Version 3 knows nothing below a microsecond.
            double below = i == 0 ? belowMicro(shares) : 0;
            percent(shares.microsPercent(i) + below, 2);
        }
        for (int i = 0; i < LatencyShares.MILLIS.size(); i++) {
            percent(shares.millisPercent(i), 2);
        }
        String description = job.spec().text(LoadOption.DESCRIPTION);
        if (!description.isEmpty()) {
            fields.add(description);
        }
    }

    private static double belowMicro(LatencyShares shares) {
        double sum = 0;
        for (int i = 0; i < LatencyShares.NANOS.size(); i++) {
            sum += shares.nanosPercent(i);
        }
        return sum;
    }

    private void direction(JobResult job, Direction direction) {
        DirectionStats stats = job.tally().of(direction);
        whole(stats.bytes() >> 10);
        whole((long) job.perSecond(stats.bytes()) >> 10);
        whole((long) job.perSecond(stats.ios()));
        whole(stats.ios() == 0 ? 0 : job.runtimeNanos() / 1_000_000);
        latency(stats.submission);
        latency(stats.completion);
        List<Double> percents = Percentiles.parse(job.spec().text(LoadOption.PERCENTILE_LIST));
        for (int i = 0; i < PERCENTILES; i++) {
            fields.add(i < percents.size()
                    ? String.format(Locale.ROOT, "%.6f%%=%d", percents.get(i),
                            stats.completion.percentile(percents.get(i)) / 1000)
                    : "0%=0");
        }
        latency(stats.total);
        Samples bandwidth = job.bandwidth(direction);
        whole(Math.round(bandwidth.min()));
        whole(Math.round(bandwidth.max()));
        double all = job.perSecond(stats.bytes()) / 1024;
        percent(bandwidth.count() == 0 || all == 0 ? 0 : Math.min(100, 100 * bandwidth.mean() * job.jobs() / all), 6);
        decimal(bandwidth.mean());
        decimal(bandwidth.deviation());
    }

    private void latency(LatencyStat latencies) {
        whole(latencies.min() / 1000);
        whole(latencies.max() / 1000);
        decimal(latencies.mean() / MICRO);
        decimal(latencies.deviation() / MICRO);
    }

    private void whole(long number) {
        fields.add(Long.toString(number));
    }

    private void decimal(double number) {
        fields.add(String.format(Locale.ROOT, "%.6f", number));
    }

    private void percent(double number, int digits) {
        fields.add(String.format(Locale.ROOT, "%." + digits + "f%%", number));
    }
}
