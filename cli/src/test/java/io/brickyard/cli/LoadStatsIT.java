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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** load against brickd: what both dump is one table of six positions. */
class LoadStatsIT {
    private static final int IOS = 1000;
    private static final Pattern ROW = Pattern.compile("(?m)^(\\d)  \\S.*?  \\S+ +(\\d+)  ");

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
