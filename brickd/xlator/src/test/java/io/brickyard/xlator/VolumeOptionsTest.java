package io.brickyard.xlator;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VolumeOptionsTest {
    private static VolumeOptions options(String value) {
        return new VolumeOptions(new Volume("iot", "performance/io-threads", Map.of("key", value), List.of(), 7));
    }

    @ParameterizedTest
    @CsvSource({"on,true", "YES,true", "true,true", "enable,true", "1,true", "off,false", "No,false", "false,false",
            "disable,false", "0,false"})
    void shouldReadASwitchInEachSpelling(String value, boolean expected) throws VolfileException {
        assertEquals(expected, options(value).flag("key", !expected));
    }

    @Test
    void shouldUseTheDefaultWhenAnOptionIsAbsent() throws VolfileException {
        assertTrue(options("x").flag("other", true));
        assertEquals(5, options("x").number("other", 5, 1, 9));
        assertTrue(options("x").text("other").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "3.5", "", "99999999999", "four"})
    void shouldRefuseANumberOutOfBounds(String value) {
        VolfileException refused = assertThrows(VolfileException.class, () -> options(value).number("key", 5, 1, 9));
        assertEquals("volume 'iot': option key is '" + value + "', expected a whole number from 1 to 9",
                refused.getMessage());
        assertEquals(7, refused.line());
    }

    @Test
    void shouldRefuseASwitchThatIsNone() {
        VolfileException refused = assertThrows(VolfileException.class, () -> options("maybe").flag("key", true));
        assertEquals("volume 'iot': option key is 'maybe', expected on or off", refused.getMessage());
    }
}
