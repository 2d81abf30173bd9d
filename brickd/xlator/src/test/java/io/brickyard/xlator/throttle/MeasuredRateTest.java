package io.brickyard.xlator.throttle;

import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import io.brickyard.xlator.throttle.policy.Rate;
import io.brickyard.xlator.throttle.workload.WorkloadText;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MeasuredRateTest {
    private static final int LOOKS = 4;
    private static final Rate LEAST = new Rate(100, Unit.FOPS);
    private static final Rate MOST = new Rate(1_000_000, Unit.FOPS);

    private final MeasuredRate measured = new MeasuredRate(LEAST, MOST);

    /** So many looks at a brick that gets so many calls a second done while others wait for room in it. */
    private void full(int looks, long perSecond) {
        looks(looks, perSecond, MeasuredRate.LOOK_NANOS);
    }

    /** The same while nobody waits. */
    private void roomy(int looks, long perSecond) {
        looks(looks, perSecond, 0);
    }

    private void looks(int looks, long perSecond, long fullNanos) {
        for (int i = 0; i < looks; i++) {
            measured.look(perSecond / LOOKS, fullNanos, MeasuredRate.LOOK_NANOS);
        }
    }

    private static SimulationReport run(String policy, String workload) throws PolicyException {
        return Simulation.run(Policy.NONE.with(PolicyText.parse(policy)), WorkloadText.parse(workload));
    }

    private static double perSecond(SimulationReport report, String name) {
        return report.groups().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow().perSecond();
    }

    @Test
    void shouldBeTheHighestUntilSomebodyWaitsForRoom() {
        roomy(400, 4_000);
        assertEquals(MOST.perSecond(), measured.rate());
        measured.look(1000, MeasuredRate.LOOK_NANOS / 2, MeasuredRate.LOOK_NANOS);
        assertEquals(MOST.perSecond(), measured.rate());
    }

    @Test
    void shouldBeAQuarterAboveWhatTheBrickDoesWhenItIsFull() {
        full(1, 10_000);
        assertEquals(12_500, measured.rate());
        roomy(400, 4_000);
        assertEquals(12_500, measured.rate());
    }

    @Test
    void shouldFollowWhenTheBrickBecomesSlowerAndFaster() {
        full(1, 10_000);
        full(1, 2_000);
        assertEquals(7_500, measured.rate());
        full(20, 2_000);
        assertEquals(2_500, measured.rate());
        full(1, 10_000);
        assertEquals(12_500, measured.rate());
    }

    @Test
    void shouldGrowWhenTokensHoldBackWhatTheBrickHasRoomFor() {
        full(1, 2_000);
        roomy(1, 2_500);
        assertEquals(3_125, measured.rate());
        roomy(100, MOST.perSecond());
        assertEquals(MOST.perSecond(), measured.rate());
    }

    @Test
    void shouldStayWithinItsBounds() {
        full(1, 10);
        assertEquals(LEAST.perSecond(), measured.rate());
        full(1, 10 * MOST.perSecond());
        assertEquals(MOST.perSecond(), measured.rate());
        measured.look(0, MeasuredRate.LOOK_NANOS, MeasuredRate.LOOK_NANOS);
        assertEquals(MOST.perSecond(), measured.rate());
    }

    @Test
    void shouldShareByWeightWhenNobodySaidWhatTheBrickCanDo() throws PolicyException {
        String clients = "workers=4; duration=60s; readers fops=READ depth=64 service=1ms; writers fops=WRITE depth=64 service=1ms";
        SimulationReport report = run("brick=auto min=100fops; reads fops=READ weight=75 unlimited;"
                + " writes fops=WRITE weight=25 unlimited", clients);
        double all = perSecond(report, "readers") + perSecond(report, "writers");
        assertTrue(all > 0.95 * 4000, "of 4000 calls per second: " + all);
        assertEquals(3, perSecond(report, "readers") / perSecond(report, "writers"), 0.5);
    }

    @Test
    void shouldGiveAllTheSameWhenOneIsGreedy() throws PolicyException {
        String clients = "workers=16; duration=60s; modest clients=999 fops=READ depth=1 service=5ms;"
                + " greedy fops=READ depth=256 service=5ms";
        SimulationReport fair = run("brick=auto", clients);
        assertEquals("brick=auto min=1tokens max=8589934592tokens", fair.classes().getFirst().statement());
        SimulationReport free = run("", clients);
        double all = perSecond(fair, "modest") + perSecond(fair, "greedy");
        assertTrue(all > 0.99 * (perSecond(free, "modest") + perSecond(free, "greedy")), "all together " + all);
        assertTrue(perSecond(free, "greedy") > 50 * perSecond(free, "modest") / 999, "else this shows nothing");
        // What is too old passes on debt: of 256 that wait while 999 others get as much, four or five a second.
        assertTrue(perSecond(fair, "greedy") < 2 * perSecond(fair, "modest") / 999, "greedy: "
                + perSecond(fair, "greedy") + ", before: " + perSecond(free, "greedy"));
    }

    @Test
    void shouldLetInNoMoreThanTheDepthWhenThatIsSet() throws PolicyException {
        String clients = "workers=16; duration=10s; readers clients=40 fops=READ depth=1 service=10ms";
        assertEquals(1600, perSecond(run("brick=auto", clients), "readers"), 20);
        assertEquals(400, perSecond(run("brick=auto depth=4", clients), "readers"), 10);
        assertEquals(100, perSecond(run("brick=auto depth=1", clients), "readers"), 5);
    }
}
