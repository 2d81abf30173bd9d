package io.brickyard.xlator.throttle;

import java.util.SplittableRandom;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.throttle.policy.PidClass;
import io.brickyard.xlator.throttle.workload.Group;

/** A client in a simulation. */
final class SimulatedClient {
    private static final double NANOS = 1e9;

    private final Group group;
    private final Simulation world;
    private final SplittableRandom random;
    private final ThrottledClient client;
    private final long ofSession;
    private final int weights;
    private final double phase;
    private final WaitTimes waits = new WaitTimes();
    private long arrived;
    private long passed;
    private long passedBytes;
    private int waiting;
    private int mostWaiting;

    /** The one of this number in its group. */
    SimulatedClient(Group group, int number, SplittableRandom random, Simulation world) {
        this.group = group;
        this.random = random;
        this.world = world;
        this.weights = group.mix().stream().mapToInt(Group.Share::weight).sum();
        this.phase = (double) number / group.clients();
        String identity = group.clients() == 1 ? group.identity() : group.identity() + "-" + number;
        Session session = new Session(identity, group.process(), group.address() + ":1023",
                new Session.Origin(group.commonName(), group.login(), group.subdir(), false));
        this.ofSession = world.force().ofPid(world.force().mask(session), group.pid());
        this.client = world.clients().join(identity, 0);
    }

    Group group() {
        return group;
    }

    PidClass pid() {
        return group.pid();
    }

    Flow flow(long mask) {
        return client.flow(world.force(), mask, world.now());
    }

    /** Its first call or calls. */
    void begin() {
        if (group.pace().perSecond().isPresent()) {
            plan(world.now() + (group.pace().random() ? gap() : (long) (phase * period())));
        } else {
            for (int i = 0; i < group.pace().depth(); i++) {
                call();
            }
        }
    }

    private double period() {
        return NANOS / group.pace().perSecond().orElse(1L);
    }

    private long gap() {
        return (long) (-Math.log(1 - random.nextDouble()) * period());
    }

    private void plan(long nanos) {
        world.at(nanos, () -> {
            if (world.now() < group.stopNanos()) {
                call();
                plan(nanos + (group.pace().random() ? gap() : (long) period()));
            }
        });
    }

    private void call() {
        arrived++;
        waiting++;
        mostWaiting = Math.max(mostWaiting, waiting);
        Fop fop = pick();
        long bytes = movesData(fop) ? group.sizeBytes() : 0;
        long mask = world.force().ofFop(ofSession, fop);
        world.arrives(new SimulatedCall(this, fop, bytes, mask, world.now()), mask);
    }

    private Fop pick() {
        int at = weights == 1 ? 0 : random.nextInt(weights);
        for (Group.Share share : group.mix()) {
            at -= share.weight();
            if (at < 0) {
                return share.fop();
            }
        }
        return group.mix().getLast().fop();
    }

    private static boolean movesData(Fop fop) {
        return switch (fop) {
            case READ, WRITE, PUT, RCHECKSUM, COPY_FILE_RANGE -> true;
            default -> false;
        };
    }

    /** One of its calls has passed the throttle. */
    void passed(SimulatedCall call, long waitedNanos) {
        waiting--;
        passed++;
        passedBytes += call.bytes();
        waits.add(waitedNanos);
    }

    /** One of its calls was answered. */
    void replied() {
        if (group.pace().perSecond().isEmpty() && world.now() < group.stopNanos()) {
            call();
        }
    }

    long arrived() {
        return arrived;
    }

    long passed() {
        return passed;
    }

    long passedBytes() {
        return passedBytes;
    }

    int waiting() {
        return waiting;
    }

    int mostWaiting() {
        return mostWaiting;
    }

    WaitTimes waits() {
        return waits;
    }
}
