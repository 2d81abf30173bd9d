package io.brickyard.xlator.stats;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brickyard.wire.fop.Fop;

/**
 * brickyard's own dump: one JSON object, UTF-8. All latencies are nanoseconds, as the keys say. Readers skip keys that they
 * do not know; the schema number grows when a key changes its meaning or goes.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code brickyard-dump}</td><td>schema number, 1; always the first key</td></tr>
 * <tr><td>{@code probe}</td><td>unique id of the io-stats translator</td></tr>
 * <tr><td>{@code side}</td><td>{@code client} or {@code brick}: the stack that it is in</td></tr>
 * <tr><td>{@code position}</td><td>its place among the probes of its graph, 0 at the top</td></tr>
 * <tr><td>{@code process}</td><td>object: {@code program}, {@code host}, {@code pid}, {@code startedEpochNanos}. Dumps whose
 * four values agree are of one process</td></tr>
 * <tr><td>{@code openFiles}</td><td>object: {@code now}, {@code most}, and {@code mostSinceEpochNanos} once a file was
 * opened</td></tr>
 * <tr><td>{@code cumulative}</td><td>window since the probe was made</td></tr>
 * <tr><td>{@code interval}</td><td>window since the last dump that ended an interval, whoever took it; the counters of all
 * intervals add up to the cumulative ones. It has one key more, {@code number}, from 0</td></tr>
 * </table>
 *
 * <table>
 * <caption>Keys of a window</caption>
 * <tr><td>{@code start}, {@code end}</td><td>objects: {@code epochNanos}, wall clock since 1970, and
 * {@code monotonicNanos}, CLOCK_MONOTONIC of the machine</td></tr>
 * <tr><td>{@code read}, {@code written}</td><td>objects: {@code bytes}; {@code blocks}, object from a power of two to the
 * number of calls that moved at least so many bytes and less than twice as many</td></tr>
 * <tr><td>{@code fops}</td><td>object from FOP name, as {@code READ}, to its counters; FOPs that did not run are
 * absent</td></tr>
 * </table>
 *
 * <table>
 * <caption>Keys of a FOP</caption>
 * <tr><td>{@code count}</td><td>calls answered</td></tr>
 * <tr><td>{@code errors}</td><td>those answered with -1</td></tr>
 * <tr><td>{@code totalNanos}</td><td>time of all calls, from wind to unwind</td></tr>
 * <tr><td>{@code minNanos}, {@code maxNanos}</td><td>shortest and longest call, exact</td></tr>
 * <tr><td>{@code histogram}</td><td>HdrHistogram of nanoseconds, 1 to 3.6e12, two significant digits, in its compressed V2
 * encoding in base64; longer calls count as 3.6e12</td></tr>
 * </table>
 */
final class JsonDump {
    /** The value of {@code brickyard-dump}. */
    static final int SCHEMA = 1;

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private JsonDump() {
    }

    static void write(ProbeDump dump, OutputStream out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
        try (json) {
            json.writeStartObject();
            json.writeNumberField("brickyard-dump", SCHEMA);
            json.writeStringField("probe", dump.snapshot().probe());
            json.writeStringField("side", dump.process().side().text());
            json.writeNumberField("position", dump.position());
            process(json, dump.process());
            openFiles(json, dump.snapshot());
            json.writeObjectFieldStart("cumulative");
            window(json, dump.snapshot().cumulative());
            json.writeObjectFieldStart("interval");
            json.writeNumberField("number", dump.snapshot().intervalNumber());
            window(json, dump.snapshot().interval());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** Which process it is of. */
    static void process(JsonGenerator json, ProcessIdentity process) throws IOException {
        json.writeObjectFieldStart("process");
        json.writeStringField("program", process.program());
        json.writeStringField("host", process.host());
        json.writeNumberField("pid", process.pid());
        json.writeNumberField("startedEpochNanos", epochNanos(process.started()));
        json.writeEndObject();
    }

    private static void openFiles(JsonGenerator json, IoStatsSnapshot snapshot) throws IOException {
        json.writeObjectFieldStart("openFiles");
        json.writeNumberField("now", snapshot.openFiles());
        json.writeNumberField("most", snapshot.mostOpenFiles());
        Instant since = snapshot.mostOpenSince();
        if (since != null) {
            json.writeNumberField("mostSinceEpochNanos", epochNanos(since));
        }
        json.writeEndObject();
    }

    private static void window(JsonGenerator json, StatsWindow window) throws IOException {
        moment(json, "start", window.start());
        moment(json, "end", window.end());
        transfers(json, "read", window.reads());
        transfers(json, "written", window.writes());
        json.writeObjectFieldStart("fops");
        for (Map.Entry<Fop, FopStats> fop : window.fops().entrySet()) {
            counter(json, fop.getKey().name(), fop.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The counters of a FOP, or of anything else that was counted and timed. */
    static void counter(JsonGenerator json, String name, FopStats stats) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", stats.count());
        json.writeNumberField("errors", stats.errors());
        json.writeNumberField("totalNanos", stats.totalNanos());
        json.writeNumberField("minNanos", stats.minNanos());
        json.writeNumberField("maxNanos", stats.maxNanos());
        json.writeStringField("histogram", stats.latencies().toCompressedBase64());
        json.writeEndObject();
    }

    /** A point in time. */
    static void moment(JsonGenerator json, String name, Moment moment) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("epochNanos", epochNanos(moment.wall()));
        json.writeNumberField("monotonicNanos", moment.monotonicNanos());
        json.writeEndObject();
    }

    private static void transfers(JsonGenerator json, String name, Transfers transfers) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("bytes", transfers.bytes());
        json.writeObjectFieldStart("blocks");
        for (Map.Entry<Long, Long> block : transfers.blocks().entrySet()) {
            json.writeNumberField(block.getKey().toString(), block.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static long epochNanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }
}
