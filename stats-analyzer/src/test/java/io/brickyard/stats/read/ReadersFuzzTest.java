package io.brickyard.stats.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.stats.SourceChoice;
import io.brickyard.stats.StatsAnalyzer;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.StatsRequest;
import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.render.OutputFormat;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.unit.UnitOverride;
import io.brickyard.xlator.Volfile;

/** No input makes a reader crash, hang or grow without bound: it is read, or refused with a reason. */
class ReadersFuzzTest {
    /** Takes anything and checks that it is usable. */
    private static final class CheckingSink implements InputSink {
        @Override
        public void dump(Dump dump) {
            if (dump.latest().fops().values().stream().anyMatch(counter -> counter.count() < 0)) {
                throw new AssertionError("a negative count passed: " + dump);
            }
        }

        @Override
        public void graph(Source source, Volfile graph) {
            graph.children(graph.top());
        }

        @Override
        public void table(Source source, List<CsvRow> rows) {
            if (rows.isEmpty()) {
                throw new AssertionError("a table without rows");
            }
        }

        @Override
        public void note(Source source, Note.Kind kind, String text) {
            if (text.isBlank() || text.indexOf('\n') >= 0) {
                throw new AssertionError("not one clear line: " + text);
            }
        }
    }

    private static void read(InputReader reader, byte[] data) throws IOException {
        reader.recognises(new Head(data));
        try {
            reader.read("fuzz", new ByteArrayInputStream(data), new CheckingSink());
        } catch (InputException refused) {
            if (refused.reason().isBlank() || refused.reason().chars().anyMatch(c -> c == '\n')) {
                throw new AssertionError("not one clear line: " + refused.reason(), refused);
            }
        }
    }

    @FuzzTest
    void ioStatsText(byte[] data) throws IOException {
        read(new IoStatsTextReader(), data);
    }

    @FuzzTest
    void ioStatsJson(byte[] data) throws IOException {
        read(new IoStatsJsonReader(), data);
    }

    @FuzzTest
    void brickyardDump(byte[] data) throws IOException {
        read(new BrickyardDumpReader(), data);
    }

    @FuzzTest
    void brickyardRpc(byte[] data) throws IOException {
        read(new RpcDumpReader(), data);
    }

    @FuzzTest
    void statedump(byte[] data) throws IOException {
        read(new StatedumpReader(), data);
    }

    @FuzzTest
    void samples(byte[] data) throws IOException {
        read(new SamplesReader(), data);
    }

    @FuzzTest
    void profileText(byte[] data) throws IOException {
        read(new ProfileTextReader(), data);
    }

    @FuzzTest
    void profileXml(byte[] data) throws IOException {
        read(new ProfileXmlReader(), data);
    }

    @FuzzTest
    void fio(byte[] data) throws IOException {
        read(new FioReader(), data);
    }

    @FuzzTest
    void capture(byte[] data) throws IOException {
        read(new CaptureReader(), data);
    }

    @FuzzTest
    void metrics(byte[] data) throws IOException {
        read(new MetricsReader(), data);
    }

    @FuzzTest
    void volfile(byte[] data) throws IOException {
        read(new VolfileReader(), data);
    }

    @FuzzTest
    void csv(byte[] data) throws IOException {
        read(new CsvReader(), data);
    }

    /** The whole way from bytes to output, gzip included. */
    @FuzzTest
    void anything(byte[] data) throws IOException {
        StatsReport report = StatsAnalyzer.analyze(
                new StatsRequest(List.of("-"), List.of(), null, true, SectionChoice.AUTO, SourceChoice.AUTO,
                        new UnitOverride(LatencyUnit.NANOSECONDS, Map.of())),
                new ByteArrayInputStream(data));
        for (OutputFormat format : OutputFormat.values()) {
            format.renderer(true, true).render(report, new StringBuilder());
        }
    }
}
