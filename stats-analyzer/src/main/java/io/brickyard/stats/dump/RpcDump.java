package io.brickyard.stats.dump;

import java.util.Map;

import io.brickyard.xlator.stats.RpcSegment;

/**
 * Where the time of sampled calls went between the stacks, as a client or a brick of ours dumped it.
 *
 * @param source file and line where it starts
 * @param groups by group as {@code answered}, FOP as {@code READ}, and segment; nanoseconds
 */
public record RpcDump(Source source, Map<String, Map<String, Map<RpcSegment, FopCounter>>> groups) {
    /** Of a client: calls whose brick said what it knew. */
    public static final String ANSWERED = "answered";
    /** Of a client: calls whose brick did not. */
    public static final String UNANSWERED = "unanswered";
    /** Of a brick: replies that said so. */
    public static final String REPLIES = "replies";

    /** The segments of a FOP in a group; none where it never ran. */
    public Map<RpcSegment, FopCounter> segments(String group, String fop) {
        return groups.getOrDefault(group, Map.of()).getOrDefault(fop, Map.of());
    }
}
