package io.brickyard.peers;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The gate before a test with real software. */
public final class Peers {
    private Peers() {
    }

    /**
     * Lets the test go on only if the machine has everything named. Something missing skips the test with a line that
     * says what and how to get it; where the environment says {@code CI=true} it fails the test instead, so that
     * continuous integration cannot lose its peers unnoticed.
     */
    public static void require(Peer... needed) {
        stopFor(Stream.of(needed).filter(p -> !p.isPresent()).toList(), "true".equals(System.getenv("CI")));
    }

    static void stopFor(List<Peer> missing, boolean inCi) {
        if (missing.isEmpty()) {
            return;
        }
        String message = missing.stream().map(p -> "needs " + p + ", which is missing here; " + p.howToGet())
                .collect(Collectors.joining("; "));
        if (inCi) {
            Assertions.fail(message + " (CI=true: a missing peer is a failure)");
        }
        Assumptions.abort(message);
    }
}
