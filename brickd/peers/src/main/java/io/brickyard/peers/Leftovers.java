package io.brickyard.peers;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whatever is still open when the JVM ends, closed newest first. A peer leaves this list only after it was closed whole:
 * one whose close was interrupted is closed again.
 */
final class Leftovers {
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::closeAll, "peers-leftovers"));
    }

    private Leftovers() {
    }

    static void add(AutoCloseable peer) {
        synchronized (OPEN) {
            OPEN.push(peer);
        }
    }

    static void remove(AutoCloseable peer) {
        synchronized (OPEN) {
            OPEN.remove(peer);
        }
    }

    private static void closeAll() {
        while (true) {
            AutoCloseable next;
            synchronized (OPEN) {
                next = OPEN.poll();
            }
            if (next == null) {
                return;
            }
            try {
                next.close();
            } catch (Exception | AssertionError e) {
                // The JVM is ending: say it and go on with the others.
                System.err.println("peers: could not close " + next + ": " + e);
            }
        }
    }
}
