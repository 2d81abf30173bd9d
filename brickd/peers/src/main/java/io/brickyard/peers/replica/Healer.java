package io.brickyard.peers.replica;

/** Whoever makes the bricks of a replica equal again. */
public interface Healer extends AutoCloseable {
    /** Heals what there is to heal; nothing for one that does so by itself. */
    void heal();

    /** Whether it takes out of an index what is there for nothing, even where an arbiter's sizes differ. */
    default boolean clearsBesideArbiters() {
        return true;
    }

    /** The end of its log, which tells why something was not healed. */
    String logTail();

    @Override
    void close();
}
