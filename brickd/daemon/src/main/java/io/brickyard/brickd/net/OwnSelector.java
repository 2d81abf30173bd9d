package io.brickyard.brickd.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A selector for one socket alone: no other thread has a part in the wait. Takes two descriptors. */
final class OwnSelector implements SocketWait {
    private final Selector selector;
    private final SelectionKey key;

    OwnSelector(SocketChannel channel) throws IOException {
        selector = Selector.open();
        try {
            key = channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
    }

    @Override
    public int await(int operations, long millis) throws IOException {
        if (key.interestOps() != operations) {
            key.interestOps(operations);
        }
        selector.select(millis);
        // The ready set of a key that was not selected is that of an earlier wait.
        int ready = selector.selectedKeys().isEmpty() ? 0 : key.readyOps();
        selector.selectedKeys().clear();
        return ready;
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void end() throws IOException {
        selector.close();
    }
}
