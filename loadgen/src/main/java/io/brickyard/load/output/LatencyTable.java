package io.brickyard.load.output;

import java.util.Locale;
import java.util.Map;

import io.brickyard.load.curve.CurvePoint;
import io.brickyard.load.record.LatencyStat;
import org.HdrHistogram.Histogram;

/** Tables of latencies: of a curve, and of merged histograms. */
public final class LatencyTable {
    private LatencyTable() {
    }

    /** Heading of a curve's table. */
    public static String curveHead() {
        return String.format("%8s %12s %12s %12s %9s %9s %9s %9s %9s %9s%n", "of max", "target IOPS", "IOPS",
                "bandwidth",
                "svc p50", "p50", "p99", "p99.9", "p99.99", "max");
    }

    /** A line of it; latencies are response times except svc p50. */
    public static String of(CurvePoint point) {
        LatencyStat response = point.response();
        return String.format(Locale.ROOT, "%8s %12s %12.0f %12s %9s %9s %9s %9s %9s %9s%s%n",
                point.percent() == 0 ? "no rate" : String.format(Locale.ROOT, "%.0f%%", point.percent()),
                point.percent() == 0 ? "-" : String.format(Locale.ROOT, "%.0f", point.wantedIops()), point.iops(),
                Amounts.binary(point.bytesPerSecond()) + "/s", time(point.service().percentile(50)),
                time(response.percentile(50)), time(response.percentile(99)), time(response.percentile(99.9)),
                time(response.percentile(99.99)), time(response.max()),
                point.run().interrupted() ? "  (interrupted)" : "");
    }

    /** A table of histograms by tag. */
    public static String of(Map<String, Histogram> totals) {
        StringBuilder table = new StringBuilder(
                String.format("%-32s %12s %9s %9s %9s %9s %9s%n", "tag", "count", "mean",
                        "p50", "p99", "p99.9", "max"));
        totals.forEach((tag, histogram) -> table.append(String.format(Locale.ROOT,
                "%-32s %12d %9s %9s %9s %9s %9s%n", tag.isEmpty() ? "(none)" : tag, histogram.getTotalCount(),
                Amounts.time(histogram.getMean()), time(histogram.getValueAtPercentile(50)),
                time(histogram.getValueAtPercentile(99)), time(histogram.getValueAtPercentile(99.9)),
                time(histogram.getMaxValue()))));
        return table.toString();
    }

    private static String time(long nanos) {
        return Amounts.time((double) nanos);
    }
}
