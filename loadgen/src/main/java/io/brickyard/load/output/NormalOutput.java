package io.brickyard.load.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

import io.brickyard.load.engine.ThreadUse;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.record.Tally;
import io.brickyard.load.run.RunResult;

/** Results as text, laid out as fio's so that eyes and scripts find what they know. */
public final class NormalOutput {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);
    private static final List<String> DEPTHS = List.of("1", "2", "4", "8", "16", "32", ">=64");

    private final StringBuilder out = new StringBuilder();
    private final Formatter text = new Formatter(out, Locale.ROOT);

    private NormalOutput() {
    }

    /** The whole text. */
    public static String of(RunResult run) {
        var output = new NormalOutput();
        for (JobResult job : Groups.shown(run.jobs())) {
            output.job(job, run);
        }
        Map<Integer, List<JobResult>> groups = new LinkedHashMap<>();
        for (JobResult job : run.jobs()) {
            groups.computeIfAbsent(job.spec().group(), it -> new ArrayList<>()).add(job);
        }
        groups.forEach(output::group);
        return output.out.toString();
    }

    private void job(JobResult job, RunResult run) {
        String time = TIME.format(Instant.ofEpochMilli(run.startMillis() + run.elapsedNanos() / 1_000_000)
                .atZone(ZoneId.systemDefault()));
        text.format("%n%s: (groupid=%d, jobs=%d): err=%2d: pid=%d: %s%n", job.spec().name(), job.spec().group(),
                job.jobs(),
                job.failed() > 0 || job.differing() > 0 ? 1 : 0, ProcessHandle.current().pid(), time);
        String description = job.spec().text(LoadOption.DESCRIPTION);
        if (!description.isEmpty()) {
            text.format("  Description  : [%s]%n", description);
        }
        for (Direction direction : Direction.values()) {
            if (job.tally().of(direction).ios() > 0) {
                out.append(new NormalDirection(job, direction).text());
            }
        }
        Tally tally = job.tally();
        if (tally.sync.count() > 0) {
            text.format("  fsync/fdatasync:%n");
            out.append(NormalDirection.statistics("sync", tally.sync));
        }
        shares(tally);
        ThreadUse use = job.use();
        double hundredths = Math.max(1, job.summedRuntimeNanos() / 1e7);
        text.format("  cpu          : usr=%.2f%%, sys=%.2f%%, ctx=%d, majf=%d, minf=%d%n",
                100 * use.userTicks() / hundredths,
                100 * use.systemTicks() / hundredths, use.contextSwitches(), use.majorFaults(), use.minorFaults());
        depths(tally);
        text.format("     issued rwts: total=%d,%d,0,%d short=0,0,0,0 dropped=0,0,0,0%n", tally.read.ios(),
                tally.write.ios(),
                tally.sync.count());
        text.format("     seed       : %d%s%n", job.spec().baseSeed(), job.cacheState().isEmpty() ? ""
                : ", cache: " + job.cacheState());
        tally.errors().forEach((reason, count) -> text.format("     errors     : %d, %s%n", count, reason));
    }

    private void depths(Tally tally) {
        StringBuilder depths = new StringBuilder();
        for (int i = 0; i < DEPTHS.size(); i++) {
            depths.append(i == 0 ? "" : ", ").append(DEPTHS.get(i)).append('=')
                    .append(String.format(Locale.ROOT, "%.1f%%", tally.depthPercent(i)));
        }
        text.format("  IO depths    : %s%n", depths);
    }

    private void shares(Tally tally) {
        var shares = new LatencyShares();
        shares.add(tally.read.completion);
        shares.add(tally.write.completion);
        shareLines("nsec", LatencyShares.NANOS, shares::nanosPercent);
        shareLines("usec", LatencyShares.MICROS, shares::microsPercent);
        shareLines("msec", LatencyShares.MILLIS, shares::millisPercent);
    }

    private void shareLines(String unit, List<String> names, IntToDoubleFunction percent) {
        StringBuilder line = new StringBuilder();
        int onLine = 0;
        for (int i = 0; i < names.size(); i++) {
            double share = percent.applyAsDouble(i);
            if (share <= 0) {
                continue;
            }
            line.append(onLine == 0 ? "  lat (" + unit + ")   : " : ", ").append(names.get(i))
                    .append('=').append(share < 0.01 ? "0.01%" : String.format(Locale.ROOT, "%.2f%%", share));
            onLine++;
            if (onLine == 5) {
                out.append(line).append('\n');
                line.setLength(0);
                onLine = 0;
            }
        }
        if (onLine > 0) {
            out.append(line).append('\n');
        }
    }

    private void group(int group, List<JobResult> jobs) {
        text.format("%nRun status group %d (all jobs):%n", group);
        JobResult sum = Groups.sum(jobs);
        for (Direction direction : Direction.values()) {
            long bytes = sum.tally().of(direction).bytes();
            if (bytes == 0) {
                continue;
            }
            double lowest = jobs.stream().mapToDouble(it -> it.perSecond(it.tally().of(direction).bytes())).min()
                    .orElse(0);
            double highest = jobs.stream().mapToDouble(it -> it.perSecond(it.tally().of(direction).bytes())).max()
                    .orElse(0);
            double all = sum.perSecond(bytes);
            text.format("%7s: bw=%s/s (%s/s), %s/s-%s/s (%s/s-%s/s), io=%s (%s), run=%d-%dmsec%n",
                    direction.text().toUpperCase(Locale.ROOT), Amounts.binary(all), Amounts.decimal(all),
                    Amounts.binary(lowest), Amounts.binary(highest), Amounts.decimal(lowest), Amounts.decimal(highest),
                    Amounts.binary((double) bytes), Amounts.decimal((double) bytes), sum.shortestNanos() / 1_000_000,
                    sum.runtimeNanos() / 1_000_000);
        }
    }

}
