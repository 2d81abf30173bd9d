package io.brickyard.stats.stack;

/** Where on the way between client and brick packets were captured. */
enum WireEnd {
    /** With captures at both ends: that which saw the longer times. */
    CLIENT(" (client's end)", "wire, client's end"),
    /** With captures at both ends: that which saw the shorter times. */
    BRICK(" (brick's end)", "wire, brick's end"),
    /** There is one capture. */
    ONLY("", "wire");

    /** What a call passes above the first capture. */
    static final String CLIENT_END = "rpc + epoll of the client";
    /** What a call passes below the last capture. */
    static final String BRICK_END = "network, epoll + rpc of the brick";
    /** What a call passes between two captures. */
    static final String NETWORK = "network";

    private final String suffix;
    private final String label;

    WireEnd(String suffix, String label) {
        this.suffix = suffix;
        this.label = label;
    }

    /** What it adds to the name of a probe. */
    String suffix() {
        return suffix;
    }

    /** The label of its row. */
    String label() {
        return label;
    }

    /** The end that {@code probe} is named for. */
    static WireEnd of(String probe) {
        return probe.endsWith(CLIENT.suffix) ? CLIENT : probe.endsWith(BRICK.suffix) ? BRICK : ONLY;
    }
}
