package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.brickyard.stats.table.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The JSON output and its list of fields in brickyard-stats(1) say the same, both ways. */
class StatsJsonTest {
    private static final Path PAGE = Path.of("../man/src/main/asciidoc/brickyard-stats.adoc");
    private static final String CAPTURES = "../stats-analyzer/captures/";

    @Test
    void shouldWriteExactlyTheDocumentedFields(@TempDir Path directory) throws IOException {
        CommandRun run = CommandRun.of("stats", "--json", "--all-fops", CAPTURES + "dump-oddities",
                CAPTURES + "mail.csv");
        assertEquals(0, run.code(), run.err());
        Set<String> written = fields(run.out());
        CommandRun parts = CommandRun.of("stats", "--json", belowRpc(directory).toString());
        assertEquals(0, parts.code(), parts.err());
        written.addAll(fields(parts.out()));
        Set<String> documented = new TreeSet<>(Pattern.compile("^_([a-z_\\[\\].]+)_:: ", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE)).results().map(field -> field.group(1)).toList());
        assertEquals(documented, written);
    }

    /** Dumps of one call, with its segments. */
    private static Path belowRpc(Path directory) throws IOException {
        String counter = "{\"count\": 1, \"totalNanos\": 9, \"minNanos\": 9, \"maxNanos\": 9}";
        String window = "{\"number\": 0, \"fops\": {\"READ\": " + counter + "}}";
        Files.writeString(directory.resolve("p"), "{\"brickyard-dump\": 1, \"probe\": \"p\", \"side\": \"client\", "
                + "\"cumulative\": " + window + ", \"interval\": " + window + "}");
        Files.writeString(directory.resolve("rpc"), "{\"brickyard-rpc\": 1, \"groups\": {\"unanswered\": {\"READ\": "
                + "{\"total\": " + counter + ", \"rest\": " + counter + "}}}}");
        return directory;
    }

    @Test
    void shouldDocumentEveryKindOfFootnote() throws IOException {
        MatchResult kinds = Pattern.compile("^_tables\\[].notes\\[].kind_:: string: (.*)$", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE)).results().findFirst().orElseThrow();
        assertEquals(
                Arrays.stream(Note.Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList(),
                Arrays.asList(kinds.group(1).split(", | or ")));
    }

    @Test
    void shouldWriteTheMailsTable() throws IOException {
        CommandRun run = CommandRun.of("stats", "--json", CAPTURES + "mail.csv");
        String json = run.out().replaceAll("\\s+", "");
        assertTrue(json.startsWith("{\"schema\":1,"), json);
        assertTrue(json.contains("\"label\":\"parentofprotocol/client-0\",\"probes\":[],\"calls\":0,\"avg_us\":1616,"
                + "\"min_us\":null,\"max_us\":null,\"delta_us\":1453,\"delta_low_us\":1453,\"plain_delta_us\":1453,"
                + "\"share\":0.87215,\"calls_below\":null,"), json);
        assertTrue(json.contains("\"bottleneck\":{\"position\":2,"), json);
    }

    /** The paths of all fields and array elements, as {@code tables[].fop}. */
    private static Set<String> fields(String json) throws IOException {
        Set<String> fields = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean value = token.isScalarValue() || token == JsonToken.START_OBJECT;
                String path = path(token == JsonToken.START_OBJECT
                        ? parser.getParsingContext().getParent()
                        : parser.getParsingContext());
                if (value && !path.isEmpty()) {
                    fields.add(path);
                }
            }
        }
        return fields;
    }

    private static String path(JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return parent + "[]";
        }
        String name = context.getCurrentName() == null ? "" : context.getCurrentName();
        return parent.isEmpty() ? name : parent + "." + name;
    }
}
