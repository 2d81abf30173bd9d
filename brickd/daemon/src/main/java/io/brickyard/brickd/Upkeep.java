package io.brickyard.brickd;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.posix.SysException;
import org.jspecify.annotations.Nullable;

/**
 * What a brick does by the clock, with stock's periods: tries its disk every 30 s, empties the landfill every 10 s. A
 * disk that fails the trial takes the brick down: clients are told at once, the process ends 30 s later.
 */
final class Upkeep {
    private final BrickStack stack;
    private final Periods periods;
    private final Consumer<String> log;
    private final Runnable onSick;
    private final Runnable onEnd;
    private final ScheduledExecutorService clock = Executors
            .newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("upkeep ", 0).factory());

    private volatile @Nullable Future<?> ended;

    /**
     * How often things are done.
     *
     * @param healthMillis between trials of the disk
     * @param endMillis from a failed trial to the end of the process
     * @param landfillMillis between emptyings of the landfill
     */
    record Periods(long healthMillis, long endMillis, long landfillMillis) {
        static final Periods STOCK = new Periods(30_000, 30_000, 10_000);
    }

    Upkeep(BrickStack stack, Periods periods, Consumer<String> log, Runnable onSick, Runnable onEnd) {
        this.stack = stack;
        this.periods = periods;
        this.log = log;
        this.onSick = onSick;
        this.onEnd = onEnd;
    }

    void start() {
        var health = every(periods.healthMillis, this::checkHealth);
        var landfill = every(periods.landfillMillis, this::emptyLandfill);
        if (health.isCancelled() || landfill.isCancelled()) {
            throw new IllegalStateException("upkeep was ended before it began");
        }
    }

    private Future<?> every(long millis, Runnable task) {
        return clock.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void checkHealth() {
        if (ended != null) {
            return;
        }
        try {
            stack.checkHealth(Instant.now());
        } catch (SysException e) {
            log.accept("the brick's disk fails (" + e.getMessage() + "): taking the brick down");
            onSick.run();
            ended = clock.schedule(onEnd, periods.endMillis, TimeUnit.MILLISECONDS);
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
