package io.brickyard.brickd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.StatedumpLines;
import io.brickyard.xlator.throttle.Throttle;
import io.brickyard.xlator.throttle.ThrottleView;

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
        for (BrickStack stack : stacks) {
            stack.throttles().forEach(throttle -> throttle(throttle, out));
        }
        return out.append("[features/locks]\nlocked-inodes=")
                .append(stacks.stream().mapToInt(BrickStack::lockedInodes).sum()).append("\n\nDUMP-END-TIME: ")
                .append(Instant.now().truncatedTo(ChronoUnit.MICROS)).append('\n').toString();
    }

    private static void throttle(Throttle throttle, StringBuilder out) {
        ThrottleView view = throttle.view();
        out.append("[features/throttle.").append(throttle.name()).append("]\nmode=").append(view.policy().mode().text())
                .append("\nwaiting-calls=").append(view.waitingCalls()).append("\nwaiting-bytes=")
                .append(view.waitingBytes()).append("\nclients=").append(view.clients()).append('\n');
        for (ThrottleView.ClassView each : view.classes()) {
            out.append("class.").append(each.name()).append('=').append(each.statement()).append("; admitted ")
                    .append(each.figures().admitted()).append(", waits ").append(each.figures().waits())
                    .append(", queued ").append(each.figures().queuedCalls()).append(", overruns ")
                    .append(each.figures().overruns()).append(", buckets ").append(each.buckets()).append('\n');
        }
        out.append('\n');
    }
}
