package io.brickyard.brickd.metrics;

import java.util.List;

import io.brickyard.xlator.stats.FopStats;

/**
 * Writes Prometheus' text format 0.0.4: of each metric its help and type, then its samples. The metrics come one after the
 * other, as the format demands.
 */
final class Exposition {
    /** What HTTP calls the format. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /**
     * Upper bounds of the latency buckets. What the io-stats probe counted in finer classes is summed up; where a bound lies
     * within such a class, calls up to 1/128 slower count as if they had met it.
     */
    private static final long[] BOUNDS_NANOS = {10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
            5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000,
            2_500_000_000L, 10_000_000_000L};
    private static final double NANOS_PER_SECOND = 1e9;

    private final StringBuilder out = new StringBuilder(1 << 14);
    private Metric metric = Metric.BUILD_INFO;

    /** Begins a metric; its samples follow. */
    Exposition begin(Metric next) {
        metric = next;
        out.append("# HELP ").append(next.metricName()).append(' ')
                .append(next.help().replace("\\", "\\\\").replace("\n", "\\n")).append("\n# TYPE ")
                .append(next.metricName()).append(' ').append(next.type().text()).append('\n');
        return this;
    }

    /** A sample of the metric that was begun; the values of its labels in their order. */
    Exposition sample(Number value, String... labelValues) {
        line("", List.of(labelValues), "", value);
        return this;
    }

    /** The samples of a histogram. */
    void histogram(FopStats stats, String... labelValues) {
        List<String> values = List.of(labelValues);
        long[] upTo = stats.latencies().countsUpTo(BOUNDS_NANOS);
        for (int i = 0; i < upTo.length; i++) {
            line("_bucket", values, Double.toString(BOUNDS_NANOS[i] / NANOS_PER_SECOND), upTo[i]);
        }
        line("_bucket", values, "+Inf", stats.count());
        line("_sum", values, "", stats.totalNanos() / NANOS_PER_SECOND);
        line("_count", values, "", stats.count());
    }

    private void line(String suffix, List<String> values, String bound, Number value) {
        if (values.size() != metric.labels().size()) {
            throw new IllegalArgumentException(metric.metricName() + " has labels " + metric.labels() + ", not "
                    + values);
        }
        out.append(metric.metricName()).append(suffix);
        char before = '{';
        for (int i = 0; i < values.size(); i++) {
            label(before, metric.labels().get(i), values.get(i));
            before = ',';
        }
        if (!bound.isEmpty()) {
            label(before, "le", bound);
            before = ',';
        }
        out.append(before == ',' ? "} " : " ").append(value).append('\n');
    }

    private void label(char before, String name, String value) {
        out.append(before).append(name).append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")).append('"');
    }

    /** All that was written. */
    String text() {
        return out.toString();
    }
}
