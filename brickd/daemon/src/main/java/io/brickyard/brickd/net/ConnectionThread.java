package io.brickyard.brickd.net;

/** A thread that reads a client's calls. Whatever runs on it must not wait for a disk. */
public final class ConnectionThread extends Thread {
    ConnectionThread(Runnable connection, String name) {
        super(connection, name);
        setDaemon(true);
    }

    /** Whether the calling thread is one. */
    public static boolean isCurrent() {
        return Thread.currentThread() instanceof ConnectionThread;
    }
}
