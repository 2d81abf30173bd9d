package io.brickyard.xlator.throttle;

import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import io.brickyard.xlator.throttle.workload.WorkloadText;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulationTest {
    private static SimulationReport run(String policy, String workload) throws PolicyException {
        return Simulation.run(Policy.NONE.with(PolicyText.parse(policy)), WorkloadText.parse(workload));
    }

    private static SimulationReport.GroupReport group(SimulationReport report, String name) {
        return report.groups().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static double passed(SimulationReport report, String name) {
        return (double) group(report, name).passed();
    }

    @Test
    void shouldGiveTheRateAndTheBurstWhenClientsAskForMore() throws PolicyException {
        SimulationReport report = run("all=100fops", "duration=10s; readers clients=4 fops=READ size=4KiB depth=4");
        // The burst is 10 calls; 4 clients get the same.
        assertEquals(1010, passed(report, "readers"), 1);
        assertEquals(1, group(report, "readers").fairness(), 0.001);
        assertEquals(150.0, (double) group(report, "readers").waits().medianNanos() / 1_000_000, 15);
        assertEquals(16, group(report, "readers").queued(), 1);
        assertEquals(group(report, "readers").waits(), report.classWaits().get("all"));
    }

    @Test
    void shouldNotWaitWhenThereAreTokens() throws PolicyException {
        SimulationReport report = run("all=1000fops", "readers fops=READ rate=100fops arrival=even service=1ms");
        assertEquals(1001, passed(report, "readers"), 1);
        assertEquals(0, group(report, "readers").waits().mostNanos());
        assertEquals(0, report.classes().getFirst().figures().waits());
    }

    @Test
    void shouldBeAsFastAsTheBrickWhenNothingIsThrottled() throws PolicyException {
        SimulationReport report = run("", "workers=4; duration=2s; readers fops=READ,STAT depth=100 service=1ms");
        assertEquals(8000, passed(report, "readers"), 100);
        assertTrue(report.classes().isEmpty());
    }

    @Test
    void shouldKnowWhoCallsWhenClassesGoByThat() throws PolicyException {
        SimulationReport report = run(
                "self-heal=50fops; tenants address=10.0.0.0/8 each=20fops; boss tls=boss rate=30fops; writes fops=WRITE rate=40fops",
                "duration=10s; heals pid=self-heal process=glustershd fops=RCHECKSUM size=128KiB depth=8;"
                        + " mounts pid=self-heal fops=READ depth=2 service=10ms;"
                        + " tenants clients=3 address=10.0.0.1 fops=READ depth=2;"
                        + " boss tls=boss fops=READ depth=2; writers fops=WRITE:1 size=1MiB depth=2");
        assertEquals(50, group(report, "heals").perSecond(), 1);
        assertEquals(200, group(report, "mounts").perSecond(), 10, "heals inside mounts are not of that class");
        assertEquals(20, group(report, "tenants").least(), 1);
        assertEquals(20, group(report, "tenants").most(), 1);
        assertEquals(30, group(report, "boss").perSecond(), 1);
        assertEquals(40, group(report, "writers").perSecond(), 1);
        assertEquals(40 << 20, group(report, "writers").bytesPerSecond(), 1 << 20);
    }

    @Test
    void shouldBeginAndEndWhenTheGroupDoes() throws PolicyException {
        SimulationReport report = run("brick=1000fops", "duration=9s; always fops=READ depth=50;"
                + " some fops=READ depth=50 start=3s stop=6s");
        assertEquals(500, group(report, "some").perSecond(), 40);
        assertEquals(9100, passed(report, "always") + passed(report, "some"), 2);
    }

    @Test
    void shouldFollowUsersWhenTheRateIsAutomatic() throws PolicyException {
        String workload = "workers=1; duration=60s; users fops=READ rate=200fops service=1ms start=10s stop=40s;"
                + " heals pid=self-heal process=glustershd fops=RCHECKSUM depth=8 service=2ms";
        String policy = "self-heal auto target-p99=8ms min=20fops max=1000fops";
        SimulationReport report = run(policy, workload);
        SimulationReport free = run("", workload);
        assertTrue(group(report, "heals").perSecond() > 100, "heals " + group(report, "heals"));
        assertTrue(group(report, "heals").passed() < group(free, "heals").passed());
        assertFalse(report.cutShort());
    }

    @Test
    void shouldOnlyCountWhenThePolicyObserves() throws PolicyException {
        SimulationReport report = run("observe; all=10fops", "duration=1s; readers fops=READ depth=1 service=1ms");
        assertEquals(1000, passed(report, "readers"), 2);
        assertTrue(report.classes().getFirst().figures().waits() > 900);
    }

    @Test
    void shouldFindTheSameWhenItIsRunAgain() throws PolicyException {
        String workload = "seed=7; readers clients=5 fops=READ:3,WRITE:2 size=4KiB rate=300fops; more fops=LOOKUP depth=4";
        assertEquals(run("all=700fops", workload).groups(), run("all=700fops", workload).groups());
    }
}
