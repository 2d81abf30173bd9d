package io.brickyard.heal.info;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

/** Heal info as JSON: {@code bricks} with {@code brick}, {@code connected}, {@code status}, counts and {@code entries}. */
public final class InfoJson {
    private InfoJson() {
    }

    /** The document. */
    public static String of(List<BrickEntries> bricks, InfoForm form) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeArrayFieldStart("bricks");
            for (BrickEntries brick : bricks) {
                brick(brick, form, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void brick(BrickEntries brick, InfoForm form, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("brick", brick.brick());
        json.writeStringField("host_uuid", brick.hostUuid());
        json.writeBooleanField("connected", brick.connected());
        json.writeBooleanField("complete", brick.isComplete());
        json.writeStringField("status", brick.isComplete() ? brick.status() : brick.trouble());
        json.writeNumberField("pending", brick.count(EntryState.PENDING));
        json.writeNumberField("split_brain", brick.count(EntryState.SPLIT_BRAIN));
        json.writeNumberField("healing", brick.count(EntryState.HEALING));
        if (form != InfoForm.SUMMARY) {
            json.writeArrayFieldStart("entries");
            for (BrickEntries.Entry entry : brick.entries()) {
                if (form == InfoForm.ENTRIES || entry.state() == EntryState.SPLIT_BRAIN) {
                    json.writeStartObject();
                    json.writeStringField("gfid", entry.gfid());
                    json.writeStringField("path", entry.path());
                    json.writeStringField("state", entry.state().name().toLowerCase(Locale.ROOT));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
