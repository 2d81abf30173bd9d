package io.brickyard.xlator.throttle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever comes, a gate lets pass what its bucket allows, and neither makes nor loses a token. */
class SchedulerRandomTest {
    private static final int ROUNDS = 150;
    private static final int STEPS = 250;
    private static final long SECOND = 1_000_000_000L;
    private static final BigInteger NANOS = BigInteger.valueOf(SECOND);

    @Test
    void shouldKeepToEveryBucketWhenAnythingArrives() {
        long seed = System.nanoTime();
        System.out.println("SchedulerRandomTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            new Scene(random).play();
        }
    }

    private static final class Scene {
        private final Random random;
        // What waits is never pushed out here: that goes beyond what buckets allow.
        private final VirtualThrottle world = new VirtualThrottle(Long.MAX_VALUE / 4, Integer.MAX_VALUE);
        private final List<Gate> gates = new ArrayList<>();
        private final Map<Gate, Model> models = new HashMap<>();
        private final List<Flow> flows = new ArrayList<>();
        private int seen;
        /** One of so many that passed, the last of them, was the last to cost less. */
        private int givenBack;
        private int offered;
        private int dropped;

        Scene(Random random) {
            this.random = random;
            for (int i = 0; i <= random.nextInt(4); i++) {
                long rate = 1L + random.nextInt(2000);
                long burst = 1L + random.nextInt(300);
                Gate gate = world.gate(rate, burst);
                gates.add(gate);
                models.put(gate, new Model(rate, burst));
            }
            List<Share> shares = gates.stream().map(Share::new).toList();
            for (int i = 0; i < 6; i++) {
                List<Share> path = new ArrayList<>(shares);
                path.removeIf(share -> path.size() > 1 && random.nextInt(3) == 0);
                flows.add(world.flow(new Payer(), path.toArray(Share[]::new)));
            }
        }

        private Model model(Gate gate) {
            return Objects.requireNonNull(models.get(gate));
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> drop(flows.get(random.nextInt(flows.size())));
                    case 1 -> reconfigure(gates.get(random.nextInt(gates.size())));
                    case 2 -> giveBack();
                    case 3, 4 -> world.advance(random.nextInt(200_000_000));
                    default -> offer(flows.get(random.nextInt(flows.size())));
                }
                replay();
            }
            world.advance(100_000 * SECOND);
            replay();
            assertEquals(0, world.scheduler().waitingCalls(), "all that waits passes in the end");
            assertEquals(offered, dropped + world.passed().size());
            models.values().forEach(Model::checkWindows);
        }

        private void offer(Flow flow) {
            offered++;
            world.offer(flow, random.nextInt(8) == 0 ? 1 + random.nextInt(1000) : 1 + random.nextInt(20));
        }

        private void drop(Flow flow) {
            int before = world.scheduler().waitingCalls();
            world.dropAll(flow);
            dropped += before - world.scheduler().waitingCalls();
            world.advance(0);
        }

        /** A call that passed cost less than it was charged for. */
        private void giveBack() {
            replay();
            if (seen > givenBack) {
                givenBack += 1 + random.nextInt(seen - givenBack);
                VirtualThrottle.Passed one = world.passed().get(givenBack - 1);
                long less = random.nextLong(one.cost());
                one.flow().path().forEach(share -> model(share.gate()).giveBack(less, world.now()));
                world.giveBack(one.flow(), less);
            }
        }

        private void reconfigure(Gate gate) {
            replay();
            long rate = 1L + random.nextInt(2000);
            long burst = 1L + random.nextInt(300);
            gate.bucket().change(rate, burst, world.now());
            model(gate).change(rate, burst, world.now());
            world.scheduler().changed(gate);
            world.advance(0);
        }

        /** Does in the models what happened, one call after the other, and compares. */
        private void replay() {
            List<VirtualThrottle.Passed> passed = world.passed();
            for (; seen < passed.size(); seen++) {
                VirtualThrottle.Passed one = passed.get(seen);
                one.flow().path().forEach(share -> model(share.gate()).pass(one.cost(), one.atNanos()));
            }
            for (Gate gate : gates) {
                model(gate).fill(world.now());
                long level = gate.level(world.now());
                assertEquals(model(gate).level, NANOS.multiply(BigInteger.valueOf(level))
                        .add(BigInteger.valueOf(gate.bucket().fraction())));
            }
        }
    }

    /** One bucket in numbers without bounds, and what passed it since its rate last changed. */
    private static final class Model {
        private final List<long[]> passed = new ArrayList<>();
        private long rate;
        private long burst;
        private long now;
        private BigInteger level;

        Model(long rate, long burst) {
            this.rate = rate;
            this.burst = burst;
            this.level = NANOS.multiply(BigInteger.valueOf(burst));
        }

        void fill(long to) {
            BigInteger come = BigInteger.valueOf(rate).multiply(BigInteger.valueOf(to - now));
            level = level.add(come).min(NANOS.multiply(BigInteger.valueOf(burst)));
            now = to;
        }

        void pass(long cost, long at) {
            fill(at);
            assertTrue(level.compareTo(NANOS.multiply(BigInteger.valueOf(Math.min(cost, burst)))) >= 0, "too early");
            level = level.subtract(NANOS.multiply(BigInteger.valueOf(cost)));
            passed.add(new long[]{at, cost});
        }

        void giveBack(long less, long at) {
            fill(at);
            level = level.add(NANOS.multiply(BigInteger.valueOf(less))).min(NANOS.multiply(BigInteger.valueOf(burst)));
            passed.add(new long[]{at, -less});
        }

        void change(long newRate, long newBurst, long at) {
            fill(at);
            checkWindows();
            passed.clear();
            rate = newRate;
            burst = newBurst;
            level = level.min(NANOS.multiply(BigInteger.valueOf(burst)));
        }

        /** In every window what passes is at most the burst, what comes in it, and one call on debt. */
        void checkWindows() {
            for (int from = 0; from < passed.size(); from++) {
                long sum = 0;
                long dearest = 0;
                for (int to = from; to < passed.size(); to++) {
                    sum += passed.get(to)[1];
                    dearest = Math.max(dearest, passed.get(to)[1]);
                    double come = (double) rate * (passed.get(to)[0] - passed.get(from)[0]) / SECOND;
                    assertTrue(sum <= burst + come + dearest + 1e-6, "too much in a window");
                }
            }
        }
    }
}
