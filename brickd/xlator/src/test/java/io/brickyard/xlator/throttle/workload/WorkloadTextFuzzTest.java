package io.brickyard.xlator.throttle.workload;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.xlator.throttle.policy.PolicyException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any text is either a workload that can be tried or refused in one line that names one of its lines. */
class WorkloadTextFuzzTest {
    @FuzzTest
    void shouldSurviveAnyText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            Workload workload = WorkloadText.parse(text);
            assertTrue(workload.durationNanos() > 0 && workload.workers() > 0);
            for (Group group : workload.groups()) {
                assertTrue(group.clients() > 0 && !group.mix().isEmpty());
                assertTrue(group.pace().depth() > 0 != group.pace().perSecond().isPresent());
            }
        } catch (PolicyException refused) {
            String message = String.valueOf(refused.getMessage());
            assertEquals(1, message.lines().count(), message);
            assertTrue(refused.line() >= 1 && refused.line() <= text.split("\n", -1).length, message);
        }
    }
}
