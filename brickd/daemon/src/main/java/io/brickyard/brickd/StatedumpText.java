package io.brickyard.brickd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.StatedumpLines;

/** The state of a brick in the layout of glusterfsd's statedumps. */
final class StatedumpText {
    private StatedumpText() {
    }

    /** The whole text, as of now. */
    static String of(BrickStack stack) {
        StringBuilder out = new StringBuilder("DUMP-START-TIME: " + Instant.now().truncatedTo(ChronoUnit.MICROS)
                + "\n\n");
        for (IoStats probe : stack.probes()) {
            out.append("[debug/io-stats.").append(probe.uniqueId()).append("]\n")
                    .append(StatedumpLines.of(probe.peek())).append('\n');
        }
        return out.append("[features/locks]\nlocked-inodes=").append(stack.lockedInodes()).append("\n\nDUMP-END-TIME: ")
                .append(Instant.now().truncatedTo(ChronoUnit.MICROS)).append('\n').toString();
    }
}
