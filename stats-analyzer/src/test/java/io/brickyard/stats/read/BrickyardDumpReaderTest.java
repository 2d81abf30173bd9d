package io.brickyard.stats.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.brickyard.stats.Runs;
import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.stats.DumpFormat;
import io.brickyard.xlator.stats.DumpScheduler;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.FopStats;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.IoStatsSnapshot;
import io.brickyard.xlator.stats.ProcessIdentity;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reads what the io-stats translator writes. */
class BrickyardDumpReaderTest {
    private static final Session CLIENT = new Session("a", "test", "127.0.0.1:1");

    @TempDir
    private Path directory;
    private final IoStats low = new IoStats("vol-posix-parent", DumpSettings.ON_DEMAND,
            (call, up) -> up.unwind(call.failure(5)));
    private final IoStats top = new IoStats("/data/vol", DumpSettings.ON_DEMAND, low);

    /** Takes the dumps. */
    private static final class Dumps implements InputSink {
        private final List<Dump> all = new ArrayList<>();

        @Override
        public void dump(Dump dump) {
            all.add(dump);
        }

        @Override
        public void graph(Source source, Volfile graph) {
            throw new AssertionError("no graph");
        }

        @Override
        public void table(Source source, List<CsvRow> rows) {
            throw new AssertionError("no table");
        }

        @Override
        public void note(Source source, Note.Kind kind, String text) {
            throw new AssertionError(text);
        }
    }

    private static void read(Translator probe, int times) {
        Read read = new Read(Gfid.ROOT, 1, 0, 4096, 0, Dict.NULL);
        for (int i = 0; i < times; i++) {
            probe.wind(new Call(read, CLIENT, Credential.root(1), 0), reply -> {});
        }
    }

    private List<Path> dump() throws IOException {
        ProcessIdentity process = ProcessIdentity.current("brickd", ProcessIdentity.Side.BRICK);
        try (DumpScheduler dumps = new DumpScheduler(process, List.of(top, low), directory, problem -> {
            throw new AssertionError(problem);
        })) {
            return dumps.dumpNow();
        }
    }

    private static List<Dump> parsed(byte[] bytes) throws IOException, InputException {
        BrickyardDumpReader reader = new BrickyardDumpReader();
        assertTrue(reader.recognises(new Head(bytes)));
        Dumps dumps = new Dumps();
        reader.read("file", new ByteArrayInputStream(bytes), dumps);
        return dumps.all;
    }

    @Test
    void shouldReadBackWhatTheProbeCounted() throws IOException, InputException {
        read(top, 3);
        dump();
        read(top, 4);
        List<Path> files = dump();
        Dump dump = parsed(Files.readAllBytes(files.getFirst())).getFirst();
        assertEquals("/data/vol", dump.probe());
        assertEquals(Dump.Side.BRICK, dump.side());
        assertEquals(1, dump.intervalNumber());
        assertEquals(1, dump.rank());
        assertEquals(LatencyUnit.NANOSECONDS, dump.clues().writtenUnit());
        IoStatsSnapshot counted = top.peek();
        Section cumulative = dump.cumulative();
        assertNotNull(cumulative);
        same(counted.cumulative().fop(Fop.READ), cumulative.fop("READ"));
        assertEquals(4, dump.latest().fop("READ").count());
        assertEquals(counted.interval().start().wall(), dump.taken());
        assertTrue(dump.latest().seconds() > 0 && dump.latest().seconds() < cumulative.seconds());
    }

    private static void same(FopStats expected, FopCounter found) {
        assertEquals(expected.count(), found.count());
        assertEquals((double) expected.totalNanos(), found.total());
        assertEquals((double) expected.minNanos(), found.min());
        assertEquals((double) expected.maxNanos(), found.max());
    }

    @Test
    void shouldMakeATableInTheOrderOfTheStack() throws IOException {
        read(top, 100);
        dump();
        DeltaTable table = Runs.over(directory).fop("READ").table();
        assertEquals(List.of("/data/vol", "vol-posix-parent"), table.positions().stream()
                .map(position -> position.label()).toList());
        assertEquals(100, table.positions().getFirst().calls());
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("latencies are ns: brickyard's dumps say so"),
                () -> Runs.notes(table, Note.Kind.UNIT));
    }

    @Test
    void shouldGiveThePercentilesOfTheHistograms() throws IOException {
        read(top, 500);
        dump();
        Position read = Runs.over(directory).fop("READ").table().positions().getFirst();
        Histogram counted = top.peek().cumulative().fop(Fop.READ).latencies().toHdr();
        for (double part : new double[]{0.5, 0.9, 0.99, 0.999}) {
            long expected = counted.getValueAtPercentile(100 * part);
            assertEquals((double) counted.medianEquivalentValue(expected), read.percentileNanos(part));
        }
        assertTrue(Double.isNaN(read.averageErrorNanos()));
    }

    @Test
    void shouldMergeHistogramsOfSeveralProcesses() throws IOException {
        read(top, 300);
        String other = Files.readString(dump().getFirst()).replaceAll("\"pid\" : \\d+", "\"pid\" : 1");
        Files.writeString(directory.resolve("other.dump"), other);
        Position merged = Runs.over(directory).fop("READ").table().positions().getFirst();
        assertEquals(600, Objects.requireNonNull(merged.latencies()).count());
    }

    @Test
    void shouldDocumentEveryKeyAndNoOther() throws IOException {
        read(top, 1);
        String dump = Files.readString(dump().getFirst());
        Set<String> written = new TreeSet<>(Pattern.compile("\"([a-z][A-Za-z-]+)\" :").matcher(dump).results()
                .map(key -> key.group(1)).toList());
        String page = Files.readString(Path.of("../man/src/main/formats/brickyard-dump.adoc"));
        Set<String> documented = new TreeSet<>(Pattern.compile("_(?:[A-Za-z]+\\.)?([a-z][A-Za-z-]+)_(?=[,:]).*")
                .matcher(page).results().flatMap(line -> Pattern.compile("_(?:[A-Za-z]+\\.)?([a-z][A-Za-z-]+)_(?=[,:])")
                        .matcher(line.group()).results())
                .map(key -> key.group(1)).toList());
        documented.remove("mostSinceEpochNanos");
        assertEquals(written, documented);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64", "HISTFAAAACF42pNpmSzMwMDAyAABzFCaEUzOmTPzP4P9BwgfAG2tB7I=",
            "HISTEwAAABR42pNpmSzMwMAgyAABTAwMAAuAAGE="})
    void shouldRefuseBrokenHistograms(String histogram) {
        InputException refused = assertThrows(InputException.class, () -> HdrText.decode(histogram, 7));
        assertTrue(refused.line() == 7 && refused.reason().contains("histogram"), refused::toString);
    }

    @Test
    void shouldTellThatOurTextDumpsAreInMicroseconds() throws IOException {
        IoStats probe = new IoStats("vol-server-child", new DumpSettings(Duration.ZERO, DumpFormat.TEXT), low);
        read(probe, 100);
        ProcessIdentity process = ProcessIdentity.current("brickd", ProcessIdentity.Side.BRICK);
        try (DumpScheduler dumps = new DumpScheduler(process, List.of(probe), directory, problem -> {
            throw new AssertionError(problem);
        })) {
            dumps.dumpNow();
        }
        DeltaTable table = Runs.over(directory).fop("READ").table();
        Position only = table.positions().getFirst();
        assertEquals("vol-server-child", only.label());
        assertEquals(Dump.Side.BRICK, only.side());
        assertEquals((double) probe.peek().cumulative().fop(Fop.READ).minNanos(), only.minNanos(), 0.001);
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("latencies are us: "),
                () -> Runs.notes(table, Note.Kind.UNIT));
    }

    @Test
    void shouldReadSeveralDumpsOfOneFile() throws IOException, InputException {
        read(top, 1);
        StringBuilder both = new StringBuilder();
        for (Path file : dump()) {
            both.append(Files.readString(file));
        }
        List<Dump> dumps = parsed(both.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("/data/vol", "vol-posix-parent"), dumps.stream().map(Dump::probe).toList());
        assertEquals(dumps.getFirst().process(), dumps.getLast().process());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"brickyard-dump\":2,\"probe\":\"p\"} | schema 2 of brickyard dumps; this version reads schema 1",
            "{\"x\":\"brickyard-dump\"} | an object without 'brickyard-dump'",
            "{\"brickyard-dump\":1,\"probe\":\"p\",\"cumulative\":{}} | a brickyard dump that lacks 'interval'",
            "{\"brickyard-dump\":1,\"probe\":7} | 'probe' is no string",
            "{\"brickyard-dump\":1,\"interval\":{\"fops\":{\"READ\":{\"count\":-1}}}} | 'count' is no whole number from 0 on",
            "{\"brickyard-dump\":1,\"interval\":{\"fops\":{\"rea d\":{}}}} | 'rea d' is no FOP",
            "{\"brickyard-dump\":1,\"interval\":[]} | expected a JSON object"})
    void shouldRefuseWhatIsNoDumpOfOurs(String text, String reason) {
        InputException refused = assertThrows(InputException.class,
                () -> parsed(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(reason, refused.reason());
    }

    @Test
    void shouldRefuseADumpThatIsCutOff() throws IOException {
        read(top, 1);
        String whole = Files.readString(dump().getFirst());
        InputException refused = assertThrows(InputException.class,
                () -> parsed(whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.UTF_8)));
        assertTrue(refused.reason().startsWith("broken or truncated JSON"), refused.reason());
    }
}
