package io.brickyard.brickd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.StatedumpLines;

/** The state of bricks in the layout of glusterfsd's statedumps. */
final class StatedumpText {
    private StatedumpText() {
    }

    /** The whole text, as of now. */
    static String of(List<BrickStack> stacks) {
        StringBuilder out = new StringBuilder("DUMP-START-TIME: " + Instant.now().truncatedTo(ChronoUnit.MICROS)
                + "\n\n");
        for (BrickStack stack : stacks) {
            for (IoStats probe : stack.probes()) {
                out.append("[debug/io-stats.").append(probe.uniqueId()).append("]\n")
                        .append(StatedumpLines.of(probe.peek())).append('\n');
            }
        }
        return out.append("[features/locks]\nlocked-inodes=")
                .append(stacks.stream().mapToInt(BrickStack::lockedInodes).sum()).append("\n\nDUMP-END-TIME: ")
                .append(Instant.now().truncatedTo(ChronoUnit.MICROS)).append('\n').toString();
    }
}
