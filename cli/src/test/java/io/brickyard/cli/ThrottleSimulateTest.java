package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ThrottleSimulateTest {
    @TempDir
    private Path directory;
    private Path policy;
    private Path workload;

    @BeforeEach
    void prepare() throws IOException {
        policy = Files.writeString(directory.resolve("policy"), "# slow\nself-heal=100fops\n");
        workload = Files.writeString(directory.resolve("workload"), """
                duration=10s
                heals pid=self-heal process=glustershd fops=RCHECKSUM size=128KiB depth=4
                readers clients=2 fops=READ size=4KiB rate=50fops arrival=even
                """);
    }

    private CommandRun simulate(String... more) {
        String[] args = {"brickd", "throttle", "simulate", policy.toString(), workload.toString()};
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void shouldSayWhatEachClassAndClientGotWhenBothFilesAreGood() {
        CommandRun run = simulate();
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("10.000 s simulated\n"), run.out());
        assertTrue(run.out().contains("1010        101fops     39.7ms     39.7ms"), run.out());
        assertTrue(run.out().lines().anyMatch(line -> line.matches("readers +2 +100[0-9] +100.* 0 +0 +0 +0")),
                run.out());
    }

    @Test
    void shouldPrintOneLineOfJsonWhenAskedTo() {
        CommandRun run = simulate("--json");
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.out().lines().count());
        assertTrue(run.out().contains("{\"name\":\"self-heal\",\"statement\":\"self-heal pid=self-heal"
                + " process=glustershd,brickyard-heal rate=100fops\",\"admitted\":1010,"), run.out());
        assertTrue(run.out().contains("\"name\":\"readers\",\"number\":2,"), run.out());
    }

    @Test
    void shouldNameFileLineAndReasonWhenAFileIsWrong() throws IOException {
        Files.writeString(workload, "duration=10s\nreaders fops=NOPE\n");
        assertRefused(simulate(), workload + ": line 2: 'NOPE': no file operation");
        Files.writeString(policy, "self-heal=fast");
        assertRefused(simulate(), policy + ": line 1: 'fast': expected a rate such as 500fops");
        Files.write(policy, new byte[]{(byte) 0xff, 0});
        assertRefused(simulate(), policy + ": it is no text");
        Files.delete(policy);
        assertRefused(simulate(), policy + ": there is no such file");
        assertRefused(CommandRun.of("brickd", "throttle", "simulate", workload.toString()),
                "simulate wants two files: a policy's and a workload's");
    }

    private static void assertRefused(CommandRun run, String why) {
        assertEquals(2, run.code(), run.out());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(why), run.err());
    }
}
