package io.brickyard.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;

/** The numbers of fio's first job (of the group, with group_reporting) that tests compare with. */
public record FioResult(Direction read, Direction write) {
    /**
     * One direction of the job.
     *
     * @param totalIos requests completed
     * @param iops requests per second
     * @param clatMeanNanos mean completion latency, nanoseconds
     */
    public record Direction(long totalIos, double iops, double clatMeanNanos) {}

    private static final JsonPointer JOB = JsonPointer.compile("/jobs/0");

    /** Reads what fio wrote with --output-format=json. */
    public static FioResult read(Path json) throws IOException {
        String text = Files.readString(json, StandardCharsets.UTF_8);
        // Notes of fio's own can stand before the document.
        int start = text.indexOf('{');
        if (start < 0) {
            throw new AssertionError("no JSON in " + json + ":\n" + text);
        }
        Numbers read = new Numbers(JOB.appendProperty("read"));
        Numbers write = new Numbers(JOB.appendProperty("write"));
        try (JsonParser parser = new JsonFactory().createParser(text.substring(start))) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    JsonPointer place = parser.getParsingContext().pathAsPointer();
                    read.take(place, parser);
                    write.take(place, parser);
                }
            }
        }
        return new FioResult(read.result(), write.result());
    }

    private static final class Numbers {
        private final JsonPointer totalIosPlace;
        private final JsonPointer iopsPlace;
        private final JsonPointer clatMeanPlace;
        private long totalIos;
        private double iops;
        private double clatMeanNanos;

        Numbers(JsonPointer direction) {
            totalIosPlace = direction.appendProperty("total_ios");
            iopsPlace = direction.appendProperty("iops");
            clatMeanPlace = direction.appendProperty("clat_ns").appendProperty("mean");
        }

        void take(JsonPointer place, JsonParser parser) throws IOException {
            if (place.equals(totalIosPlace)) {
                totalIos = parser.getLongValue();
            } else if (place.equals(iopsPlace)) {
                iops = parser.getDoubleValue();
            } else if (place.equals(clatMeanPlace)) {
                clatMeanNanos = parser.getDoubleValue();
            }
        }

        Direction result() {
            return new Direction(totalIos, iops, clatMeanNanos);
        }
    }
}
