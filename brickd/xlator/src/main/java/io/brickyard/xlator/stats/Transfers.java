package io.brickyard.xlator.stats;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much a kind of call transferred.
 *
 * @param bytes in all
 * @param blocks how many calls transferred at least so many bytes and less than twice as many, by that power of two; only
 *     sizes that occurred
 */
public record Transfers(long bytes, SortedMap<Long, Long> blocks) {
    /** Nothing. */
    public static final Transfers NONE = new Transfers(0, Collections.emptySortedMap());

    /** Of the array that {@link TransferCell} fills: bytes, then counts by power of two. */
    static Transfers of(long[] slots, int from) {
        SortedMap<Long, Long> blocks = new TreeMap<>();
        for (int power = 0; power < TransferCell.POWERS; power++) {
            long count = slots[from + 1 + power];
            if (count != 0) {
                blocks.put(1L << power, count);
            }
        }
        return new Transfers(slots[from], Collections.unmodifiableSortedMap(blocks));
    }
}
