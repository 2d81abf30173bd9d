package io.brickyard.brickd.throttle;

import java.util.Arrays;
import java.util.List;

import io.brickyard.xlator.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ThrottleAdminsTest {
    private static Session session(Session.Origin origin) {
        return new Session("a", "test", "10.1.2.3:1022", origin);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "10.1.2.3|true", "10.1.2.4 10.1.0.0/16|true", "10.2.0.0/16|false",
            "login:alice|true", "login:bob|false", "tls:client.example|true", "tls:other.example|false",
            "login:client.example|false", "tls:alice|false"})
    void shouldAdmitWhoIsListedWhenTheClientIsElsewhere(String entries, boolean admits) {
        Session elsewhere = session(new Session.Origin("client.example", "alice", "/", false));
        assertEquals(admits, ThrottleAdmins.parse(Arrays.asList(entries.split(" ", -1))).admit(elsewhere));
    }

    @Test
    void shouldAdmitTheBricksOwnHostAloneWhenNobodyIsListed() {
        assertTrue(ThrottleAdmins.LOCAL.admit(session(new Session.Origin("", "", "/", true))));
        assertFalse(ThrottleAdmins.LOCAL.admit(session(Session.Origin.UNKNOWN)));
        assertFalse(ThrottleAdmins.parse(List.of("login:a", "tls:b")).admit(session(Session.Origin.UNKNOWN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"login:", "tls:", "10.0.0.0/40"})
    void shouldRefuseAnEntryWhenItNamesNobody(String entry) {
        assertThrows(IllegalArgumentException.class, () -> ThrottleAdmins.parse(List.of(entry)));
    }
}
