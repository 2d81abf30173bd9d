package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.RpcDump;
import io.brickyard.stats.dump.Source;
import io.brickyard.xlator.stats.RpcSegment;

/** Dumps of what lies between the stacks, of brickyard's own processes; see {@code io.brickyard.xlator.stats.RpcDump}. */
final class RpcDumpReader implements InputReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(8192).maxStringLength(1 << 20).maxNestingDepth(64)
                            .build())
            .build();
    private static final String MARK = "brickyard-rpc";
    private static final int SCHEMA = 1;

    @Override
    public String title() {
        return "brickyard RPC dump";
    }

    @Override
    public boolean recognises(Head head) {
        return head.firstVisible() == '{' && head.text().contains("\"" + MARK + "\"");
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        try (JsonParser parser = JSON.createParser(in)) {
            while (parser.nextToken() != null) {
                int line = line(parser);
                sink.rpc(new RpcDump(new Source(file, line), dump(parser, line)));
            }
        } catch (StreamConstraintsException tooLarge) {
            throw JsonFaults.tooLarge(tooLarge);
        } catch (StreamReadException broken) {
            throw JsonFaults.broken(broken);
        }
    }

    private static Map<String, Map<String, Map<RpcSegment, FopCounter>>> dump(JsonParser parser, int line)
            throws IOException, InputException {
        Map<String, Map<String, Map<RpcSegment, FopCounter>>> groups = new TreeMap<>();
        long[] schema = {-1};
        object(parser, key -> {
            switch (key) {
                case MARK -> schema[0] = number(parser, key);
                case "groups" -> object(parser, group -> groups.put(group, fops(parser)));
                default -> parser.skipChildren();
            }
        });
        if (schema[0] != SCHEMA) {
            throw new InputException(line, schema[0] < 0
                    ? "an object without '" + MARK + "'"
                    : "schema " + schema[0] + " of brickyard RPC dumps; this version reads schema " + SCHEMA);
        }
        return groups;
    }

    private static Map<String, Map<RpcSegment, FopCounter>> fops(JsonParser parser)
            throws IOException, InputException {
        Map<String, Map<RpcSegment, FopCounter>> fops = new TreeMap<>();
        object(parser, fop -> {
            Map<RpcSegment, FopCounter> segments = new EnumMap<>(RpcSegment.class);
            object(parser, key -> {
                Optional<RpcSegment> segment = RpcSegment.of(key);
                if (segment.isPresent()) {
                    segments.put(segment.get(), counter(parser));
                } else {
                    parser.skipChildren();
                }
            });
            fops.put(fop, segments);
        });
        return fops;
    }

    private static FopCounter counter(JsonParser parser) throws IOException, InputException {
        long[] values = new long[4];
        object(parser, key -> {
            switch (key) {
                case "count" -> values[0] = number(parser, key);
                case "totalNanos" -> values[1] = number(parser, key);
                case "minNanos" -> values[2] = number(parser, key);
                case "maxNanos" -> values[3] = number(parser, key);
                default -> parser.skipChildren();
            }
        });
        return new FopCounter(values[0], (double) values[1], (double) values[2], (double) values[3]);
    }

    /** Takes the value of one key of an object. */
    @FunctionalInterface
    private interface Taker {
        void take(String key) throws IOException, InputException;
    }

    private static void object(JsonParser parser, Taker taker) throws IOException, InputException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InputException(line(parser), "expected a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            taker.take(key);
        }
    }

    private static long number(JsonParser parser, String key) throws IOException, InputException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER && parser.getLongValue() >= 0) {
            return parser.getLongValue();
        }
        throw new InputException(line(parser), "'" + key + "' is no whole number from 0 on");
    }

    private static int line(JsonParser parser) {
        return Math.max(0, parser.currentTokenLocation().getLineNr());
    }
}
