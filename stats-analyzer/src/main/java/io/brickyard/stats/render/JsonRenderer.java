package io.brickyard.stats.render;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.read.InputReport;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Note;
import io.brickyard.stats.table.Position;

/**
 * One JSON document. Its fields are listed in brickyard-stats(1), which a test compares with the output both ways. A value
 * that is not known is null. Fields are only ever added under one schema number.
 */
final class JsonRenderer implements Renderer {
    static final int SCHEMA = 1;
    private static final int DECIMALS = 5;
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    @Override
    public void render(StatsReport report, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            json.setPrettyPrinter(printer);
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeArrayFieldStart("tables");
            for (DeltaTable table : report.tables()) {
                table(json, table);
            }
            json.writeEndArray();
            strings(json, "fops_seen", report.fopsSeen());
            json.writeArrayFieldStart("inputs");
            for (InputReport input : report.inputs()) {
                input(json, input);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.append(text.toString()).append('\n');
    }

    private static void table(JsonGenerator json, DeltaTable table) throws IOException {
        json.writeStartObject();
        json.writeStringField("fop", table.fop());
        json.writeStringField("window", table.window());
        json.writeNumberField("calls", table.calls());
        micros(json, "avg_us", table.averageNanos());
        json.writeArrayFieldStart("positions");
        for (int i = 0; i < table.positions().size(); i++) {
            position(json, table.positions().get(i), i + 1, table.partsOf(i));
        }
        json.writeEndArray();
        if (table.bottleneck() < 0) {
            json.writeNullField("bottleneck");
        } else {
            json.writeObjectFieldStart("bottleneck");
            json.writeNumberField("position", table.bottleneck() + 1);
            json.writeStringField("text", Wording.bottleneck(table));
            json.writeEndObject();
        }
        json.writeArrayFieldStart("notes");
        for (Note note : table.notes()) {
            json.writeStartObject();
            json.writeStringField("kind", note.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("text", note.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void position(JsonGenerator json, Position one, int number, List<GapPart> parts)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", number);
        json.writeStringField("side", one.side().name().toLowerCase(Locale.ROOT));
        json.writeStringField("label", one.label());
        strings(json, "probes", one.probes());
        json.writeNumberField("calls", one.calls());
        micros(json, "avg_us", one.averageNanos());
        micros(json, "min_us", one.minNanos());
        micros(json, "max_us", one.maxNanos());
        micros(json, "delta_us", one.deltaNanos());
        micros(json, "delta_low_us", one.deltaLowNanos());
        micros(json, "plain_delta_us", one.plainDeltaNanos());
        decimal(json, "share", one.share());
        decimal(json, "calls_below", one.callsBelow());
        strings(json, "layer", one.layer());
        json.writeBooleanField("boundary_below", one.boundaryBelow());
        json.writeArrayFieldStart("parts");
        for (GapPart part : parts) {
            json.writeStartObject();
            json.writeStringField("part", part.key());
            json.writeStringField("text", part.title());
            json.writeNumberField("calls", part.calls());
            micros(json, "avg_us", part.nanos());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (int index : one.footnotes()) {
            json.writeNumber(index + 1);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void input(JsonGenerator json, InputReport input) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", input.source().file());
        json.writeNumberField("line", input.source().line());
        json.writeStringField("status", input.status().name().toLowerCase(Locale.ROOT));
        json.writeStringField("detail", input.detail());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void micros(JsonGenerator json, String field, double nanos) throws IOException {
        decimal(json, field, nanos / 1000);
    }

    private static void decimal(JsonGenerator json, String field, double value) throws IOException {
        if (Double.isFinite(value)) {
            BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
            json.writeNumberField(field, rounded.stripTrailingZeros());
        } else {
            json.writeNullField(field);
        }
    }
}
