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

                        """,
                Runs.over(MAIL).render(OutputFormat.MARKDOWN));
    }

    @Test
    void shouldWriteCsvForSpreadsheets() {
        List<String> lines = Runs.over(CAPTURES.resolve("seed-randread-text")).render(OutputFormat.CSV).lines()
                .toList();
        assertEquals("fop,position,side,label,probes,calls,avg_us,min_us,max_us,delta_us,delta_low_us,plain_delta_us,"
                + "share,calls_below,layer,part,part_us", lines.getFirst());
        assertEquals("READ,1,client,parent of performance/io-threads,client-iot-parent,200348,240.89697,52.08600,"
                + "36555.49600,25.63133,25.63133,25.63133,0.10640,1.00000,performance/io-threads cluster/replicate,,",
                lines.get(1));
        assertEquals(7, lines.size());
    }

    @Test
    void shouldLetNamesFromFilesBeNoMarkup() {
        String markdown = Runs.overStdin("position,avg_us\n\"a|b *c* <i>\",3\nd,1\n").render(OutputFormat.MARKDOWN);
        assertTrue(markdown.contains("| a\\|b \\*c\\* &lt;i> |"), markdown);
    }

    @Test
    void shouldColourOnlyWhenAsked() throws IOException {
        StringBuilder coloured = new StringBuilder();
        OutputFormat.TEXT.renderer(true).render(Runs.over(MAIL).report(), coloured);
        assertTrue(coloured.toString().contains("\u001b[1m2  parent of protocol/client-0"), coloured::toString);
        assertFalse(Runs.over(MAIL).render(OutputFormat.TEXT).contains("\u001b"));
    }
}
