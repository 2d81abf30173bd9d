package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.brickyard.stats.render.OutputFormat;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Note;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What sampled calls tell of the time between client and brick, in round numbers. */
class BelowRpcTest {
    private static final String CALLS = "100";

    @TempDir
    private Path directory;

    /** One probe right above the network, 200 us, one right below, 80 us. */
    @BeforeEach
    void dumpProbes() throws IOException {
        Files.writeString(directory.resolve("client.dump"), probe("client", 200));
        Files.writeString(directory.resolve("brick.dump"), probe("brick", 80));
    }

    private static String probe(String side, int micros) {
        String window = "{\"number\": 0, \"start\": {\"monotonicNanos\": 1}, \"end\": {\"monotonicNanos\": 5000000001}, "
                + "\"fops\": {\"READ\": " + counter(micros) + "}}";
        return "{\"brickyard-dump\": 1, \"probe\": \"" + side + "-probe\", \"side\": \"" + side
                + "\", \"position\": 0, \"cumulative\": " + window + ", \"interval\": " + window + "}\n";
    }

    private static String counter(int micros) {
        return "{\"count\": " + CALLS + ", \"totalNanos\": " + micros + "00000, \"minNanos\": 1, \"maxNanos\": 9}";
    }

    private void rpc(String side, String group, Map<String, Integer> micros) throws IOException {
        StringBuilder text = new StringBuilder("{\"brickyard-rpc\": 1, \"side\": \"" + side + "\", \"later\": [{}], "
                + "\"groups\": {\"" + group + "\": {\"READ\": {\"not-yet-known\": {\"count\": 1}");
        micros.forEach((segment, each) -> text.append(", \"").append(segment).append("\": ").append(counter(each)));
        Files.writeString(directory.resolve(side + "-" + group + ".rpc"), text + "}}}}");
    }

    private void rpcOfBothSides() throws IOException {
        rpc("client", "answered", Map.ofEntries(Map.entry("total", 200), Map.entry("client-encode", 1),
                Map.entry("client-send", 2), Map.entry("brick-turn", 3), Map.entry("brick-decode", 4),
                Map.entry("brick-wait", 10), Map.entry("brick-storage", 60), Map.entry("brick-stack", 10),
                Map.entry("rest", 100), Map.entry("client-turn", 6), Map.entry("client-decode", 4),
                Map.entry("client-write", 7)));
        rpc("brick", "replies", Map.of("reply-encode", 5, "reply-send", 15, "brick-write", 8));
    }

    private DeltaTable table() {
        return Runs.over(directory).fop("READ").table();
    }

    @Test
    void shouldDivideTheGapWhenBothSidesTell() throws IOException {
        rpcOfBothSides();
        DeltaTable table = table();
        List<GapPart> parts = table.partsOf(0);
        assertEquals(List.of("client-encode", "client-send", "brick-turn", "brick-decode", "reply-encode", "reply-send",
                "rest", "client-turn", "client-decode"), parts.stream().map(GapPart::key).toList());
        assertEquals(table.positions().getFirst().deltaNanos(), parts.stream().mapToDouble(GapPart::nanos).sum(), 1e-6);
        assertEquals(80_000, parts.get(6).nanos(), 1e-6);
        assertEquals(List.of(), table.partsOf(1));
        assertEquals(
                "the parts are of 100 sampled calls, which took 200.00 us, of which 80.00 us in the brick's stack; "
                        + "the parts are the rest of it. What is not measured is wire and both kernels, both directions "
                        + "together. The client's write call took 7.00 us, the brick's 8.00 us; the other side may be at work "
                        + "meanwhile",
                note(table));
    }

    @Test
    void shouldShowTheBricksStackAsPartsWhenThereIsNoDumpOfItsProbes() throws IOException {
        rpcOfBothSides();
        Files.delete(directory.resolve("brick.dump"));
        DeltaTable table = table();
        assertEquals(12, table.partsOf(0).size());
        assertEquals(200_000, table.partsOf(0).stream().mapToDouble(GapPart::nanos).sum(), 1e-6);
    }

    @Test
    void shouldShowTheClientsPartsOnlyWhenTheBrickIsStock() throws IOException {
        rpc("client", "unanswered", Map.of("total", 200, "client-encode", 1, "client-send", 2, "rest", 187,
                "client-turn", 6, "client-decode", 4));
        DeltaTable table = table();
        List<GapPart> parts = table.partsOf(0);
        assertEquals(List.of("client-encode", "client-send", "rest", "client-turn", "client-decode"),
                parts.stream().map(GapPart::key).toList());
        assertEquals("wire, both kernels, and the brick outside its stack", parts.get(2).title());
        assertEquals(107_000, parts.get(2).nanos(), 1e-6);
        assertTrue(note(table).contains("the brick told nothing of them (stock bricks cannot)"), note(table));
    }

    private static String note(DeltaTable table) {
        return table.notes().stream().filter(note -> note.kind() == Note.Kind.RPC).findFirst().orElseThrow().text();
    }

    @Test
    void shouldShowPartsInEveryFormat() throws IOException {
        rpcOfBothSides();
        Runs run = Runs.over(directory).fop("READ");
        String text = run.render(OutputFormat.TEXT);
        assertTrue(Pattern.compile("\n   - client: encode +100 +1\\.00\n").matcher(text).find(), text);
        assertTrue(text.indexOf("- wire and both kernels") < text.indexOf("-- end of client stack"), text);
        String markdown = run.render(OutputFormat.MARKDOWN);
        assertTrue(markdown.contains("\n| | - brick: decode |  | 100 |  | 4.00 |"), markdown);
        String csv = run.render(OutputFormat.CSV);
        assertTrue(csv.contains("\r\nREAD,1,,client: decode,,,,,,,,,,,,client-decode,4.00000\r\n"), csv);
        String json = run.render(OutputFormat.JSON).replaceAll("\\s+", "");
        assertTrue(json.contains("\"parts\":[{\"part\":\"client-encode\",\"text\":\"client:encode\",\"calls\":100,"
                + "\"avg_us\":1},"), json);
    }

    @Test
    void shouldSayWhatIsWrongWhenADumpIsBroken() throws IOException {
        Path broken = directory.resolve("broken.rpc");
        Files.writeString(broken, "{\"brickyard-rpc\": 2,\n \"groups\": {}}");
        assertTrue(Runs.over(directory).report().refused().getFirst().detail().contains("reads schema 1"));
        Files.writeString(broken, "{\"brickyard-rpc\": 1,\n \"groups\": {\"answered\": 7}}");
        var refused = Runs.over(directory).report().refused().getFirst();
        assertEquals("expected a JSON object", refused.detail());
        assertEquals(2, refused.source().line());
    }
}
