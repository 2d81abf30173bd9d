package io.brickyard.load.option;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class NumbersTest {

    /** What fio 3.33 makes of each; measured with the engine null and bs=1. */
    @ParameterizedTest
    @CsvSource({"1k,1024", "1kb,1024", "1KB,1024", "1kib,1000", "1Ki,1024", "0x10,16", "1b,1", "1mi,1048576",
            "1t,1099511627776", "4096,4096", "010,10"})
    void shouldReadSizesAsFioDoes(String text, long bytes) {
        assertEquals(bytes, Numbers.size(text));
    }

    @ParameterizedTest
    @CsvSource({"10,10000000000", "1500ms,1500000000", "5us,5000", "2m,120000000000", "1h,3600000000000",
            "1d,86400000000000"})
    void shouldReadTimesAsFioDoes(String text, long nanos) {
        assertEquals(nanos, Numbers.nanos(text, 1_000_000_000L));
    }

    /** fio takes these for something else than they say. */
    @ParameterizedTest
    @ValueSource(strings = {"1.5k", "1q", "2*3k", "", "k", "99999999999999999999", "9999999t", "1 2"})
    void shouldRefuseWhatIsNoNumber(String text) {
        assertThrows(OptionException.class, () -> Numbers.size(text));
        assertThrows(OptionException.class, () -> Numbers.nanos(text, 1));
    }

    @Test
    void shouldSayTheWayOutWhenATimeHasNoUnit() {
        var wrong = assertThrows(OptionException.class, () -> Numbers.nanos("10x", 1));
        assertEquals("'10x' has no unit of time; use d, h, m, s, ms or us after a whole number", wrong.getMessage());
    }
}
