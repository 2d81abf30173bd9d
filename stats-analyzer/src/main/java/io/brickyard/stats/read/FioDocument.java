package io.brickyard.stats.read;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.dump.UnitClues;

/** One document of fio's: its jobs added up, in nanoseconds. */
final class FioDocument {
    /** With --client, fio adds up all clients itself under this name. */
    private static final String SUM = "All clients";
    private static final Map<String, String> FOPS = Map.of("read", "READ", "write", "WRITE", "trim", "DISCARD", "sync",
            "FSYNC");
    private static final long LATEST_MILLIS = 1L << 45;
    private static final double MILLIS_PER_SECOND = 1000;

    private final JsonParser parser;
    private final int line;
    private final Map<String, FopCounter> fops = new TreeMap<>();
    private final TreeSet<String> engines = new TreeSet<>();
    private String program = "fio";
    private long millis;
    private double seconds;
    private int tables;

    /** Reads the object that {@code parser} stands at. */
    FioDocument(JsonParser parser) throws IOException, InputException {
        this.parser = parser;
        this.line = FioReader.line(parser);
        String globalEngine = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "fio version" -> program = parser.getText().startsWith("brickyard") ? "load" : "fio";
                case "timestamp_ms" -> millis = (long) number();
                case "timestamp" -> millis = Math.max(millis, (long) (number() * MILLIS_PER_SECOND));
                case "global options" -> globalEngine = engine();
                case "jobs", "client_stats" -> jobs(globalEngine);
                default -> parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new InputException(FioReader.line(parser), "truncated: the document does not end");
        }
    }

    /** One dump of the program's own position. */
    void deliver(String file, InputSink sink) throws InputException {
        if (fops.isEmpty()) {
            throw new InputException(line, "no job with completed I/O in it");
        }
        if (tables > 1) {
            sink.note(new Source(file, line), Note.Kind.SAMPLED, "percentiles of " + tables
                    + " jobs are added up from tables and approximate; fio's json+ has what makes them exact");
        }
        UnitClues clues = new UnitClues();
        clues.written(LatencyUnit.NANOSECONDS, "fio's keys say so");
        Instant taken = millis > 0 && millis < LATEST_MILLIS ? Instant.ofEpochMilli(millis) : null;
        String name = engines.isEmpty() ? program : program + " " + String.join("+", engines);
        sink.dump(new Dump(new Source(file, line), DumpFormat.FIO, name, Dump.Side.APPLICATION, null,
                new Section(seconds, fops), -1, taken, file, 0, clues));
    }

    private void jobs(String globalEngine) throws IOException, InputException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new InputException(FioReader.line(parser), "'jobs' is no list");
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            job(globalEngine);
        }
    }

    private void job(String globalEngine) throws IOException, InputException {
        String engine = globalEngine;
        boolean sum = false;
        Map<String, FioLatency> own = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (key.equals("jobname")) {
                sum = parser.getText().equals(SUM);
            } else if (key.equals("job options")) {
                String given = engine();
                engine = given.isEmpty() ? engine : given;
            } else if (FOPS.containsKey(key) && parser.currentToken() == JsonToken.START_OBJECT) {
                own.put(FOPS.getOrDefault(key, key), direction());
            } else {
                parser.skipChildren();
            }
        }
        if (sum) {
            return;
        }
        for (Map.Entry<String, FioLatency> one : own.entrySet()) {
            FopCounter counter = one.getValue().counter();
            if (counter.count() > 0) {
                fops.merge(one.getKey(), counter, FopCounter::plus);
                tables += one.getValue().isTable() ? 1 : 0;
                // What fio takes by default where no engine is named.
                engines.add(engine.isEmpty() ? "psync" : engine);
            }
        }
    }

    /** The option {@code ioengine} of the object of options, empty without one. */
    private String engine() throws IOException {
        String engine = "";
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                if (key.equals("ioengine") && parser.currentToken() == JsonToken.VALUE_STRING) {
                    engine = Numbers.shown(parser.getText());
                }
                parser.skipChildren();
            }
        }
        return engine;
    }

    /** Completion latency, or where it is switched off, that from submission on. */
    private FioLatency direction() throws IOException, InputException {
        FioLatency clat = FioLatency.NONE;
        FioLatency lat = FioLatency.NONE;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                // fio 2 kept microseconds under keys without a unit.
                case "clat_ns", "clat" -> clat = FioLatency.read(parser, key.endsWith("_ns") ? 1 : 1000);
                case "lat_ns", "lat" -> lat = FioLatency.read(parser, key.endsWith("_ns") ? 1 : 1000);
                case "runtime" -> seconds = Math.max(seconds, number() / MILLIS_PER_SECOND);
                default -> parser.skipChildren();
            }
        }
        return clat.count() > 0 ? clat : lat;
    }

    private double number() throws IOException {
        return parser.currentToken().isNumeric() ? parser.getDoubleValue() : 0;
    }
}
