package io.brickyard.xlator.throttle.policy;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any text is either a policy, which reads the same once printed, or refused in one line that names one of its lines. */
class PolicyTextFuzzTest {
    @FuzzTest
    void shouldSurviveAnyText(byte[] bytes) throws PolicyException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Policy policy;
        try {
            policy = Policy.NONE.with(PolicyText.parse(text));
        } catch (PolicyException refused) {
            String message = String.valueOf(refused.getMessage());
            assertEquals(1, message.lines().count(), message);
            assertTrue(refused.line() >= 1 && refused.line() <= text.split("\n", -1).length, message);
            return;
        }
        Policy again = Policy.NONE.with(PolicyText.parse(policy.toString()));
        assertEquals(policy.toString(), again.toString());
        assertEquals(policy.rules().size(), again.rules().size());
    }
}
