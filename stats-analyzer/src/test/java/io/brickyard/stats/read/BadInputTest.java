package io.brickyard.stats.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import io.brickyard.stats.Runs;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.TextDump;
import io.brickyard.stats.stack.SectionChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.brickyard.stats.Runs.CAPTURES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What cannot be used costs one clear line; the rest still counts. */
class BadInputTest {
    @TempDir
    private Path directory;

    private String refusal(Path... files) {
        List<InputReport> refused = Runs.over(files).report().refused();
        assertEquals(1, refused.size(), refused::toString);
        return refused.getFirst().source() + ": " + refused.getFirst().detail();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void shouldNameAFileThatIsMissing() {
        assertTrue(refusal(directory.resolve("nope")).endsWith("nope: no such file or directory"));
    }

    @Test
    void shouldNameAnEmptyFile() throws IOException {
        assertTrue(refusal(write("empty", "")).contains("the file is empty"));
    }

    @Test
    void shouldNameBinaryData() throws IOException {
        assertTrue(refusal(write("bin", new byte[]{0x7f, 'E', 'L', 'F', 2, 1, 1, 0})).contains("binary data"));
    }

    @Test
    void shouldNameUtf16() throws IOException {
        assertTrue(refusal(write("u16", "position,avg\na,1 us\n".getBytes(StandardCharsets.UTF_16)))
                .contains("iconv"));
    }

    @Test
    void shouldNameTableThatIsNotUtf8() throws IOException {
        assertTrue(refusal(write("latin", "position,avg\nd\u00e9but,1 us\n".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("not UTF-8"));
    }

    @Test
    void shouldNameFormatsThatItKnowsButDoesNotRead() throws IOException {
        assertTrue(refusal(write("p", "<?xml version='1.0'?>\n<cliOutput>\n<volInfo>")).contains("gluster --xml"));
        assertTrue(refusal(write("f", "{\n  \"some\" : \"thing\"\n}")).contains("JSON: not a format"));
    }

    @Test
    void shouldPassOverOtherFilesOfADirectoryAndReadTheDumps() throws IOException {
        write("README", "hello");
        new TextDump().fop("READ", 10, 120300.5, 80120, 410000).to(directory.resolve("x.top"));
        StatsReport report = Runs.over(directory).report();
        assertEquals(List.of(), report.refused());
        assertEquals(1, report.tables().size());
    }

    @Test
    void shouldReadGoodFilesBesideBadOnes() throws IOException {
        write("cut.top2", new TextDump().fop("READ", 1, 2, 3, 4).text().substring(0, 400));
        new TextDump().fop("READ", 10, 120300.5, 80120, 410000).to(directory.resolve("x.top"));
        StatsReport report = Runs.over(directory).report();
        assertEquals(1, report.refused().size());
        assertTrue(report.refused().getFirst().detail().startsWith("truncated"), report.refused()::toString);
        assertEquals(List.of("120.30"), Runs.averages(report.tables().getFirst()));
    }

    @Test
    void shouldReadGzip() throws IOException {
        byte[] dump = new TextDump().fop("READ", 10, 120300.5, 80120, 410000).text()
                .getBytes(StandardCharsets.UTF_8);
        Path file = write("x.top.gz", gzip(dump));
        assertEquals("top", Runs.over(file).table().positions().getFirst().label());
        byte[] whole = gzip(dump);
        assertTrue(refusal(write("cut.gz", Arrays.copyOf(whole, whole.length - 20))).contains("truncated gzip"));
    }

    @Test
    void shouldReadStandardInput() {
        assertEquals(1, Runs.overStdin("position,avg_us\na,3\nb,1\n").report().tables().size());
    }

    @Test
    void shouldNotFollowLinksInCircles() throws IOException {
        Files.createSymbolicLink(directory.resolve("loop"), directory);
        new TextDump().fop("READ", 10, 120300.5, 80120, 410000).to(directory.resolve("x.top"));
        assertEquals(10, Runs.over(directory).table().calls());
    }

    /** Cut anywhere, a dump is refused or, if only its blank tail is lost, gives the same answer. */
    @ParameterizedTest
    @ValueSource(strings = {"seed-randread-text/dumps/after/after.client-iot-parent",
            "seed-randread-json/dumps/after/after.client-iot-parent",
            "seed-randread-text/statedumps/after/statedump.client"})
    void shouldNeverGiveAnotherAnswerFromATruncatedDump(String capture) throws IOException {
        byte[] whole = Files.readAllBytes(CAPTURES.resolve(capture));
        long calls = Runs.over(CAPTURES.resolve(capture)).section(SectionChoice.CUMULATIVE).fop("LOOKUP").table()
                .calls();
        for (int length = 1; length < whole.length; length += 1 + whole.length / 997) {
            Path cut = write("cut", Arrays.copyOf(whole, length));
            StatsReport report = Runs.over(cut).section(SectionChoice.CUMULATIVE).fop("LOOKUP").report();
            if (report.refused().isEmpty()) {
                assertEquals(calls, report.tables().getFirst().calls(), "cut at byte " + length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            position,avg;a,12                     | 2 | 'a' has no unit
            position,avg;a,12 parsecs             | 2 | 'parsecs' is no unit
            position,avg;a,fast                   | 2 | 'fast' is not a latency
            position,avg;a,1 us,7                 | 2 | expected two columns
            position,avg;"a,1 us                  | 0 | no rows
            position,avg                          | 0 | no rows
            """)
    void shouldNameLineAndValueOfABadTable(String text, int line, String part) throws IOException {
        Path file = write("t.csv", text.strip().replace(';', '\n') + "\n");
        StatsReport report = Runs.over(file).report();
        InputReport refused = report.refused().getFirst();
        assertEquals(line, refused.source().line(), refused::toString);
        assertTrue(refused.detail().contains(part), refused::toString);
    }

    @Test
    void shouldTakeUnitsOfATableFromRowsOrHeader() {
        for (String text : List.of("position,avg\na,1.5 ms\nb,500 us\n", "position,avg_us\na,1500\nb,500\n",
                "position,avg (us)\na,1500\nb,500\n", "position,avg latency of READ\na,1500\u00b5s\nb,500000 ns\n")) {
            assertEquals(List.of("1000.00", "500.00"), Runs.deltas(Runs.overStdin(text).table()), text);
        }
    }

    @Test
    void shouldNameTheLineOfABadRow() throws IOException {
        String text = new TextDump().fop("READ", 10, 120300.5, 80120, 410000).text().replace("      10   ",
                "     ten   ");
        String refusal = refusal(write("x.top", text));
        assertTrue(refusal.contains("x.top:9: 'ten' is not a count of calls"), refusal);
        assertFalse(refusal.contains("Exception"), refusal);
    }

    @Test
    void shouldNameTheLineOfABrokenVolfile() throws IOException {
        String refusal = refusal(write("b.vol", "volume a\n  type x/y\n  subvolumes nope\nend-volume\n"));
        assertTrue(refusal.contains("b.vol:3: subvolume 'nope'"), refusal);
    }
}
