package io.brickyard.load.output;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.brickyard.load.engine.ThreadUse;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionValues;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.record.Tally;
import io.brickyard.load.run.RunResult;

/**
 * Results as JSON with the keys of fio 3.33: what reads fio's reads these. More than fio has: {@code seed},
 * {@code cache_state} and, with a rate, {@code resp_ns} in each direction. {@code disk_util} is left out, as with fio's
 * --disk_util=0.
 */
public final class JsonOutput {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT);
    private static final List<String> DEPTHS = List.of("1", "2", "4", "8", "16", "32", ">=64");
    private static final List<String> SUBMITS = List.of("0", "4", "8", "16", "32", "64", ">=64");
    /** What fio says for a time that is not known. */
    private static final int UNKNOWN_ETA = Integer.MAX_VALUE;

    private final JsonNumbers json;
    private final boolean bins;

    private JsonOutput(JsonGenerator generator, boolean bins) {
        this.json = new JsonNumbers(generator);
        this.bins = bins;
    }

    /**
     * The whole document, ended by a newline.
     *
     * @param bins with the count of each bin, which fio calls json+
     * @param oneLine not laid out
     */
    public static String of(RunResult run, String version, boolean bins, boolean oneLine) {
        var text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            if (!oneLine) {
                generator.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(
                        DefaultIndenter.SYSTEM_LINEFEED_INSTANCE).withArrayIndenter(
                                DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));
            }
            new JsonOutput(generator, bins).document(run, version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private void document(RunResult run, String version) throws IOException {
        long endMillis = run.startMillis() + run.elapsedNanos() / 1_000_000;
        json.open();
        json.text("fio version", "brickyard-" + version);
        json.number("timestamp", endMillis / 1000);
        json.number("timestamp_ms", endMillis);
        json.text("time", TIME.format(Instant.ofEpochMilli(endMillis).atZone(ZoneId.systemDefault())));
        json.array("jobs");
        for (JobResult job : Groups.shown(run.jobs())) {
            job(job, run);
        }
        json.closeArray();
        json.close();
    }

    private void job(JobResult job, RunResult run) throws IOException {
        json.open();
        json.text("jobname", job.spec().name());
        json.number("groupid", job.spec().group());
        json.number("error", job.failed() > 0 || job.differing() > 0 ? 1 : 0);
        json.number("eta", UNKNOWN_ETA);
        json.number("elapsed", (run.elapsedNanos() + 999_999_999) / 1_000_000_000);
        options(job);
        json.number("seed", job.spec().baseSeed());
        json.text("cache_state", job.cacheState());
        var directions = new JsonDirection(json, job, bins);
        for (Direction direction : Direction.values()) {
            directions.write(direction);
        }
        directions.writeEmpty("trim");
        sync(job);
        usage(job);
        shares(job.tally());
        json.number("latency_depth", job.spec().count(LoadOption.IODEPTH));
        json.number("latency_target", 0);
        json.decimal("latency_percentile", 100);
        json.number("latency_window", 0);
        json.close();
    }

    private void options(JobResult job) throws IOException {
        json.object("job options");
        json.text("name", job.spec().name());
        for (OptionValues.Given one : job.spec().values().given()) {
            if (!one.option().optionName().equals("name")) {
                json.text(one.option().optionName(), one.value());
            }
        }
        json.close();
    }

    private void sync(JobResult job) throws IOException {
        json.object("sync");
        json.number("total_ios", job.tally().sync.count());
        json.latency("lat_ns", job.tally().sync);
        json.close();
    }

    private void usage(JobResult job) throws IOException {
        ThreadUse use = job.use();
        double hundredths = Math.max(1, job.summedRuntimeNanos() / 1e7);
        json.number("job_runtime", job.summedRuntimeNanos() / 1_000_000);
        json.decimal("usr_cpu", 100 * use.userTicks() / hundredths);
        json.decimal("sys_cpu", 100 * use.systemTicks() / hundredths);
        json.number("ctx", use.contextSwitches());
        json.number("majf", use.majorFaults());
        json.number("minf", use.minorFaults());
        json.object("iodepth_level");
        for (int i = 0; i < DEPTHS.size(); i++) {
            json.decimal(DEPTHS.get(i), job.tally().depthPercent(i));
        }
        json.close();
        // I/Os are submitted and completed one by one.
        for (String name : List.of("iodepth_submit", "iodepth_complete")) {
            json.object(name);
            for (String depth : SUBMITS) {
                json.decimal(depth, depth.equals("4") ? 100 : 0);
            }
            json.close();
        }
    }

    private void shares(Tally tally) throws IOException {
        var shares = new LatencyShares();
        shares.add(tally.read.completion);
        shares.add(tally.write.completion);
        json.object("latency_ns");
        for (int i = 0; i < LatencyShares.NANOS.size(); i++) {
            json.decimal(LatencyShares.NANOS.get(i), shares.nanosPercent(i));
        }
        json.close();
        json.object("latency_us");
        for (int i = 0; i < LatencyShares.MICROS.size(); i++) {
            json.decimal(LatencyShares.MICROS.get(i), shares.microsPercent(i));
        }
        json.close();
        json.object("latency_ms");
        for (int i = 0; i < LatencyShares.MILLIS.size(); i++) {
            json.decimal(LatencyShares.MILLIS.get(i), shares.millisPercent(i));
        }
        json.close();
    }
}
