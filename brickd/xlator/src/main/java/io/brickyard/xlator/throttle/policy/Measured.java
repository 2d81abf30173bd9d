package io.brickyard.xlator.throttle.policy;

/**
 * How a brick is found to do what it can.
 *
 * @param least the measured rate is never below this
 * @param depth so many calls are in the brick at a time while others wait
 */
public record Measured(Rate least, int depth) {
    /** A quarter more than the usual 16 threads of a brick: none of them has to wait for those who wait here. */
    public static final int DEFAULT_DEPTH = 20;
    /** At most. */
    public static final int MOST_DEPTH = 65_536;

    /** As policies write it. */
    String text(Rate most) {
        return "auto min=" + least + " max=" + most + (depth == DEFAULT_DEPTH ? "" : " depth=" + depth);
    }
}
