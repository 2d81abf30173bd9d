package io.brickyard.load.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.brickyard.load.job.BlockSizes;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.record.HistogramLog;
import io.brickyard.load.record.JobRecorder;
import io.brickyard.load.record.SampleLog;
import io.brickyard.load.record.SampleLog.Value;
import io.brickyard.load.record.Tally;
import org.jspecify.annotations.Nullable;

/** The logs that a job writes, in files named as fio does: PREFIX_KIND.NUMBER.log. */
final class JobLogs {
    private final JobSpec job;
    private final Map<Value, SampleLog> logs = new EnumMap<>(Value.class);
    private final Map<Value, Path> files = new EnumMap<>(Value.class);
    private final long histogramNanos;
    private @Nullable HistogramLog histograms;
    private Tally collected = new Tally();
    private long nextNanos;

    JobLogs(JobSpec job) {
        this.job = job;
        this.histogramNanos = job.values().has(LoadOption.WRITE_HIST_LOG) ? job.nanos(LoadOption.LOG_HIST_MSEC) : 0;
        this.nextNanos = histogramNanos;
        add(LoadOption.WRITE_LAT_LOG, Value.SLAT, Value.CLAT, Value.LAT);
        add(LoadOption.WRITE_BW_LOG, Value.BW);
        add(LoadOption.WRITE_IOPS_LOG, Value.IOPS);
    }

    private void add(LoadOption option, Value... values) {
        if (job.values().has(option)) {
            for (Value value : values) {
                logs.put(value,
                        new SampleLog(value, job.nanos(LoadOption.LOG_AVG_MSEC), job.yes(LoadOption.LOG_OFFSET)));
                files.put(value, file(option, value.suffix()));
            }
        }
    }

    private Path file(LoadOption option, String suffix) {
        String number = job.yes(LoadOption.PER_JOB_LOGS) ? "." + job.number() : "";
        return Path.of(job.text(option) + suffix + number + ".log");
    }

    /** Lets the recorder feed the logs. */
    void attach(JobRecorder recorder) throws LoadException {
        logs.values().forEach(recorder::log);
        if (histogramNanos > 0) {
            Path file = file(LoadOption.WRITE_HIST_LOG, "_clat_hist");
            try {
                histograms = new HistogramLog(file, job.count(LoadOption.LOG_HIST_COARSENESS),
                        BlockSizes.of(job).largest());
            } catch (IOException e) {
                throw new LoadException(IoFailures.describe(file.toString(), e), e);
            }
        }
    }

    /** Time between two lines of the histogram log; 0: there is none. */
    long histogramNanos() {
        return histogramNanos;
    }

    /** What came until so long after the measurement began. */
    void histogram(Tally delta, long atNanos) throws IOException {
        HistogramLog log = histograms;
        if (log == null) {
            return;
        }
        collected.add(delta);
        if (atNanos >= nextNanos) {
            log.add(atNanos / 1_000_000, collected);
            collected = new Tally();
            nextNanos = (atNanos / histogramNanos + 1) * histogramNanos;
        }
    }

    /** Writes everything; the job is done. */
    void finish(long atNanos) throws IOException {
        HistogramLog log = histograms;
        if (log != null) {
            log.add(atNanos / 1_000_000, collected);
            log.close();
        }
        for (Map.Entry<Value, SampleLog> one : logs.entrySet()) {
            one.getValue().write(Objects.requireNonNull(files.get(one.getKey())));
        }
    }
}
