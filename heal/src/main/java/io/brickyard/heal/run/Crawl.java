package io.brickyard.heal.run;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.replica.Replica;

/** What is done in each replica set of a volume. */
@FunctionalInterface
public interface Crawl {
    /**
     * Does it.
     *
     * @param from path where an earlier crawl ended; / for the beginning
     * @param progress hears how far it is
     * @throws NotHealedException if it cannot begin, or came to an end too early
     */
    void run(Replica replica, String from, Progress progress) throws NotHealedException;

    /** Heals. */
    static Crawl of(HealOptions options, Journal journal, Pace pace) {
        return (replica, from, progress) -> {
            if (options.full()) {
                new FullRun(replica, options, journal, pace, progress).run(from);
            } else {
                new IndexRun(replica, options, journal, pace).run();
            }
        };
    }
}
