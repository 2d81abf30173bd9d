package io.brickyard.load.run;

/** Has the jobs of a stage start at the same moment, once all of them are ready: filling buffers takes some time. */
final class StartLine {
    private int missing;

    StartLine(int jobs) {
        this.missing = jobs;
    }

    /** A job is ready, or will never be; it may wait for the others by {@link #await}. */
    synchronized void arrive() {
        missing--;
        notifyAll();
    }

    /** Waits until all have arrived. */
    synchronized void await() {
        boolean interrupted = false;
        while (missing > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
