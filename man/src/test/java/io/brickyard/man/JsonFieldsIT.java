package io.brickyard.man;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.brickyard.stats.SourceChoice;
import io.brickyard.stats.StatsAnalyzer;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.StatsRequest;
import io.brickyard.stats.render.OutputFormat;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.unit.UnitOverride;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The page of brickyard stats lists the fields of its JSON output, both ways. */
class JsonFieldsIT {
    private static final Path PAGE = Path.of("src/main/asciidoc/brickyard-stats.adoc");
    private static final String DUMPS = "../stats-analyzer/captures/seed-randread-json";

    @Test
    void shouldListExactlyTheFieldsThatAreWritten() throws IOException {
        assertEquals(written(), listed());
    }

    private static Set<String> listed() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("== JSON output"), page.indexOf("== Files"));
        Set<String> fields = new TreeSet<>();
        Matcher entry = Pattern.compile("^\\*([a-z_.]+)\\*:: .*\\.$", Pattern.MULTILINE).matcher(section);
        while (entry.find()) {
            fields.add(entry.group(1));
        }
        return fields;
    }

    private static Set<String> written() throws IOException {
        StatsReport report = StatsAnalyzer.analyze(
                new StatsRequest(
                        List.of(DUMPS), List.of(), null, true, SectionChoice.AUTO, SourceChoice.AUTO,
                        UnitOverride.NONE),
                InputStream.nullInputStream());
        var json = new StringBuilder();
        OutputFormat.JSON.renderer(false).render(report, json);
        Set<String> fields = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json.toString())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    fields.add(path(parser.getParsingContext()));
                }
            }
        }
        return fields;
    }

    /** Names of the fields from the root down to the current one; arrays have none. */
    private static String path(JsonStreamContext context) {
        String name = context.inObject() ? context.getCurrentName() : "";
        if (context.getParent() == null) {
            return "";
        }
        String above = path(context.getParent());
        return above.isEmpty() || name.isEmpty() ? above + name : above + "." + name;
    }
}
