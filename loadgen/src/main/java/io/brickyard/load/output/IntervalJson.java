package io.brickyard.load.output;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Percentiles;
import io.brickyard.load.record.DirectionStats;
import io.brickyard.load.record.LatencyStat;
import io.brickyard.load.run.IntervalReport;

/** What came in a status interval: one line of JSON, of this interval alone, with percentiles. */
public final class IntervalJson {
    private IntervalJson() {
    }

    /** The line, ended by a newline. */
    public static String of(IntervalReport report) {
        var text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            var json = new JsonNumbers(generator);
            json.open();
            json.number("from_ms", report.fromMillis());
            json.number("to_ms", report.toMillis());
            json.array("jobs");
            for (IntervalReport.OfJob job : report.jobs()) {
                job(json, job, (report.toMillis() - report.fromMillis()) / 1e3);
            }
            json.closeArray();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void job(JsonNumbers json, IntervalReport.OfJob job, double seconds) throws IOException {
        json.open();
        json.text("jobname", job.job().name());
        json.number("jobnum", job.job().index());
        json.number("errors", job.tally().errorCount());
        for (Direction direction : Direction.values()) {
            DirectionStats stats = job.tally().of(direction);
            json.object(direction.text());
            json.number("ios", stats.ios());
            json.number("bytes", stats.bytes());
            json.decimal("iops", seconds <= 0 ? 0 : stats.ios() / seconds);
            json.decimal("bw_bytes", seconds <= 0 ? 0 : stats.bytes() / seconds);
            latency(json, "clat_ns", stats.completion, job);
            if (stats.response.count() > 0) {
                latency(json, "resp_ns", stats.response, job);
            }
            json.close();
        }
        json.close();
    }

    private static void latency(JsonNumbers json, String name, LatencyStat latencies, IntervalReport.OfJob job)
            throws IOException {
        json.object(name);
        json.statistics(latencies);
        json.object("percentile");
        for (double percent : Percentiles.parse(job.job().text(LoadOption.PERCENTILE_LIST))) {
            json.number(String.format(Locale.ROOT, "%.6f", percent), latencies.percentile(percent));
        }
        json.close();
        json.close();
    }
}
