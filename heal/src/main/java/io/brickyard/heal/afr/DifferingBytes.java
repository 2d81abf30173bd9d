package io.brickyard.heal.afr;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Where copies of a block differ. Pages are compared, not bytes: in copies of rubbish single bytes are alike by chance. Pages
 * in a row with the same agreement are one range; its ends are the first and the last byte that differ.
 *
 * @param start first byte that differs, from the block's begin
 * @param end behind the last
 * @param agreement which copies are alike there
 */
public record DifferingBytes(int start, int end, Agreement agreement) {
    private static final int PAGE_BYTES = 4096;

    /**
     * Compares.
     *
     * @param among bricks whose copies are compared
     * @param copies of the block; one that is shorter lacks bytes
     */
    public static List<DifferingBytes> in(Bricks among, IntFunction<byte[]> copies) {
        List<DifferingBytes> ranges = new ArrayList<>();
        int length = among.stream().map(i -> copies.apply(i).length).max().orElse(0);
        for (int at = 0; at < length; at += PAGE_BYTES) {
            Optional<DifferingBytes> page = page(among, copies, at, Math.min(at + PAGE_BYTES, length));
            if (page.isPresent()) {
                add(ranges, page.get(), at);
            }
        }
        return ranges;
    }

    private static void add(List<DifferingBytes> ranges, DifferingBytes page, int pageStart) {
        DifferingBytes last = ranges.isEmpty() ? null : ranges.getLast();
        if (last != null && last.end > pageStart - PAGE_BYTES && last.agreement.equals(page.agreement)) {
            ranges.set(ranges.size() - 1, new DifferingBytes(last.start, page.end, page.agreement));
        } else {
            ranges.add(page);
        }
    }

    private static Optional<DifferingBytes> page(Bricks among, IntFunction<byte[]> copies, int start, int end) {
        if (Agreement.of(among, i -> part(copies.apply(i), start, end)).isUnanimous()) {
            return Optional.empty();
        }
        int first = start;
        int last = end - 1;
        while (isSame(among, copies, first)) {
            first++;
        }
        while (isSame(among, copies, last)) {
            last--;
        }
        int from = first;
        int to = last + 1;
        return Optional.of(new DifferingBytes(from, to, Agreement.of(among, i -> part(copies.apply(i), from, to))));
    }

    private static boolean isSame(Bricks among, IntFunction<byte[]> copies, int at) {
        return Agreement.of(among, i -> part(copies.apply(i), at, at + 1)).isUnanimous();
    }

    /** A part of a copy, shorter where the copy ends before. */
    private static ByteBuffer part(byte[] copy, int from, int to) {
        int begin = Math.min(from, copy.length);
        return ByteBuffer.wrap(copy, begin, Math.min(to, copy.length) - begin);
    }
}
