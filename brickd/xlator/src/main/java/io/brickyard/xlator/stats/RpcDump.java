package io.brickyard.xlator.stats;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brickyard.wire.fop.Fop;

/**
 * The dump of {@link RpcSegments}: one JSON object, UTF-8. Readers skip keys that they do not know; the schema number grows
 * when a key changes its meaning or goes.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code brickyard-rpc}</td><td>schema number, 1; always the first key</td></tr>
 * <tr><td>{@code side}</td><td>{@code client} or {@code brick}: who counted</td></tr>
 * <tr><td>{@code process}, {@code start}, {@code end}</td><td>as in dumps of probes; each dump starts anew</td></tr>
 * <tr><td>{@code groups}</td><td>object from {@code answered}, {@code unanswered} or {@code replies} to objects from FOP name
 * to objects from the key of a {@link RpcSegment} to its counters, which are those of a FOP in a dump of a probe</td></tr>
 * </table>
 */
final class RpcDump {
    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private RpcDump() {
    }

    static void write(ProcessIdentity process, RpcSegments.Window window, OutputStream out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
        try (json) {
            json.writeStartObject();
            json.writeNumberField("brickyard-rpc", SCHEMA);
            json.writeStringField("side", process.side().text());
            JsonDump.process(json, process);
            JsonDump.moment(json, "start", window.start());
            JsonDump.moment(json, "end", window.end());
            json.writeObjectFieldStart("groups");
            for (Map.Entry<RpcSegments.Group, Map<Fop, Map<RpcSegment, FopStats>>> group : window.groups()
                    .entrySet()) {
                json.writeObjectFieldStart(group.getKey().key());
                for (Map.Entry<Fop, Map<RpcSegment, FopStats>> fop : group.getValue().entrySet()) {
                    json.writeObjectFieldStart(fop.getKey().name());
                    for (Map.Entry<RpcSegment, FopStats> segment : fop.getValue().entrySet()) {
                        JsonDump.counter(json, segment.getKey().key(), segment.getValue());
                    }
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
