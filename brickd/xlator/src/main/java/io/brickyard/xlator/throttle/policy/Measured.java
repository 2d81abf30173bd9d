package io.brickyard.xlator.throttle.policy;

/**
 * How a brick is found to do what it can.
 *
 * @param least the measured rate is never below this
 * @param depth so many calls are in the brick at a time while others wait
 */
public record Measured(Rate least, int depth) {
    /** Four times what a brick works on at a time with its usual 16 threads: they never run dry while others wait. */
    public static final int DEFAULT_DEPTH = 64;
    /** At most. */
    public static final int MOST_DEPTH = 65_536;

    /** As policies write it. */
    String text(Rate most) {
        return "auto min=" + least + " max=" + most + (depth == DEFAULT_DEPTH ? "" : " depth=" + depth);
    }
}
