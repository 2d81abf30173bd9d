package io.brickyard.peers;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PeersTest {
    @Test
    void shouldSkipWithTheWayOutWhenAPeerIsMissing() {
        TestAbortedException skipped = assertThrows(TestAbortedException.class,
                () -> Peers.stopFor(List.of(Peer.TSHARK, Peer.ROOT), false));
        assertEquals("needs tshark, which is missing here; install it: apt-get install tshark;"
                + " needs root, which is missing here; run the tests as root", skipped.getMessage());
    }

    @Test
    void shouldFailWhenAPeerIsMissingInContinuousIntegration() {
        AssertionFailedError failed = assertThrows(AssertionFailedError.class,
                () -> Peers.stopFor(List.of(Peer.FIO), true));
        assertEquals("needs fio, which is missing here; install it: apt-get install fio"
                + " (CI=true: a missing peer is a failure)", failed.getMessage());
    }

    @Test
    void shouldGoOnWhenNothingIsMissing() {
        Peers.stopFor(List.of(), true);
    }
}
