package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.Source;
import org.jspecify.annotations.Nullable;

/**
 * io-stats JSON dumps: two objects one after the other, {@code PREFIX.aggr.…} since the start and {@code PREFIX.inter.…}
 * since the last dump, flat keys, one key twice in each, {@code nan} and {@code inf} as bare words.
 */
final class IoStatsJsonReader implements InputReader {
    /** Each file's keys begin with its probe's name: a table of names would only grow. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(8192).maxStringLength(65_536).maxNestingDepth(64)
                            .build())
            .build();
    private static final String PREFIX = "gluster.";
    private static final String BRICK_PREFIX = "gluster.brick.";

    @Override
    public String title() {
        return DumpFormat.IO_STATS_JSON.title();
    }

    @Override
    public boolean recognises(Head head) {
        String text = head.text();
        return head.firstVisible() == '{' && text.contains("\"" + PREFIX)
                && (text.contains(".aggr.") || text.contains(".inter."));
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        try (JsonParser parser = JSON.createParser(new NanTolerantStream(in))) {
            JsonSectionBuilder aggregate = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                JsonSectionBuilder section = object(parser);
                if (section.isAggregate()) {
                    refuseLonely(aggregate);
                    aggregate = section;
                } else {
                    deliver(file, aggregate, section, sink);
                    aggregate = null;
                }
            }
            refuseLonely(aggregate);
        } catch (StreamConstraintsException tooLarge) {
            throw JsonFaults.tooLarge(tooLarge);
        } catch (StreamReadException broken) {
            throw JsonFaults.broken(broken);
        }
    }

    private static void refuseLonely(@Nullable JsonSectionBuilder aggregate) throws InputException {
        if (aggregate != null) {
            throw new InputException(aggregate.line(),
                    "truncated: the 'inter' object is missing after the 'aggr' object");
        }
    }

    private static JsonSectionBuilder object(JsonParser parser) throws IOException, InputException {
        int line = parser.currentTokenLocation().getLineNr();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InputException(line, "expected a JSON object of io-stats keys");
        }
        JsonSectionBuilder section = new JsonSectionBuilder(line);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == null) {
                throw new InputException(line, "truncated inside a JSON object");
            }
            if (value.isStructStart()) {
                parser.skipChildren();
            } else {
                section.accept(key, value.isNumeric() ? parser.getDoubleValue() : Double.NaN,
                        parser.currentTokenLocation().getLineNr());
            }
        }
        section.end();
        return section;
    }

    private static void deliver(String file, @Nullable JsonSectionBuilder aggregate, JsonSectionBuilder interval,
            InputSink sink) throws InputException {
        if (aggregate == null || !aggregate.prefix().equals(interval.prefix())) {
            throw new InputException(interval.line(), "an 'inter' object without its 'aggr' object before it");
        }
        Source source = new Source(file, aggregate.line());
        boolean brick = interval.prefix().startsWith(BRICK_PREFIX);
        String probe = interval.prefix().substring(brick ? BRICK_PREFIX.length() : PREFIX.length());
        interval.addClues(aggregate.clues());
        sink.dump(new Dump(source, DumpFormat.IO_STATS_JSON, probe, brick ? Dump.Side.BRICK : Dump.Side.CLIENT,
                aggregate.section(), interval.section(), -1, null, null, 0, aggregate.clues()));
    }
}
