package io.brickyard.xlator.stats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.RecordingTranslator;
import io.brickyard.xlator.SampleCalls;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DumpFormatsTest {
    private static String stock() throws IOException {
        try (InputStream in = DumpFormatsTest.class.getResourceAsStream("glusterfs-10.3-every-fop.dump")) {
            assertNotNull(in);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldPrintWhatGlusterfsPrintsButInMicroseconds() throws IOException {
        StockDump stock = new StockDump(stock());
        // Averages are made from totals here; stock printed two digits of them, so the third may differ.
        assertEquals(rounded(stock.inMicros()),
                rounded(TextDump.text(stock.snapshot(2, Instant.parse("2026-11-21T20:22:31.665052Z")))));
    }

    /** Without the last digit of numbers with three decimals. */
    private static List<String> rounded(String text) {
        return text.lines().map(line -> line.replaceAll("(\\.\\d\\d)\\d us", "$1 us")).toList();
    }

    @Test
    void shouldPrintNoTimeBeforeAnyFileWasOpen() {
        IoStats probe = new IoStats("probe", DumpSettings.ON_DEMAND, new RecordingTranslator());
        assertTrue(TextDump.text(probe.peek()).contains("\nCurrent open fd's: 0 Max open fd's: 0 time N/A\n"));
    }

    @Test
    void shouldAddLinesToStatedumpsAsGlusterfsDoes() {
        IoStats probe = new IoStats("b0-server-child", DumpSettings.ON_DEMAND,
                new RecordingTranslator((call, up) -> up.unwind(SampleCalls.success(call.fop(), 4096))));
        probe.wind(SampleCalls.call(Fop.READ, SampleCalls.session("a")), reply -> {});
        probe.takeInterval();
        long nanos = probe.peek().cumulative().fop(Fop.READ).totalNanos();
        assertEquals("""
                cumulative.data_read=4096
                cumulative.data_written=0
                incremental.data_read=0
                incremental.data_written=0
                b0-server-child.cumulative.READ=1,%1$d,%1$d.000,%1$d.000,%1$d.000
                b0-server-child.incremental.READ=0,0,0.000,0.000,0.000
                """.formatted(nanos), StatedumpLines.of(probe.peek()));
    }
}
