package io.brickyard.brickd.net;

import java.util.Set;

/**
 * What a connection knows of the others at its listener.
 *
 * @param name the listener's, for threads
 * @param members all of them
 * @param small up to so many are no crowd
 * @param selector watches their sockets once they are many
 * @param budget what all of the server's may hold
 */
record Crowd(String name, Set<Connection> members, int small, SharedSelector selector, Budget budget) {
    /** Whether there are too many for each to keep a thread while it has nothing to do. */
    boolean isLarge() {
        return members.size() > small;
    }
}
