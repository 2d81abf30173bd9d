package io.brickyard.client;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is taken for a brick's name. */
class BrickAddressFuzzTest {
    @ParameterizedTest
    @CsvSource({"h:49152/b, h, 49152, /b", "h:/b/c, h, 0, /b/c", "h:49152:x-index, h, 49152, x-index",
            "[::1]:49152/b, ::1, 49152, /b", "10.0.0.1:/b:c, 10.0.0.1, 0, /b:c"})
    void shouldReadBricksWhenTheyAreWritten(String text, String host, int port, String subvolume) {
        assertEquals(new BrickAddress(host, port, subvolume), BrickAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "h:", "h:49152", "/b", ":/b", "h:70000/b", "h:name", "::1:49152/b", "h:1:/b"})
    void shouldRefuseWhatIsNoBrick(String text) {
        assertThrows(IllegalArgumentException.class, () -> BrickAddress.parse(text));
    }

    @FuzzTest
    void shouldShowWhatItReadWhenItReadsAnything(FuzzedDataProvider data) {
        BrickAddress address;
        try {
            address = BrickAddress.parse(data.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            return;
        }
        assertEquals(address, BrickAddress.parse(address.toString()));
    }
}
