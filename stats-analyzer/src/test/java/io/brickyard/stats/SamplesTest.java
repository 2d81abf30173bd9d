package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.render.OutputFormat;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import org.junit.jupiter.api.Test;

import static io.brickyard.stats.Runs.CAPTURES;
import static io.brickyard.stats.Runs.averages;
import static io.brickyard.stats.Runs.deltas;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** io-stats samples: means, percentiles, and how far to trust them. */
class SamplesTest {
    private static final Path CAPTURE = CAPTURES.resolve("seed-randread-samples");

    private static List<String> expected(int column) throws IOException {
        return Files.readAllLines(CAPTURE.resolve("expected.tsv")).stream().skip(1)
                .map(line -> line.split("\t", -1)[column]).toList();
    }

    @Test
    void shouldGiveTheExpectedTableWhenThereAreOnlySamples() throws IOException {
        DeltaTable table = Runs.over(CAPTURE.resolve("samples"), CAPTURE.resolve("volfiles")).table();
        assertEquals(expected(6), averages(table));
        assertEquals(expected(9).subList(0, 5), deltas(table).subList(0, 5));
        assertEquals(expected(4), table.positions().stream().map(one -> Long.toString(one.calls())).toList());
        assertEquals(expected(7), table.positions().stream().map(one -> Long.toString((long) one.minNanos())).toList());
        assertEquals(expected(8), table.positions().stream().map(one -> Long.toString((long) one.maxNanos())).toList());
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("samples are whole"));
    }

    @Test
    void shouldGivePercentilesOfTheSamplesThemselves() throws IOException {
        DeltaTable table = Runs.over(CAPTURE.resolve("samples"), CAPTURE.resolve("volfiles")).table();
        double[] latencies = Files.readAllLines(CAPTURE.resolve("samples/after/glusterfsd_b0-posix-parent.samp"))
                .stream()
                .map(line -> line.split(",")).filter(fields -> fields[2].equals("READ"))
                .mapToDouble(fields -> Double.parseDouble(fields[3])).sorted().toArray();
        Position posix = table.positions().getLast();
        for (double part : new double[]{0.5, 0.9, 0.99, 0.999}) {
            assertEquals(latencies[(int) Math.ceil(part * latencies.length) - 1], posix.percentileNanos(part));
        }
    }

    @Test
    void shouldSayHowFarTheMeansOfSamplesCanBeOff() {
        DeltaTable table = Runs.over(CAPTURE.resolve("samples"), CAPTURE.resolve("statedumps"),
                CAPTURE.resolve("volfiles")).source(SourceChoice.SAMPLES).table();
        double[] exact = {233_180, 214_540, 129_990, 128_580, 99_370, 95_310};
        for (int i = 0; i < exact.length; i++) {
            Position one = table.positions().get(i);
            assertTrue(Math.abs(one.averageNanos() - exact[i]) < one.averageErrorNanos(), one::toString);
        }
        assertTrue(Runs.notes(table, Note.Kind.SAMPLED).contains("smaller than the error"));
    }

    @Test
    void shouldTakeAveragesFromCountersAndPercentilesFromSamples() {
        DeltaTable table = Runs.over(CAPTURE.resolve("samples"), CAPTURE.resolve("statedumps"),
                CAPTURE.resolve("volfiles")).table();
        assertEquals(List.of("233.18", "214.54", "129.99", "128.58", "99.37", "95.31"), averages(table));
        assertEquals(808, Objects.requireNonNull(table.positions().getFirst().latencies()).count());
        assertTrue(Runs.notes(table, Note.Kind.SAMPLED).startsWith("percentiles are of 808 sampled calls"));
    }

    @Test
    void shouldNameTheLineWhenTheFileIsCut() {
        StatsReport report = Runs.overStdin("""
                2241.406290,HIGH,LOOKUP,2046933,top,N/A,root,root,Unknown,Unknown
                2241.800535,LOW,READ,296566,top,N/A,ro""").report();
        assertEquals(2, report.refused().getFirst().source().line());
        assertTrue(report.refused().getFirst().detail().contains("may be truncated"));
    }

    @Test
    void shouldReadMicrosecondsOfOlderReleasesAndNamesWithCommas() {
        DeltaTable table = Runs.overStdin("""
                1500000000.406290,LOW,READ,100.5000,a,b,N/A,root,root,Unknown,Unknown
                1500000001.406290,LOW,READ,200.5000,a,b,N/A,root,root,Unknown,Unknown
                """).table();
        assertEquals(List.of("150.50"), averages(table));
        assertEquals(List.of("a,b"), table.positions().getFirst().probes());
    }

    @Test
    void shouldSayWhenTheBufferWasFull() {
        String line = "2241.406290,LOW,READ,2046933,top,N/A,root,root,Unknown,Unknown\n";
        DeltaTable table = Runs.overStdin(line.repeat(65_535)).table();
        assertTrue(Runs.notes(table, Note.Kind.SATURATED).contains("sample buffer of 65535 was full"));
    }

    @Test
    void shouldShowPercentilesInEveryFormat() {
        for (OutputFormat format : OutputFormat.values()) {
            String out = Runs.over(CAPTURE.resolve("samples/after"), CAPTURE.resolve("volfiles")).render(format);
            assertTrue(Arrays.asList("1426.29", "1426.293").stream().anyMatch(out::contains), format + ": " + out);
        }
    }
}
