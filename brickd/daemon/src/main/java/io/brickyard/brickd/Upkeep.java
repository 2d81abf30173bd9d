package io.brickyard.brickd;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.posix.SysException;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.VolumeOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a brick does by the clock, with stock's periods: tries its disk every 30 s, empties the landfill every 10 s. A
 * disk that fails the trial, or does not end it in 20 s, takes the brick down: clients are told at once, the process ends
 * 30 s later. A disk that is only full does not: a stock 10.3 brick warns and goes on.
 */
final class Upkeep {
    private static final int THREADS = 3;

    private final BrickStack stack;
    private final Consumer<String> log;
    private final Runnable onSick;
    private final Runnable onEnd;
    private final ScheduledExecutorService clock = Executors
            .newScheduledThreadPool(THREADS, Thread.ofPlatform().daemon().name("upkeep ", 0).factory());

    private volatile Periods periods;
    private volatile @Nullable Future<?> trials;
    private volatile @Nullable Future<?> ended;
    private volatile boolean full;

    /**
     * How often things are done.
     *
     * @param healthMillis between trials of the disk; 0 for none
     * @param timeoutMillis that a trial may take; 0 for any time
     * @param endMillis from a failed trial to the end of the process
     * @param landfillMillis between emptyings of the landfill
     */
    record Periods(long healthMillis, long timeoutMillis, long endMillis, long landfillMillis) {
        static final Periods STOCK = new Periods(30_000, 20_000, 30_000, 10_000);
        /** Stock's limit of health-check-interval. */
        private static final int MAX_SECONDS = 1_000_000;

        /** As {@code health-check-interval} and {@code health-check-timeout} of storage/posix say, in seconds. */
        Periods as(Volfile volfile) throws VolfileException {
            for (Volume volume : volfile.volumes()) {
                if (volume.type().equals(Volume.STORAGE_POSIX)) {
                    VolumeOptions options = new VolumeOptions(volume);
                    return new Periods(millis(options, "health-check-interval", healthMillis),
                            millis(options, "health-check-timeout", timeoutMillis), endMillis, landfillMillis);
                }
            }
            return this;
        }

        private static long millis(VolumeOptions options, String key, long otherwise) throws VolfileException {
            return options.text(key).isEmpty() ? otherwise
                    : TimeUnit.SECONDS.toMillis(options.number(key, 0, 0, MAX_SECONDS));
        }
    }

    Upkeep(BrickStack stack, Periods periods, Consumer<String> log, Runnable onSick, Runnable onEnd) {
        this.stack = stack;
        this.periods = periods;
        this.log = log;
        this.onSick = onSick;
        this.onEnd = onEnd;
    }

    void start() {
        tryFromNowOn();
        var landfill = clock.scheduleWithFixedDelay(this::emptyLandfill, periods.landfillMillis, periods.landfillMillis,
                TimeUnit.MILLISECONDS);
        if (landfill.isCancelled()) {
            throw new IllegalStateException("upkeep was ended before it began");
        }
    }

    /** Tries the disk by other periods from now on. */
    synchronized void follow(Volfile volfile) throws VolfileException {
        Periods next = periods.as(volfile);
        if (!next.equals(periods)) {
            periods = next;
            tryFromNowOn();
        }
    }

    private synchronized void tryFromNowOn() {
        Future<?> old = trials;
        if (old != null) {
            old.cancel(false);
        }
        long millis = periods.healthMillis;
        trials = millis == 0 ? null
                : clock.scheduleWithFixedDelay(this::checkHealth, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void checkHealth() {
        if (ended != null) {
            return;
        }
        long patience = periods.timeoutMillis;
        Future<?> alarm = patience == 0 ? null
                : clock.schedule(() -> fail("no answer in " + patience + " ms"), patience, TimeUnit.MILLISECONDS);
        try {
            stack.checkHealth(Instant.now());
            full = false;
        } catch (SysException e) {
            if (e.is(Errno.ENOSPC)) {
                tellFull();
            } else {
                fail(String.valueOf(e.getMessage()));
            }
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
    }

    private void tellFull() {
        if (!full) {
            full = true;
            log.accept("the brick's file system is full: its health check cannot be written; going on");
        }
    }

    private synchronized void fail(String reason) {
        if (ended == null) {
            log.accept("the brick's disk fails (" + reason + "): taking the brick down");
            ended = clock.schedule(onEnd, periods.endMillis, TimeUnit.MILLISECONDS);
            onSick.run();
        }
    }

    private void emptyLandfill() {
        try {
            stack.emptyLandfill();
        } catch (SysException e) {
            log.accept("cannot empty the landfill: " + e.getMessage());
        }
    }

    void stop() {
        clock.shutdownNow();
    }
}
