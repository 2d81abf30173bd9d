package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class AddressPatternTest {

    @ParameterizedTest
    @CsvSource({
            "*, 10.1.2.3, true", "10.1.*, 10.1.2.3, true", "10.1.*, 10.2.2.3, false", "10.1.2.?, 10.1.2.3, true",
            "10.1.2.3, 10.1.2.3, true", "10.1.2.3, 10.1.2.30, false", "!10.1.2.3, 10.1.2.3, false",
            "!10.1.2.3, 10.1.2.4, true", "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.1, false",
            "10.1.2.128/25, 10.1.2.127, false", "10.1.2.128/25, 10.1.2.129, true", "0.0.0.0/0, 9.9.9.9, true",
            "10.1.2.3/32, 10.1.2.3, true", "2001:db8::/32, 2001:db8:1::5, true", "2001:db8::/32, 2001:db9::5, false",
            "2001:db8::/33, 2001:db8:8000::1, false", "::1, ::1, true", "10.0.0.0/8, ::1, false",
    })
    void shouldMatchAsWritten(String pattern, String address, boolean matches) throws UnknownHostException {
        assertEquals(matches, AddressPattern.parse(pattern).matches(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129", "no such host"})
    void shouldRefuseWhenThereIsNothingToMatch(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> AddressPattern.parse(pattern));
    }
}
