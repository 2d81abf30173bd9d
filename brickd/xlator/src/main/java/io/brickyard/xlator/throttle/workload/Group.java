package io.brickyard.xlator.throttle.workload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.throttle.policy.PidClass;

/**
 * Clients that are alike.
 *
 * @param name of the group
 * @param clients how many there are
 * @param pid whose calls they make
 * @param identity of each, with its number behind unless it is the only one
 * @param process what they call their program
 * @param address where they are
 * @param commonName of their certificate; empty without
 * @param login the user that they log in as; empty without
 * @param subdir the directory that they mount
 * @param mix what they call, with weights
 * @param sizeBytes of the data of a call that has any
 * @param pace when they call
 * @param startNanos when they begin
 * @param stopNanos when they end
 * @param serviceNanos how long the brick works on a call; empty for what such a call costs, a token taken for a microsecond
 */
public record Group(String name, int clients, PidClass pid, String identity, String process, String address,
        String commonName, String login, String subdir, List<Share> mix, long sizeBytes, Pace pace, long startNanos,
        long stopNanos, OptionalLong serviceNanos) {
    /**
     * One kind of call.
     *
     * @param weight how many of them there are, in proportion to the others
     */
    public record Share(Fop fop, int weight) {}

    /**
     * When a client calls: so many calls are under way at all times, or so many come in a second whatever becomes of them.
     *
     * @param depth calls under way; 0 if they come at a rate
     * @param perSecond empty if they come when others end
     * @param random whether they come at random rather than evenly
     */
    public record Pace(int depth, Optional<Long> perSecond, boolean random) {}
}
