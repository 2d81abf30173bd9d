package io.brickyard.brickd.metrics;

import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.throttle.Throttle;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ThrottleMetricsTest {
    @Test
    void shouldHaveOneSampleAClassHoweverManyClientsThereAre() throws PolicyException {
        Throttle throttle = new Throttle("demo", Policy.NONE.with(PolicyText.parse("all each=1fops; max-wait=600s")),
                (call, up) -> {
                    // No answer: only what is let pass and what waits is counted.
                });
        for (int i = 0; i < 50; i++) {
            Session session = new Session("client " + i, "test", "127.0.0.1:1");
            for (int calls = 0; calls < 5; calls++) {
                throttle.wind(new Call(new Stat(Gfid.ROOT, Dict.NULL), session, Credential.root(1), System.nanoTime()),
                        reply -> {});
            }
        }
        Exposition out = new Exposition();
        ThrottleMetrics.write(out, List.of(throttle));
        assertEquals(5, out.text().lines().filter(line -> !line.startsWith("#")).count(), out.text());
        assertTrue(out.text().contains("brickd_throttle_admitted_total{translator=\"demo\",class=\"all\"} 1"),
                out.text());
        assertTrue(out.text().contains("brickd_throttle_queued_calls{translator=\"demo\",class=\"all\"} 1"),
                out.text());
        throttle.stop();
    }

    @Test
    void shouldTellTheRateInEachUnit() throws PolicyException {
        Throttle throttle = new Throttle("demo",
                Policy.NONE.with(PolicyText.parse("self-heal=500fops,2KiB; brick=9tokens")),
                (call, up) -> {
                    // Nobody calls.
                });
        Exposition out = new Exposition();
        ThrottleMetrics.write(out, List.of(throttle));
        assertEquals(List.of("brickd_throttle_rate{translator=\"demo\",class=\"brick\",unit=\"tokens\"} 9",
                "brickd_throttle_rate{translator=\"demo\",class=\"self-heal\",unit=\"fops\"} 500",
                "brickd_throttle_rate{translator=\"demo\",class=\"self-heal\",unit=\"B\"} 2048"),
                out.text().lines().filter(line -> line.startsWith("brickd_throttle_rate")).toList());
        throttle.stop();
    }
}
