package io.brickyard.heal.run;

import java.util.List;

/** Threads that were started together. */
final class Workers {
    private Workers() {
    }

    /** Waits for the end of all, however often it is interrupted. */
    static void join(List<Thread> workers) {
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
