package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code brickyard stats} as a user sees it: output, messages, exit codes. */
class StatsRunTest {
    private static final Path CAPTURES = Path.of("../stats-analyzer/captures");
    private static final String MAIL = CAPTURES.resolve("mail.csv").toString();

    @TempDir
    private Path folder;

    private static CommandRun stats(String... args) {
        String[] line = new String[args.length + 1];
        line[0] = "stats";
        System.arraycopy(args, 0, line, 1, args.length);
        return CommandRun.of(line);
    }

    @Test
    void shouldPrintTheTableOfTheMail() {
        String expected = """
                READ: where 1666.00 us per call go (averages as given in %s)

                   position                      avg us  delta us   share  spent in
                1  parent of client-io-threads  1666.00     50.00   3.0 %%  client-io-threads
                2  parent of protocol/client-0  1616.00   1453.00  87.2 %%  protocol/client-0, network + epoll + rpc, protocol/server
                   -- end of client stack, beginning of brick stack --
                3  child of protocol/server      163.00      7.00   0.4 %%
                4  parent of io-threads          156.00     20.00   1.2 %%  io-threads
                5  child of io-threads           136.00     11.00   0.7 %%
                6  parent of storage/posix       125.00    125.00   7.5 %%  storage/posix

                The biggest bottleneck is between positions 2 and 3 (protocol/client-0, network + epoll + rpc, protocol/server): 1453.00 us of 1666.00 us, 87.2 %%.
                Tune first: Find out which end it is before changing anything: tcpdump -i any -s 128 -w brick.pcap tcp port PORT on the brick's host while the load runs. With the capture this report splits the time in two.
                """
                .formatted(MAIL);
        assertEquals(new CommandRun(0, expected, ""), stats(MAIL));
    }

    @Test
    void shouldSayWhatItPassedOver() throws IOException {
        Files.copy(Path.of(MAIL), folder.resolve("t.csv"));
        Files.writeString(folder.resolve("README"), "hello");
        CommandRun run = stats(folder.toString());
        assertEquals(0, run.code());
        assertEquals("brickyard: passed over 1 file of other kinds (--verbose names them)\n", run.err());
        assertTrue(stats("--verbose", folder.toString()).err().contains("README: text of no known format"));
    }

    @Test
    void shouldEndWithPartialWhenAnInputIsUnusable() {
        CommandRun run = stats(MAIL, "nope");
        assertEquals(ExitCode.PARTIAL.code(), run.code());
        assertEquals("brickyard: nope: no such file or directory\n", run.err());
        assertTrue(run.out().contains("1453.00"));
    }

    @Test
    void shouldPrintNothingWhenStrictAndAnInputIsUnusable() {
        CommandRun run = stats("--strict", MAIL, "nope");
        assertEquals(ExitCode.PARTIAL.code(), run.code());
        assertEquals("", run.out());
        assertTrue(run.err().endsWith("brickyard: --strict: no table, since 1 file cannot be used\n"), run.err());
    }

    @Test
    void shouldFailWhenNothingIsUsable() {
        CommandRun run = stats("nope");
        assertEquals(ExitCode.FAILED.code(), run.code());
        assertEquals("brickyard: nope: no such file or directory\nbrickyard: none of the inputs is a dump\n",
                run.err());
    }

    @Test
    void shouldSayThatVolfilesAloneAreNotEnough() {
        CommandRun run = stats(CAPTURES.resolve("seed-randread-text/volfiles").toString());
        assertEquals(new CommandRun(1, "", "brickyard: volfiles alone hold no numbers: name dumps too\n"), run);
    }

    @Test
    void shouldSayThatOneProbeAloneIsNotEnough() {
        CommandRun run = stats(CAPTURES.resolve("seed-randread-text/dumps/after/after.client-iot-parent").toString());
        assertEquals(0, run.code());
        assertTrue(run.out().contains("one probe alone says how long calls take, not where"), run.out());
    }

    @Test
    void shouldAskForTheUnitWhereNothingTellsIt() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "position,avg\na,3\nb,1\n");
        CommandRun run = stats(table.toString());
        assertEquals(ExitCode.FAILED.code(), run.code());
        assertTrue(run.err().contains("t.csv:2: 'a' has no unit: write '1666 us', or say --unit us"), run.err());
        assertEquals(0, stats("--unit", "us", table.toString()).code());
    }

    @Test
    void shouldNameTheFopsThatWereSeenWhenTheWantedOneWasNot() {
        CommandRun run = stats("--fop", "write", CAPTURES.resolve("seed-randread-text").toString());
        assertEquals(ExitCode.USAGE.code(), run.code());
        assertTrue(run.err().contains("--fop: no probe saw WRITE; seen were READ, "), run.err());
    }

    @Test
    void shouldReplaceTheOutputFileWholeOrNotAtAll() throws IOException {
        Path file = Files.writeString(folder.resolve("out.md"), "old");
        assertEquals(1, stats("nope", "-o", file.toString()).code());
        assertEquals("old", Files.readString(file));
        assertEquals(new CommandRun(0, "", ""), stats(MAIL, "--format", "markdown", "-o", file.toString()));
        assertTrue(Files.readString(file).contains("| 1453.00 |"));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
        CommandRun run = stats(MAIL, "-o", folder.resolve("no/such/out").toString());
        assertEquals(ExitCode.FAILED.code(), run.code());
        assertFalse(run.err().contains("Exception"), run.err());
    }

    @Test
    void shouldShowEveryFopOnRequest() {
        CommandRun run = stats("--all-fops", "--format", "csv", CAPTURES.resolve("dump-oddities").toString());
        assertEquals(0, run.code());
        List<String> fops = run.out().lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).distinct()
                .toList();
        assertTrue(fops.containsAll(List.of("READ", "WRITE", "FXATTROP", "INODELK", "SEEK")), fops::toString);
    }
}
