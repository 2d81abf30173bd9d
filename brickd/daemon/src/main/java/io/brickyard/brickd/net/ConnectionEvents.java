package io.brickyard.brickd.net;

/** Hears of connections. */
interface ConnectionEvents {
    /** It has ended, for this reason; called once, on its thread. */
    void ended(Connection connection, String reason);
}
