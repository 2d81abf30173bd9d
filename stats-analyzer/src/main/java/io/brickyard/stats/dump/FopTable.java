package io.brickyard.stats.dump;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The counters of a section by FOP name, sorted, immutable, in a quarter of the memory that objects take: a table of many
 * thousand dumps keeps them all. Numbers come back exactly as they were put in. Counters are made when they are asked for.
 */
final class FopTable extends AbstractMap<String, FopCounter> {
    private static final double HUNDRED = 100;
    private static final int SEEN = 256;
    private static final AtomicReferenceArray<String[]> SEEN_FOPS = new AtomicReferenceArray<>(SEEN);
    private static final AtomicReferenceArray<byte[]> SEEN_NUMBERS = new AtomicReferenceArray<>(SEEN);

    private final String[] fops;
    private final byte[] packed;
    private final @Nullable Distribution @Nullable [] latencies;
    /** What times are multiplied by; here, so that a table in another unit shares the numbers. */
    private final double factor;

    private FopTable(String[] fops, byte[] packed, @Nullable Distribution @Nullable [] latencies, double factor) {
        this.fops = fops;
        this.packed = packed;
        this.latencies = latencies;
        this.factor = factor;
    }

    /** The same counters. */
    static FopTable of(Map<String, FopCounter> counters) {
        if (counters instanceof FopTable table) {
            return table;
        }
        SortedMap<String, FopCounter> sorted = new TreeMap<>(counters);
        String[] names = sorted.keySet().toArray(String[]::new);
        String[] fops = shared(SEEN_FOPS, names, Arrays.hashCode(names), Arrays::equals);
        @Nullable
        Distribution[] latencies = null;
        PackedNumbers.Writer numbers = new PackedNumbers.Writer();
        int row = 0;
        for (FopCounter counter : sorted.values()) {
            numbers.whole(counter.count());
            total(counter, numbers);
            numbers.number(counter.min());
            numbers.number(counter.max());
            if (counter.latencies() != null) {
                latencies = latencies == null ? new Distribution[fops.length] : latencies;
                latencies[row] = counter.latencies();
            }
            row++;
        }
        byte[] packed = numbers.packed();
        return new FopTable(fops, shared(SEEN_NUMBERS, packed, Arrays.hashCode(packed), Arrays::equals), latencies, 1);
    }

    /** Most dumps of a probe name the same FOPs, and those of idle bricks say the same: those that come soon share it. */
    private static <T> T shared(AtomicReferenceArray<T> all, T one, int hash, BiPredicate<T, T> same) {
        int slot = Math.floorMod(hash, SEEN);
        T seen = all.get(slot);
        if (seen != null && same.test(seen, one)) {
            return seen;
        }
        all.set(slot, one);
        return one;
    }

    /** Dumps print averages: where the total is that of a short one, the average is kept, after a mark that tells. */
    private static void total(FopCounter counter, PackedNumbers.Writer numbers) {
        double average = Math.round(counter.average() * HUNDRED) / HUNDRED;
        boolean ofAverage = Double.doubleToRawLongBits(average * counter.count()) == Double
                .doubleToRawLongBits(counter.total());
        numbers.number(ofAverage ? average : Double.NaN);
        if (!ofAverage) {
            numbers.number(counter.total());
        }
    }

    /** The same with all times {@code by} times as long; once only, as a product of products need not be the same. */
    FopTable times(double by) {
        if (factor != 1) {
            throw new IllegalStateException("the unit was changed before");
        }
        if (latencies == null) {
            return new FopTable(fops, packed, null, by);
        }
        @Nullable
        Distribution[] scaled = new Distribution[latencies.length];
        for (int row = 0; row < scaled.length; row++) {
            Distribution distribution = latencies[row];
            scaled[row] = distribution == null ? null : distribution.times(by);
        }
        return new FopTable(fops, packed, scaled, by);
    }

    /** Reads counters one after the other. */
    private final class Rows implements Iterator<Entry<String, FopCounter>> {
        private final PackedNumbers.Reader numbers = new PackedNumbers.Reader(packed);
        private int row;

        @Override
        public boolean hasNext() {
            return row < fops.length;
        }

        @Override
        public Entry<String, FopCounter> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long count = numbers.whole();
            double total = total(count);
            FopCounter counter = new FopCounter(count, total * factor, numbers.number() * factor,
                    numbers.number() * factor, latencies == null ? null : latencies[row]);
            return Map.entry(fops[row++], counter);
        }

        void skip() {
            total(numbers.whole());
            numbers.number();
            numbers.number();
            row++;
        }

        private double total(long count) {
            double average = numbers.number();
            return Double.isNaN(average) ? numbers.number() : average * count;
        }
    }

    @Override
    public @Nullable FopCounter get(@Nullable Object fop) {
        int found = fop instanceof String name ? Arrays.binarySearch(fops, name) : -1;
        if (found < 0) {
            return null;
        }
        Rows rows = new Rows();
        while (rows.row < found) {
            rows.skip();
        }
        return rows.next().getValue();
    }

    @Override
    public boolean containsKey(@Nullable Object fop) {
        return fop instanceof String name && Arrays.binarySearch(fops, name) >= 0;
    }

    @Override
    public Set<Entry<String, FopCounter>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, FopCounter>> iterator() {
                return new Rows();
            }

            @Override
            public int size() {
                return fops.length;
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof FopTable that && factor == that.factor) {
            return Arrays.equals(fops, that.fops) && Arrays.equals(packed, that.packed)
                    && Arrays.equals(latencies, that.latencies);
        }
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
