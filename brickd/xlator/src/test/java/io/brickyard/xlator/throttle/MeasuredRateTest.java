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
    private static final long SECOND = 1_000_000_000L;
    private static final Rate LEAST = new Rate(100, Unit.FOPS);
    private static final Rate MOST = new Rate(1_000_000, Unit.FOPS);

    /** A brick that does so many calls a second, and so many at a time before they have to queue. */
    private static final class Brick {
        private final MeasuredRate measured = new MeasuredRate(LEAST, MOST);
        private double queue;
        private long done;

        /** So many calls come in a second, if the rate lets them, at most so many at a time. */
        void run(long looks, double capacity, double offered, double mostUnderWay) {
            int workers = 4;
            for (int i = 0; i < looks; i++) {
                double seconds = (double) MeasuredRate.LOOK_NANOS / SECOND;
                double admitted = Math.min(offered, (double) measured.rate()) * seconds;
                double finished = Math.min(queue + admitted, capacity * seconds);
                queue = Math.min(mostUnderWay, queue + admitted - finished);
                double underWay = Math.max(queue, Math.min(workers, finished / seconds * workers / capacity));
                done += Math.round(finished);
                measured.look(Math.round(finished), Math.round(finished), Math.round(queue),
                        Math.round(underWay * MeasuredRate.LOOK_NANOS),
                        Math.round(Math.min(1, underWay) * MeasuredRate.LOOK_NANOS), MeasuredRate.LOOK_NANOS);
            }
        }
    }

    /** A disk that is fast, but is let do so many calls a second only, as in clouds; near the cap calls take a little longer. */
    private static final class CappedDisk {
        private static final long CALL_NANOS = 200_000;
        private static final int AT_A_TIME = 4;
        private final MeasuredRate measured = new MeasuredRate(LEAST, MOST);
        private double queue;
        private long done;

        void run(long looks, double cap, double offered, double mostUnderWay) {
            double seconds = (double) MeasuredRate.LOOK_NANOS / SECOND;
            for (int i = 0; i < looks; i++) {
                double admitted = Math.min(offered, (double) measured.rate()) * seconds;
                double finished = Math.min(queue + admitted, cap * seconds);
                queue = Math.min(mostUnderWay, queue + admitted - finished);
                done += Math.round(finished);
                long calls = Math.round(finished);
                long callNanos = finished > 0.8 * cap * seconds ? 3 * CALL_NANOS : CALL_NANOS;
                measured.look(calls, calls, Math.round(queue),
                        calls * callNanos + Math.round(queue * MeasuredRate.LOOK_NANOS),
                        queue > 0 ? MeasuredRate.LOOK_NANOS : calls * callNanos / AT_A_TIME, MeasuredRate.LOOK_NANOS);
            }
        }
    }

    private static SimulationReport run(String policy, String workload) throws PolicyException {
        return Simulation.run(Policy.NONE.with(PolicyText.parse(policy)), WorkloadText.parse(workload));
    }

    private static double perSecond(SimulationReport report, String name) {
        return report.groups().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow().perSecond();
    }

    @Test
    void shouldBeTheHighestUntilThereIsAQueue() {
        Brick brick = new Brick();
        brick.run(400, 10_000, 4_000, 1);
        assertEquals(MOST.perSecond(), brick.measured.rate());
    }

    @Test
    void shouldFindWhatTheBrickCanDoWhenMoreIsAskedOfIt() {
        Brick brick = new Brick();
        brick.run(40, 10_000, 50_000, 256);
        assertEquals(10_000.0, (double) brick.measured.rate(), 1_000);
        brick.done = 0;
        brick.run(400, 10_000, 50_000, 256);
        assertTrue(brick.done > 0.95 * 100 * 10_000, "hardly anything is lost by measuring: " + brick.done);
    }

    @Test
    void shouldFollowWhenTheBrickBecomesSlowerAndFaster() {
        Brick brick = new Brick();
        brick.run(40, 10_000, 50_000, 256);
        brick.run(24, 2_000, 50_000, 256);
        assertEquals(2_000.0, (double) brick.measured.rate(), 200);
        brick.run(100, 10_000, 50_000, 256);
        assertEquals(10_000.0, (double) brick.measured.rate(), 1_000);
    }

    @Test
    void shouldFindTheCapOfADiskThatIsFastBelowIt() {
        CappedDisk disk = new CappedDisk();
        disk.run(40, 3_000, 50_000, 1_000);
        assertEquals(3_000.0, (double) disk.measured.rate(), 300);
        disk.done = 0;
        for (int i = 0; i < 400; i++) {
            disk.run(1, 3_000, 50_000, 1_000);
            assertTrue(disk.queue < 300, "what is asked for waits in the throttle, not in the brick: " + disk.queue);
        }
        assertTrue(disk.done > 0.95 * 100 * 3_000, "hardly anything is lost by measuring: " + disk.done);
    }

    @Test
    void shouldNotTakeAMomentOfSlownessForAllThatTheBrickCanDo() {
        CappedDisk disk = new CappedDisk();
        disk.run(40, 3_000, 50_000, 1_000);
        disk.done = 0;
        for (int i = 0; i < 10; i++) {
            disk.run(1, 2_100, 50_000, 1_000);
            disk.run(39, 3_000, 50_000, 1_000);
        }
        assertTrue(disk.done > 0.93 * 100 * 3_000, "of 3000 calls per second: " + disk.done / 100.0);
    }

    @Test
    void shouldStayWithinItsBounds() {
        Brick brick = new Brick();
        brick.run(40, 10_000, 50_000, 256);
        brick.run(8, 10, 50_000, 256);
        assertEquals(LEAST.perSecond(), brick.measured.rate());
        Brick idle = new Brick();
        idle.measured.look(0, 0, 0, 0, 0, MeasuredRate.LOOK_NANOS);
        assertEquals(MOST.perSecond(), idle.measured.rate());
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
        String clients = "workers=2; duration=60s; modest clients=100 fops=READ depth=1 service=1ms; greedy fops=READ depth=500 service=1ms";
        SimulationReport fair = run("brick=auto min=100fops", clients);
        SimulationReport free = run("", clients);
        double all = perSecond(fair, "modest") + perSecond(fair, "greedy");
        assertTrue(all > 0.95 * (perSecond(free, "modest") + perSecond(free, "greedy")), "all together " + all);
        // A little more, for before the first looks it gets what it asks for.
        assertTrue(perSecond(fair, "greedy") < 3 * perSecond(fair, "modest") / 100, "greedy: "
                + perSecond(fair, "greedy") + ", before: " + perSecond(free, "greedy"));
    }
}
