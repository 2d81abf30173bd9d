package io.brickyard.load.output;

import java.io.IOException;
import java.util.Locale;

import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Percentiles;
import io.brickyard.load.record.DirectionStats;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.record.LatencyStat;
import io.brickyard.load.record.PlatBins;
import io.brickyard.load.record.Samples;

/** One direction of a job as JSON. */
record JsonDirection(JsonNumbers json, JobResult job, boolean bins) {

    void write(Direction direction) throws IOException {
        write(direction.text(), job.tally().of(direction), job.bandwidth(direction), job.iops(direction));
    }

    /** A direction that load does not have. */
    void writeEmpty(String name) throws IOException {
        write(name, new DirectionStats(), new Samples(), new Samples());
    }

    private void write(String name, DirectionStats stats, Samples bandwidth, Samples iops) throws IOException {
        double bytesPerSecond = job.perSecond(stats.bytes());
        json.object(name);
        json.number("io_bytes", stats.bytes());
        json.number("io_kbytes", stats.bytes() >> 10);
        json.number("bw_bytes", (long) bytesPerSecond);
        json.number("bw", (long) bytesPerSecond >> 10);
        json.decimal("iops", job.perSecond(stats.ios()));
        json.number("runtime", stats.ios() == 0 ? 0 : job.runtimeNanos() / 1_000_000);
        json.number("total_ios", stats.ios());
        json.number("short_ios", 0);
        json.number("drop_ios", 0);
        latency("slat_ns", stats.submission, job.spec().yes(LoadOption.SLAT_PERCENTILES));
        latency("clat_ns", stats.completion, job.spec().yes(LoadOption.CLAT_PERCENTILES));
        latency("lat_ns", stats.total, job.spec().yes(LoadOption.LAT_PERCENTILES));
        if (stats.response.count() > 0) {
            latency("resp_ns", stats.response, true);
        }
        samples(bandwidth, iops, bytesPerSecond);
        json.close();
    }

    private void latency(String name, LatencyStat latencies, boolean percentiles) throws IOException {
        json.object(name);
        json.statistics(latencies);
        if (percentiles && latencies.count() > 0) {
            json.object("percentile");
            for (double percent : Percentiles.parse(job.spec().text(LoadOption.PERCENTILE_LIST))) {
                json.number(String.format(Locale.ROOT, "%.6f", percent), latencies.percentile(percent));
            }
            json.close();
            if (bins) {
                bins(latencies);
            }
        }
        json.close();
    }

    private void bins(LatencyStat latencies) throws IOException {
        json.object("bins");
        long[] counts = PlatBins.counts(latencies.histogram());
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                json.number(String.valueOf(PlatBins.value(bin)), counts[bin]);
            }
        }
        json.close();
    }

    private void samples(Samples bandwidth, Samples iops, double bytesPerSecond) throws IOException {
        double all = bytesPerSecond / 1024;
        json.number("bw_min", Math.round(bandwidth.min()));
        json.number("bw_max", Math.round(bandwidth.max()));
        json.decimal("bw_agg", bandwidth.count() == 0 || all == 0 ? 0
                : Math.min(100, 100 * bandwidth.mean() * job.jobs() / all));
        json.decimal("bw_mean", bandwidth.mean());
        json.decimal("bw_dev", bandwidth.deviation());
        json.number("bw_samples", bandwidth.count());
        json.number("iops_min", Math.round(iops.min()));
        json.number("iops_max", Math.round(iops.max()));
        json.decimal("iops_mean", iops.mean());
        json.decimal("iops_stddev", iops.deviation());
        json.number("iops_samples", iops.count());
    }
}
