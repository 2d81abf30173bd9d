package io.brickyard.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.IoStatsOptions;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.xdr.XdrReader;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The READs that load says it made are those that went over the wire, and those that a stock brick counted. */
class LoadCountsPeerIT {
    private static final int IOS = 2000;

    @Test
    void shouldReportAsManyReadsAsWereOnTheWireAndInTheBrick() throws IOException {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.TSHARK, Peer.SETFATTR);
        try (WorkDirectory work = WorkDirectory.create("loadcounts")) {
            Path directory = Files.createDirectories(work.path().resolve("b"));
            BrickGraph graph = new BrickGraph("counted", directory, TcpPorts.free(),
                    Set.of(BrickGraph.Probe.BELOW_SERVER),
                    IoStatsOptions.dumpingEvery(2, IoStatsOptions.DumpFormat.JSON), "trusted.afr.counted");
            try (StockBrick brick = StockBrick.start(graph, work.path())) {
                assertEquals(0, load(graph, "--create_only=1").code());
                long reported;
                long onTheWire;
                try (WireCapture capture = WireCapture.of(List.of(graph.port()), work.path())) {
                    CommandRun run = load(graph, "--number_ios=" + IOS, "--output-format=json");
                    assertEquals(0, run.code(), run.err());
                    reported = number(run.out(), "\"total_ios\" : (\\d+)");
                    capture.settle();
                    onTheWire = reads(capture.records());
                }
                assertEquals(IOS, reported);
                assertEquals(reported, onTheWire);
                List<Path> dumps = brick.copyIntervalDumps(Instant.now(), work.path().resolve("dumps"));
                CommandRun stats = CommandRun.of("stats", "--json", "--fop", "READ", "--section", "cumulative",
                        dumps.getFirst().toString());
                assertEquals(0, stats.code(), stats.err());
                assertEquals(reported, number(stats.out(), "\"calls\" : (\\d+)"));
            }
        }
    }

    private static CommandRun load(BrickGraph graph, String... more) {
        List<String> arguments = new ArrayList<>(List.of("load", "--ioengine=brick",
                "--brick=127.0.0.1:" + graph.port() + ":" + graph.exported(), "--port=1", "--name=j", "--filename=f",
                "--size=8m", "--rw=randread", "--iodepth=8", "--eta=never"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static long number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), text);
        return Long.parseLong(found.group(1));
    }

    private static long reads(Map<WireCapture.Direction, List<byte[]>> records) {
        long reads = 0;
        for (var direction : records.entrySet()) {
            for (byte[] record : direction.getKey().fromClient() ? direction.getValue() : List.<byte[]>of()) {
                RpcCall call = RpcCall.decode(new XdrReader(ByteBuffer.wrap(record)));
                reads += call.program() == Fop.PROGRAM && call.procedure() == Fop.READ.procedure() ? 1 : 0;
            }
        }
        return reads;
    }
}
