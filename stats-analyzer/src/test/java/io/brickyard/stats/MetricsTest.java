package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import org.junit.jupiter.api.Test;

import static io.brickyard.stats.Runs.CAPTURES;
import static io.brickyard.stats.Runs.averages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Metrics files, which a running GlusterFS 10.3 wrote on SIGUSR2 right after 14053 reads. */
class MetricsTest {
    private static final Path CAPTURE = CAPTURES.resolve("usr2-metrics");
    private static final Path CLIENT = CAPTURE.resolve("client.metrics");

    @Test
    void shouldShowEveryTranslatorOfBothStacksBelowTheApplication() {
        DeltaTable table = Runs.over(CAPTURE).table();
        assertEquals("READ", table.fop());
        assertEquals(List.of("fio psync", "fuse", "client-iot-parent", "client-io-threads", "client0-parent",
                "client-0", "b0-server", "b0-server-child", "b0-iot-parent", "b0-io-threads", "b0-iot-child",
                "b0-upcall", "b0-locks", "b0-posix-parent", "b0-posix"),
                table.positions().stream().map(one -> one.probes().getFirst()).toList());
        assertEquals(List.of("283.32", "254.38", "253.76", "253.29", "233.35", "232.46", "125.74", "124.20", "123.55",
                "123.10", "99.19", "98.74", "98.39", "97.56", "96.79"), averages(table));
        assertTrue(table.positions().stream().allMatch(one -> one.calls() == 14_053), table::toString);
        assertEquals(6, table.positions().stream().filter(one -> one.side() != Side.BRICK).count());
        assertEquals(List.of("features/locks", "features/access-control"), table.positions().get(12).layer());
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("times translators in ns"));
    }

    @Test
    void shouldNotTakeTheZeroThatIsNoMinimumForOne() {
        Position fuse = Runs.over(CLIENT).fop("READ").table().positions().getFirst();
        assertEquals("fuse", fuse.label());
        assertTrue(Double.isNaN(fuse.minNanos()));
        assertEquals(87_927_502, fuse.maxNanos());
    }

    @Test
    void shouldUseTheLaterOfTwoFilesOfAProcess() throws IOException {
        String earlier = Files.readString(CLIENT).replace("2026-11-22 03:53:33", "2026-11-22 03:50:00")
                .replace(" 14053", " 1");
        Path folder = Files.createTempDirectory("metrics");
        Path file = Files.writeString(folder.resolve("earlier"), earlier);
        try {
            DeltaTable table = Runs.over(CLIENT, file).fop("READ").table();
            assertEquals(14_053, table.calls());
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    @Test
    void shouldRefuseAFileThatIsCut() throws IOException {
        String text = Files.readString(CLIENT);
        StatsReport report = Runs.overStdin(text.substring(0, 2000)).report();
        assertTrue(report.refused().getFirst().detail().startsWith("truncated"), report::toString);
    }

    @Test
    void shouldNameALineThatIsBroken() throws IOException {
        String text = Files.readString(CLIENT);
        String broken = text.replaceFirst("client-0\\.interval\\.READ\\.count \\d+", "client-0.interval.READ.co\u0001");
        StatsReport report = Runs.overStdin(broken).report();
        assertTrue(report.refused().getFirst().detail()
                .startsWith("expected 'NAME VALUE', found 'client-0.interval.READ.co?'"), report::toString);
    }
}
