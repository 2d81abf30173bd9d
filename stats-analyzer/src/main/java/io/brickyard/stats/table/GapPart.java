package io.brickyard.stats.table;

/**
 * A part of the time between the stacks of client and brick, as sampled calls spent it.
 *
 * @param key of its segment, such as {@code client-encode}
 * @param title for people
 * @param calls how many told of it
 * @param nanos mean time of a call
 */
public record GapPart(String key, String title, long calls, double nanos) {}
