package io.brickyard.wire.client;

/**
 * A thread on which replies are delivered. It must never wait for a socket or for other replies, on whichever client:
 * two such threads could wait for each other.
 */
final class RpcThread extends Thread {
    RpcThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }

    static boolean isCurrent() {
        return Thread.currentThread() instanceof RpcThread;
    }
}
