package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two clients and two bricks of one replica set, as glusterd names them: a brick is asked for by its path. */
class ClusterTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeVolfiles() throws IOException {
        for (String client : List.of("east", "west")) {
            Files.writeString(directory.resolve(client + ".vol"), clientGraph(client));
        }
        for (int brick = 0; brick < 2; brick++) {
            Files.writeString(directory.resolve("vol.host" + brick + ".data-b" + brick + ".vol"), brickGraph(brick));
        }
    }

    private static String clientGraph(String name) {
        StringBuilder graph = new StringBuilder();
        for (int brick = 0; brick < 2; brick++) {
            graph.append("""
                    volume NAME-client-B
                      type protocol/client
                      option remote-host hostB
                      option remote-subvolume /data/bB
                    end-volume
                    volume NAME-below-B
                      type debug/io-stats
                      subvolumes NAME-client-B
                    end-volume
                    """.replace("NAME", name).replace("B\n", brick + "\n").replace("-B", "-" + brick));
        }
        return graph + """
                volume NAME-replicate
                  type cluster/replicate
                  subvolumes NAME-below-0 NAME-below-1
                end-volume
                volume NAME
                  type debug/io-stats
                  subvolumes NAME-replicate
                end-volume
                """.replace("NAME", name);
    }

    private static String brickGraph(int brick) {
        return """
                volume vol-posix
                  type storage/posix
                end-volume
                volume /data/bN
                  type debug/io-stats
                  option unique-id /data/bN
                  subvolumes vol-posix
                end-volume
                volume vol-server
                  type protocol/server
                  subvolumes /data/bN
                end-volume
                """.replace("bN", "b" + brick);
    }

    private void dump(String file, String fop, long count, double averageNanos) throws IOException {
        new TextDump().fop(fop, count, averageNanos, averageNanos / 2 + 1, averageNanos * 2)
                .to(directory.resolve(file));
    }

    @Test
    void shouldSumClientsAndBricksIntoOneStack() throws IOException {
        dump("d.east", "READ", 100, 300_000);
        dump("d.west", "READ", 300, 200_000);
        dump("d.east-below-0", "READ", 100, 250_000);
        dump("d.west-below-0", "READ", 100, 160_000);
        dump("d.west-below-1", "READ", 200, 160_000);
        dump("glusterfsd__data_b0.dump", "READ", 200, 100_000);
        dump("glusterfsd__data_b1.dump", "READ", 200, 80_000);
        DeltaTable table = Runs.over(directory).table();

        // Totals in us: (30 000 + 60 000) / 400, (25 000 + 16 000 + 32 000) / 400, (20 000 + 16 000) / 400.
        assertEquals(List.of("225.00", "182.50", "90.00"), Runs.averages(table));
        assertEquals(List.of("42.50", "92.50", "90.00"), Runs.deltas(table));
        assertEquals(List.of("east", "west"), table.positions().getFirst().probes());
        assertEquals(List.of("/data/b0", "/data/b1"), table.positions().getLast().probes());
        assertEquals("child of protocol/server", table.positions().getLast().label());
        assertEquals(List.of(false, true, false), table.positions().stream().map(Position::boundaryBelow).toList());
        assertEquals(List.of("cluster/replicate"), table.positions().getFirst().layer());
        assertTrue(Runs.notes(table, Note.Kind.LEFT_OUT).contains("east-client-1"), table.notes()::toString);
        assertEquals(1.0, table.positions().stream().mapToDouble(Position::share).sum(), 1e-9);
    }

    @Test
    void shouldCountAProbeOnceThatSeveralVolfilesName() throws IOException {
        Files.writeString(directory.resolve("a-east-shd.vol"), """
                volume east-client-0
                  type protocol/client
                  option remote-subvolume /data/b0
                end-volume
                volume east-shd-only
                  type cluster/replicate
                  subvolumes east-client-0
                end-volume
                volume east
                  type debug/io-stats
                  subvolumes east-shd-only
                end-volume
                """);
        dump("d.east", "READ", 100, 300_000);
        dump("d.east-below-0", "READ", 100, 250_000);
        dump("glusterfsd__data_b0.dump", "READ", 100, 100_000);
        DeltaTable table = Runs.over(directory).table();
        assertEquals(100, table.calls());
        assertEquals(List.of("50.00", "150.00", "100.00"), Runs.deltas(table));
        assertEquals(List.of("protocol/client", "network + epoll + rpc", "protocol/server"),
                table.positions().get(1).layer());
    }

    @Test
    void shouldBoundTheTimeAboveParallelWrites() throws IOException {
        dump("d.east", "WRITE", 100, 300_000);
        dump("d.east-below-0", "WRITE", 100, 250_000);
        dump("d.east-below-1", "WRITE", 100, 200_000);
        dump("glusterfsd__data_b0.dump", "WRITE", 100, 100_000);
        dump("glusterfsd__data_b1.dump", "WRITE", 100, 80_000);
        DeltaTable table = Runs.over(directory).table();
        Position top = table.positions().getFirst();
        assertEquals(50_000, top.deltaNanos(), 1e-6);
        assertEquals(-150_000, top.deltaLowNanos(), 1e-6);
        assertEquals(2, top.callsBelow(), 1e-9);
        assertTrue(Runs.notes(table, Note.Kind.PARALLEL).contains("2 branches"));
        assertEquals(List.of("50.00", "135.00", "90.00"), Runs.deltas(table));
        assertEquals(0.45, table.positions().get(1).share(), 1e-9);
    }

    @Test
    void shouldSayWhenDumpsOfClientsAreMissing() throws IOException {
        dump("d.east", "READ", 100, 300_000);
        dump("d.east-below-0", "READ", 100, 250_000);
        dump("glusterfsd__data_b0.dump", "READ", 200, 100_000);
        DeltaTable table = Runs.over(directory).table();
        assertEquals(List.of("50.00", "150.00", "100.00"), Runs.deltas(table));
        assertTrue(Runs.notes(table, Note.Kind.COUNTS).contains("dumps of other clients are missing"));
    }

    @Test
    void shouldShowNegativeDifferencesAndExplainThem() throws IOException {
        dump("d.east", "READ", 100, 300_000);
        dump("d.east-below-0", "READ", 100, 350_000);
        DeltaTable table = Runs.over(directory).table();
        assertEquals(List.of("-50.00", "350.00"), Runs.deltas(table));
        assertTrue(Runs.notes(table, Note.Kind.NEGATIVE).contains("below zero"));
    }

    @Test
    void shouldLookThroughProbesThatSawNoCalls() throws IOException {
        dump("d.east", "READ", 100, 300_000);
        dump("d.east-below-0", "LOOKUP", 3, 1_000);
        dump("glusterfsd__data_b0.dump", "READ", 100, 100_000);
        DeltaTable table = Runs.over(directory).fop("READ").table();
        assertEquals(List.of("200.00", "100.00"), Runs.deltas(table));
        assertTrue(table.positions().getFirst().layer()
                .containsAll(List.of("cluster/replicate", "protocol/client", "protocol/server")));
    }

    @Test
    void shouldNameProbesThatTheVolfilesDoNotKnow() throws IOException {
        dump("d.east", "READ", 100, 300_000);
        dump("d.stranger", "READ", 100, 200_000);
        assertTrue(Runs.notes(Runs.over(directory).table(), Note.Kind.LEFT_OUT).contains("stranger"));
    }
}
