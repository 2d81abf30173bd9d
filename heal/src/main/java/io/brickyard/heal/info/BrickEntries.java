package io.brickyard.heal.info;

import java.util.List;

/**
 * What one brick lists.
 *
 * @param brick as {@code HOST:/path}
 * @param hostUuid of its glusterd; "-" if it does not say
 * @param trouble why it could not be asked; empty if it could
 * @param connected whether there was a connection
 * @param entries in the brick's order
 * @param counted entries that only the summary counts: accused ones that the brick lists as dirty; stock does so
 */
public record BrickEntries(String brick, String hostUuid, String trouble, boolean connected, List<Entry> entries,
        List<Entry> counted) {
    /**
     * One inode.
     *
     * @param gfid of it
     * @param path of it, or its gfid where nobody knows the path
     * @param state how it stands
     */
    public record Entry(String gfid, String path, EntryState state) {}

    /** Whether the list is whole. */
    public boolean isComplete() {
        return trouble.isEmpty();
    }

    /** How many entries stand so. */
    public long count(EntryState state) {
        return entries.stream().filter(it -> it.state() == state).count();
    }

    /** How many of them the summary counts. */
    public long total() {
        return entries.size() + (long) counted.size();
    }

    /** How many of those that the summary counts stand so. */
    public long totalOf(EntryState state) {
        return count(state) + counted.stream().filter(it -> it.state() == state).count();
    }

    /** Stock's words for how the brick stands. */
    public String status() {
        return isComplete() ? "Connected"
                : connected ? "Failed to process entries completely. (" + trouble + ")"
                        : "Transport endpoint is not connected";
    }
}
