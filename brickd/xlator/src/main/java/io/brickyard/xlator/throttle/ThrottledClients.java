package io.brickyard.xlator.throttle;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The clients that the throttle knows, by identity. Those that left are forgotten once they have no debt; looked for a few
 * at a time as others come and go. Guarded by the throttle's lock.
 */
final class ThrottledClients {
    private static final int LOOKS = 8;
    /** Identities are the client's own choice: what left is not kept without end. */
    private static final int MOST_LEFT = 65_536;

    private final Map<String, ThrottledClient> byIdentity = new HashMap<>();
    private final ArrayDeque<ThrottledClient> left = new ArrayDeque<>();

    /** A session of a client begins. */
    ThrottledClient join(String identity, long nowNanos) {
        forgetSome(nowNanos);
        ThrottledClient client = byIdentity.computeIfAbsent(identity, ThrottledClient::new);
        client.sessions++;
        return client;
    }

    /** A session ends. */
    void leave(ThrottledClient client, long nowNanos) {
        client.sessions--;
        if (client.sessions == 0) {
            left.add(client);
        }
        forgetSome(nowNanos);
    }

    private void forgetSome(long nowNanos) {
        for (int i = Math.min(LOOKS, left.size()); i > 0; i--) {
            ThrottledClient client = left.remove();
            if (client.sessions > 0) {
                continue;
            }
            if (left.size() > MOST_LEFT || client.isForgettable(nowNanos)) {
                byIdentity.remove(client.identity(), client);
            } else {
                left.add(client);
            }
        }
    }

    int size() {
        return byIdentity.size();
    }
}
