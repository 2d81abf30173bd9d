package io.brickyard.heal.cron;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.Action.What;
import io.brickyard.heal.run.Difference;
import io.brickyard.heal.run.Journal;
import io.brickyard.wire.type.Gfid;

/**
 * A run as lines of JSON: each healed entry with {@code event} "healed", each that is left with "left", its reason and
 * advice, and at the end one "summary". A disk that is full ends the report, not the run.
 */
public final class ReportFile implements Journal, AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final BufferedWriter out;
    private Optional<IOException> trouble = Optional.empty();

    private ReportFile(BufferedWriter out) {
        this.out = out;
    }

    /** Begins a file; one that is there is replaced. */
    public static ReportFile create(Path file) throws IOException {
        return new ReportFile(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    }

    /** To a stream that is there already. */
    public static ReportFile to(Writer out) {
        return new ReportFile(new BufferedWriter(out));
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public void healed(ReplicaSpec set, Gfid gfid, Action action) {
        line("healed", json -> {
            json.writeStringField("set", set.name());
            json.writeStringField("gfid", gfid.toString());
            json.writeStringField("path", action.path());
            json.writeStringField("action", action.what().word());
            if (action.source() >= 0) {
                json.writeStringField("source", set.label(action.source()));
            }
            json.writeArrayFieldStart("sinks");
            for (int sink : action.sinks().numbers()) {
                json.writeString(set.label(sink));
            }
            json.writeEndArray();
        });
    }

    @Override
    public void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
        line("left", json -> {
            json.writeStringField("set", set.name());
            json.writeStringField("gfid", gfid.toString());
            json.writeStringField("path", path);
            json.writeStringField("reason", reason.code());
            json.writeStringField("detail", detail);
            json.writeStringField("advice", reason.advice());
        });
    }

    @Override
    public void differs(ReplicaSpec set, Difference difference) {
        line("differs", json -> {
            json.writeStringField("set", set.name());
            json.writeStringField("gfid", difference.gfid().toString());
            json.writeStringField("path", difference.path());
            json.writeStringField("what", difference.what().word());
            if (difference.length() > 0) {
                json.writeNumberField("offset", difference.offset());
                json.writeNumberField("length", difference.length());
            }
            if (!difference.values().isEmpty()) {
                json.writeStringField("values", difference.values());
            }
            json.writeBooleanField("majority", difference.agreement().majority().isPresent());
            json.writeArrayFieldStart("groups");
            for (Bricks group : difference.agreement().groups()) {
                json.writeStartArray();
                for (int brick : group.numbers()) {
                    json.writeString(set.label(brick));
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        });
    }

    @Override
    public void repaired(ReplicaSpec set, String path, int differences) {
        line("repaired", json -> {
            json.writeStringField("set", set.name());
            json.writeStringField("path", path);
            json.writeNumberField("differences", differences);
        });
    }

    /** Ends the report. */
    public void summary(Tally tally, boolean stopped) {
        line("summary", json -> {
            for (What what : What.values()) {
                json.writeNumberField(what.word(), tally.healed(what));
            }
            json.writeNumberField("bytes_compared", tally.comparedBytes());
            json.writeNumberField("bytes_sent", tally.sentBytes());
            json.writeNumberField("verified", tally.verified());
            json.writeNumberField("differences", tally.differences());
            json.writeNumberField("repaired", tally.repaired());
            json.writeNumberField("left", tally.left());
            for (Reason reason : Reason.values()) {
                if (tally.left(reason) > 0) {
                    json.writeNumberField("left_" + reason.code(), tally.left(reason));
                }
            }
            json.writeBooleanField("stopped", stopped);
        });
    }

    private synchronized void line(String event, Fields fields) {
        if (trouble.isPresent()) {
            return;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("event", event);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("JSON could not be written to memory", e);
        }
        try {
            out.write(text.append('\n').toString());
            out.flush();
        } catch (IOException e) {
            trouble = Optional.of(e);
        }
    }

    /** What kept the report from being whole. */
    public synchronized Optional<IOException> trouble() {
        return trouble;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
