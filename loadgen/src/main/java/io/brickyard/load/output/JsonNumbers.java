package io.brickyard.load.output;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import io.brickyard.load.record.LatencyStat;

/** Writes JSON fields in fio's forms: whole numbers, and decimals with six digits. */
final class JsonNumbers {
    private final JsonGenerator json;

    JsonNumbers(JsonGenerator json) {
        this.json = json;
    }

    void open() throws IOException {
        json.writeStartObject();
    }

    void object(String name) throws IOException {
        json.writeObjectFieldStart(name);
    }

    void array(String name) throws IOException {
        json.writeArrayFieldStart(name);
    }

    void close() throws IOException {
        json.writeEndObject();
    }

    void closeArray() throws IOException {
        json.writeEndArray();
    }

    void text(String name, String value) throws IOException {
        json.writeStringField(name, value);
    }

    void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void decimal(String name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(String.format(Locale.ROOT, "%.6f", value));
    }

    /** Least, most, mean, deviation and number. */
    void latency(String name, LatencyStat latencies) throws IOException {
        object(name);
        statistics(latencies);
        close();
    }

    /** The fields of {@link #latency} alone. */
    void statistics(LatencyStat latencies) throws IOException {
        number("min", latencies.min());
        number("max", latencies.max());
        decimal("mean", latencies.mean());
        decimal("stddev", latencies.deviation());
        number("N", latencies.count());
    }
}
