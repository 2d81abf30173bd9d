package io.brickyard.brickd.net;

import java.util.function.Consumer;

/** Lets one line through each while and tells with it how many it kept back. Thread-safe. */
final class RateLimitedLog implements Consumer<String> {
    private final Consumer<String> log;
    private final long whileNanos;
    private boolean began;
    private long lastNanos;
    private long keptBack;

    RateLimitedLog(Consumer<String> log, long whileNanos) {
        this.log = log;
        this.whileNanos = whileNanos;
    }

    @Override
    public void accept(String line) {
        String through;
        synchronized (this) {
            long now = System.nanoTime();
            if (began && now - lastNanos < whileNanos) {
                keptBack++;
                return;
            }
            through = keptBack == 0 ? line : line + " (and " + keptBack + " more like it before)";
            began = true;
            lastNanos = now;
            keptBack = 0;
        }
        log.accept(through);
    }
}
