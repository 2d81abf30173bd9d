package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** load against brickd: what both dump is one table of six positions. */
class LoadStatsIT {
    private static final int IOS = 1000;
    private static final Pattern ROW = Pattern.compile("(?m)^(\\d)  \\S.*?  \\S+ +(\\d+)  ");

    @Test
    void shouldShowWhereSampledCallsSpentTheGapWhenBothSidesDumped() throws IOException, InterruptedException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        try (WorkDirectory work = WorkDirectory.create("belowrpc")) {
            Path brick = Files.createDirectories(work.path().resolve("brick"));
            Path stats = work.path().resolve("stats");
            try (RunningBrickd brickd = RunningBrickd.serving(brick, "127.0.0.1", Map.of(), "--init", "--stats-dir",
                    stats.toString())) {
                CommandRun load = CommandRun.of("load", "--ioengine=gluster", "--brick=127.0.0.1",
                        "--volume=" + RunningBrickd.VOLUME, "--port=" + brickd.managementPort(),
                        "--stats-dir=" + stats, "--below-rpc=1", "--name=j", "--filename=f", "--size=4m",
                        "--rw=randrw", "--verify=crc32c", "--do_verify=0", "--iodepth=16", "--number_ios=" + IOS,
                        "--eta=never");
                assertEquals(0, load.code(), load.err());
                brickd.signal("USR1");
                brickd.await("dumps", () -> brickd.log().contains("dumped state to "));
            }
            for (String fop : List.of("READ", "WRITE")) {
                CommandRun table = CommandRun.of("stats", stats.toString(), "--fop", fop, "--json");
                assertEquals(0, table.code(), table.err());
                checkParts(table.out());
            }
            addsUp(Files.readString(stats.resolve("load_" + RunningBrickd.VOLUME + ".rpc")));
        }
    }

    /** Every call was sampled, so the parts are those of the gap that the probes see, but for the probes' own time. */
    private static void checkParts(String json) {
        String position = json.split("\"position\" : ", -1)[2];
        String calls = found(position, "\"calls\" : (\\d+)");
        double delta = Double.parseDouble(found(position, "\"delta_us\" : ([\\d.]+)"));
        List<MatchResult> parts = Pattern.compile("\"part\" : \"(\\S+)\",[^}]*\"calls\" : (\\d+),"
                + "\\s+\"avg_us\" : (-?[\\d.]+)").matcher(position).results().toList();
        assertEquals(List.of("client-encode", "client-send", "brick-turn", "brick-decode", "reply-encode", "reply-send",
                "rest", "client-turn", "client-decode"), parts.stream().map(it -> it.group(1)).toList(), json);
        parts.forEach(part -> assertEquals(calls, part.group(2), json));
        double sum = parts.stream().mapToDouble(it -> Double.parseDouble(it.group(3))).sum();
        assertTrue(sum > 0 && sum <= delta + 1,
                () -> sum + " us of parts, but only " + delta + " us in between\n" + json);
        parts.forEach(part -> assertTrue(Double.parseDouble(part.group(3)) >= 0, json));
    }

    private static String found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
    }

    /** In the client's dump the segments add up to the whole, to the nanosecond. */
    private static void addsUp(String dump) {
        for (String fop : List.of(dump.split("\"(READ|WRITE)\" : ", -1)).subList(1, 3)) {
            long total = 0;
            long sum = 0;
            for (MatchResult segment : Pattern.compile("\"([a-z-]+)\" : \\{\\s+\"count\"[^}]*?\"totalNanos\" : (\\d+)")
                    .matcher(fop).results().toList()) {
                long nanos = Long.parseLong(segment.group(2));
                if (segment.group(1).equals("total")) {
                    total = nanos;
                } else if (!segment.group(1).equals("client-write")) {
                    sum += nanos;
                }
            }
            assertTrue(total > 0, dump);
            assertEquals(total, sum, dump);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"brick", "gluster"})
    void shouldPrintSixPositionsWhenLoadAndBrickdDumpIntoOneDirectory(String engine)
            throws IOException, InterruptedException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        try (WorkDirectory work = WorkDirectory.create("loadstats")) {
            Path brick = Files.createDirectories(work.path().resolve("brick"));
            Path stats = work.path().resolve("stats");
            try (RunningBrickd brickd = RunningBrickd.serving(brick, "127.0.0.1", Map.of(), "--init", "--stats-dir",
                    stats.toString())) {
                String where = engine.equals("brick") ? "127.0.0.1:" + brickd.port() + brick : "127.0.0.1";
                CommandRun load = CommandRun.of("load", "--ioengine=" + engine, "--brick=" + where,
                        "--volume=" + RunningBrickd.VOLUME, "--port=" + brickd.managementPort(),
                        "--stats-dir=" + stats, "--name=j", "--filename=f", "--size=4m", "--rw=randread",
                        "--iodepth=16", "--number_ios=" + IOS, "--eta=never");
                assertEquals(0, load.code(), load.err());
                brickd.signal("USR1");
                brickd.await("dumps", () -> brickd.log().contains("dumped state to "));
                CommandRun table = CommandRun.of("stats", stats.toString());
                assertEquals(0, table.code(), table.err());
                List<MatchResult> rows = ROW.matcher(table.out()).results().toList();
                assertEquals(List.of("1", "2", "3", "4", "5", "6"), rows.stream().map(it -> it.group(1)).toList(),
                        table.out());
                rows.forEach(row -> assertEquals(String.valueOf(IOS), row.group(2), table.out()));
            }
        }
    }
}
