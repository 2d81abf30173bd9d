package io.brickyard.xlator.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;

import io.brickyard.wire.fop.Fop;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one probe. Threads are spread over stripes, a few for each processor, so that two threads seldom add to
 * the same memory and none ever waits for another; a reader adds the stripes up. A stripe's counters of a FOP (37 KB) are
 * made when it first runs there.
 */
final class Counters {
    private static final int MOST_STRIPES = 16;
    private static final int STRIPES = Math.min(MOST_STRIPES,
            Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1) * 2);
    private static final int FOP_NUMBERS = Fop.ALL.stream().mapToInt(Fop::number).max().orElse(0) + 1;
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(FopCell[].class);

    private final @Nullable FopCell[][] cells = new FopCell[STRIPES][FOP_NUMBERS];
    private final TransferCell[] transfers = new TransferCell[STRIPES];

    Counters() {
        for (int i = 0; i < STRIPES; i++) {
            transfers[i] = new TransferCell();
        }
    }

    private static int stripe() {
        return (int) Thread.currentThread().threadId() & (STRIPES - 1);
    }

    void record(Fop fop, long nanos, boolean failed) {
        @Nullable
        FopCell[] stripe = cells[stripe()];
        FopCell cell = stripe[fop.number()];
        if (cell == null) {
            cell = cell(stripe, fop.number());
        }
        cell.record(nanos, failed);
    }

    private static FopCell cell(@Nullable FopCell[] stripe, int fop) {
        FopCell made = new FopCell();
        FopCell there = (FopCell) CELLS.compareAndExchange(stripe, fop, (FopCell) null, made);
        return there == null ? made : there;
    }

    /** A call that moved data; {@code kind} is of {@link TransferCell}. */
    void recordTransfer(int kind, int bytes) {
        transfers[stripe()].record(kind, bytes);
    }

    /** The FOPs that ran since the start. */
    Map<Fop, FopSum> sums(boolean resetInterval) {
        Map<Fop, FopSum> sums = new EnumMap<>(Fop.class);
        for (@Nullable
        FopCell[] stripe : cells) {
            for (Fop fop : Fop.ALL) {
                FopCell cell = (FopCell) CELLS.getAcquire(stripe, fop.number());
                if (cell != null) {
                    cell.addTo(sums.computeIfAbsent(fop, key -> new FopSum()), resetInterval);
                }
            }
        }
        return sums;
    }

    /** The slots of all transfer cells added up. */
    long[] transferSums() {
        long[] sum = new long[TransferCell.SLOTS];
        for (TransferCell cell : transfers) {
            cell.addTo(sum);
        }
        return sum;
    }
}
