package io.brickyard.stats.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.Runs;
import org.junit.jupiter.api.Test;

import static io.brickyard.stats.Runs.CAPTURES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RenderersTest {
    private static final Path MAIL = CAPTURES.resolve("mail.csv");

    @Test
    void shouldWriteMarkdownThatPastesWell() {
        assertEquals(
                """
                        ### READ: where 1666.00 us per call go (averages as given in captures/mail.csv)

                        | | position | avg us | delta us | share | spent in |
                        |---:|---|---:|---:|---:|---|
                        | 1 | parent of client-io-threads | 1666.00 | 50.00 | 3.0 % | client-io-threads |
                        | 2 | parent of protocol/client-0 | 1616.00 | 1453.00 | 87.2 % | protocol/client-0, network + epoll + rpc, protocol/server |
                        | | *end of client stack, beginning of brick stack* | | | | |
                        | 3 | child of protocol/server | 163.00 | 7.00 | 0.4 % |  |
                        | 4 | parent of io-threads | 156.00 | 20.00 | 1.2 % | io-threads |
                        | 5 | child of io-threads | 136.00 | 11.00 | 0.7 % |  |
                        | 6 | parent of storage/posix | 125.00 | 125.00 | 7.5 % | storage/posix |

                        **The biggest bottleneck is between positions 2 and 3 (protocol/client-0, network + epoll + rpc, protocol/server): 1453.00 us of 1666.00 us, 87.2 %.**

                        Tune first: Find out which end it is before changing anything: `tcpdump -i any -s 128 -w brick.pcap tcp port PORT` on the brick's host while the load runs. With the capture this report splits the time in two.

                        """,
                Runs.over(MAIL).render(OutputFormat.MARKDOWN));
    }

    @Test
    void shouldWriteCsvForSpreadsheets() {
        List<String> lines = Runs.over(CAPTURES.resolve("seed-randread-text/dumps"),
                CAPTURES.resolve("seed-randread-text/volfiles")).render(OutputFormat.CSV).lines()
                .toList();
        assertEquals("fop,position,side,label,probes,calls,avg_us,min_us,max_us,delta_us,delta_low_us,plain_delta_us,"
                + "share,calls_below,layer,part,part_us,p50_us,p90_us,p99_us,p999_us,avg_error_us,baseline_delta_us,"
                + "change_us,noise_us", lines.getFirst());
        assertEquals("READ,1,client,parent of performance/io-threads,client-iot-parent,200348,240.89697,52.08600,"
                + "36555.49600,25.63133,25.63133,25.63133,0.10640,1.00000,performance/io-threads cluster/replicate,,,,,,"
                + ",,,,",
                lines.get(1));
        assertEquals(7, lines.size());
    }

    @Test
    void shouldShowTheStepsOfRepeatedDumpsOnRequest() {
        Path series = CAPTURES.resolve("series-5s-text");
        String text = Runs.over(series).series().render(OutputFormat.TEXT);
        assertTrue(text.contains("""
                READ step by step, in us per call (delta 1: below position 1)

                step          calls     avg  delta 2  delta 3  delta 4  delta 5  delta 6  delta 7
                step 1, 5 s  \s"""), text);
        assertFalse(Runs.over(series).render(OutputFormat.TEXT).contains("step by step"));
        assertTrue(Runs.over(series).series().render(OutputFormat.MARKDOWN)
                .contains("\n| step | calls | avg | delta 2 |"));
        List<String> csv = Runs.over(series).series().render(OutputFormat.CSV).lines().toList();
        assertTrue(csv.getFirst().endsWith(",noise_us,step"), csv.getFirst());
        assertEquals(7, csv.stream().filter(line -> line.endsWith(",,")).count());
        assertEquals(6 * 13, csv.stream().skip(8).filter(line -> line.matches(".*,,\\d+")).count());
    }

    @Test
    void shouldHaveNoStepsWithoutRepeatedDumps() {
        assertEquals(Runs.over(MAIL).render(OutputFormat.TEXT), Runs.over(MAIL).series().render(OutputFormat.TEXT));
    }

    @Test
    void shouldLetNamesFromFilesBeNoMarkup() {
        String markdown = Runs.overStdin("position,avg_us\n\"a|b *c* <i>\",3\nd,1\n").render(OutputFormat.MARKDOWN);
        assertTrue(markdown.contains("| a\\|b \\*c\\* &lt;i> |"), markdown);
    }

    @Test
    void shouldColourOnlyWhenAsked() throws IOException {
        StringBuilder coloured = new StringBuilder();
        OutputFormat.TEXT.renderer(true, false).render(Runs.over(MAIL).report(), coloured);
        assertTrue(coloured.toString().contains("\u001b[1m2  parent of protocol/client-0"), coloured::toString);
        assertFalse(Runs.over(MAIL).render(OutputFormat.TEXT).contains("\u001b"));
    }
}
