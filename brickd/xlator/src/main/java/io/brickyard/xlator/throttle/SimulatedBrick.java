package io.brickyard.xlator.throttle;

import java.util.ArrayDeque;

/** What is below the throttle in a simulation: it works on so many calls at a time, on others in the order in which they come. */
final class SimulatedBrick {
    private final int workers;
    private final Simulation world;
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private int busy;

    SimulatedBrick(int workers, Simulation world) {
        this.workers = workers;
        this.world = world;
    }

    void enter(SimulatedCall call) {
        long entered = world.now();
        Runnable work = () -> world.at(world.now() + call.serviceNanos(), () -> done(call, entered));
        if (busy < workers) {
            busy++;
            work.run();
        } else {
            queue.add(work);
        }
    }

    private void done(SimulatedCall call, long entered) {
        Runnable next = queue.poll();
        if (next == null) {
            busy--;
        } else {
            next.run();
        }
        world.replied(call, world.now() - entered);
    }
}
