package io.brickyard.heal.run;

/** Hears of inodes that a heal of names made, and whose content is still to come; from several threads at a time. */
@FunctionalInterface
public interface NewEntries {
    /** One was made; users wait for the directory that it is in. */
    void made(NewEntry entry);

    /** Waits while there is too much to do for those that were made; nobody waits for whoever calls. */
    default void awaitFew() {
        // most can take any number
    }
}
