package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;

import io.brickyard.heal.cron.RunLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What heal says when it cannot begin. */
class HealCommandTest {
    private static final String UNREACHABLE = """
            volume c0
              type protocol/client
              option remote-host 127.0.0.1
              option remote-port 1
              option remote-subvolume /b0
            end-volume
            volume c1
              type protocol/client
              option remote-host 127.0.0.1
              option remote-port 1
              option remote-subvolume /b1
            end-volume
            volume r
              type cluster/replicate
              option afr-pending-xattr c0,c1
              subvolumes c0 c1
            end-volume
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "heal run | which volume? Give --volume=HOST:VOLUME or --volfile=FILE; try 'brickyard heal run",
            "heal info --volume=h:v --volfile=f | --volume and --volfile both name a volume; give one; try",
            "heal run --volume=h | Invalid value for option '--volume': 'h' is no volume; write HOST:VOLUME; try",
            "heal run --volume=h:99999:v | Invalid value for option '--volume': 'h:99999:v': 99999 is no port; try",
            "heal run --volume=h:v --window=1-5 | Invalid value for option '--window': '1-5' is no window; write it like 01:00-05:00; try",
            "heal run --volume=h:v --max-runtime=x | Invalid value for option '--max-runtime': 'x' is no time; write it like 90s, 30m or 4h; try",
            "heal run --volume=h:v --jobs=0 | --jobs: 0 is not between 1 and 64; try",
            "heal verify | which volume? Give --volume=HOST:VOLUME or --volfile=FILE; try 'brickyard heal verify",
            "heal verify --volume=h:v --jobs=65 | --jobs: 65 is not between 1 and 64; try",
            "heal verify --volume=h:v --include=[ | '[' is no pattern: ",
            "heal resolve --volume=h:v | which copy is right? Give --policy=POLICY; try",
            "heal resolve --volume=h:v --policy=newest | Invalid value for option '--policy': 'newest' is no policy; write source-brick=HOST:/PATH, bigger-file, latest-mtime or majority; try",
            "heal resolve --volume=h:v --policy=majority | copies that are not chosen are overwritten; give --backup-dir=DIR to keep them, or --no-backup; try",
            "heal resolve --volume=h:v --policy=majority --no-backup --backup-dir=d | --backup-dir and --no-backup exclude each other; try",
            "heal run --volume=h:v --rate=9 | --rate: '9' is no rate; write it like 500fops/s or 20MiB/s, up to 8 Gi per second; try",
            "heal run --volume=h:v --adaptive=5ms | --adaptive: '5ms' is not understood; write target-p99=5ms, and if wanted min=RATE and max=RATE after it; try",
            "heal info --volume=h:v --json --xml | --json and --xml exclude each other; try",
            "heal info --volume=h:v --summary --split-brain | --split-brain and --summary exclude each other; try"})
    void shouldSayInOneLineWhatIsWrongWhenUsageIsWrong(String args, String message) {
        CommandRun run = CommandRun.of(args.strip().split(" ", -1));
        assertTrue(run.err().startsWith("brickyard: " + message.strip()), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(2, run.code());
    }

    @Test
    void shouldSayWhoCannotBeReachedWhenNoBrickAnswers() throws IOException {
        Path volfile = Files.writeString(folder.resolve("v.vol"), UNREACHABLE);
        CommandRun run = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + folder);
        assertEquals(1, run.code());
        assertEquals("brickyard: cannot reach brick 127.0.0.1:1/b0: connection refused\n", run.err());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("failed: 0 data, ")), run.out());
        CommandRun info = CommandRun.of("heal", "info", "--volfile=" + volfile);
        assertEquals(3, info.code());
        assertTrue(info.out().startsWith("Brick 127.0.0.1:/b0\nStatus: Transport endpoint is not connected\n"),
                info.out());
    }

    @Test
    void shouldNameTheBrickWhenVerifyCannotReachIt() throws IOException {
        Path volfile = Files.writeString(folder.resolve("v.vol"), UNREACHABLE);
        CommandRun verify = CommandRun.of("heal", "verify", "--volfile=" + volfile, "--state-dir=" + folder);
        assertEquals(1, verify.code());
        assertEquals("brickyard: cannot reach brick 127.0.0.1:1/b0: connection refused\n", verify.err());
    }

    @Test
    void shouldNameTheFileWhenTheVolumeIsNotReplicated() throws IOException {
        Path volfile = Files.writeString(folder.resolve("v.vol"), UNREACHABLE.replaceAll("(?s)volume r\n.*", ""));
        CommandRun run = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + folder);
        assertEquals(1, run.code());
        assertEquals("brickyard: the volume is not replicated: there is nothing to heal\n", run.err());
    }

    @Test
    void shouldEndAtOnceWhenAnotherRunGoesOn() throws IOException {
        Path volfile = Files.writeString(folder.resolve("v.vol"), UNREACHABLE);
        try (RunLock _ = RunLock.take(folder, "v.vol").orElseThrow()) {
            CommandRun run = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + folder);
            assertEquals(11, run.code());
            assertEquals("brickyard: another heal run of v.vol goes on, process " + ProcessHandle.current().pid()
                    + "\n", run.err());
        }
    }

    @Test
    void shouldNotBeginWhenItIsOutsideTheWindow() throws IOException {
        Path volfile = Files.writeString(folder.resolve("v.vol"), UNREACHABLE);
        var now = LocalTime.now(ZoneId.systemDefault());
        String window = String.format("%02d:00-%02d:00", (now.getHour() + 2) % 24, (now.getHour() + 3) % 24);
        CommandRun run = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + folder,
                "--window=" + window);
        assertEquals(6, run.code());
        assertEquals("brickyard: outside the window " + window + "\n", run.err());
    }
}
