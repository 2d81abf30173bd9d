package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.dump.Dump;

/**
 * A row of the delta table.
 *
 * @param side of the stack
 * @param label such as {@code parent of performance/io-threads}
 * @param probes names of the probes that it sums
 * @param calls of all its probes; 0 in hand-written tables, which give averages only
 * @param averageNanos mean time of a call from here down
 * @param minNanos shortest call, NaN where not known
 * @param maxNanos longest call, NaN where not known
 * @param deltaNanos exclusive time: what a call spends between here and the next position
 * @param deltaLowNanos lower bound, equal to {@code deltaNanos} where it is exact
 * @param plainDeltaNanos difference of the two averages
 * @param share of the top position's average, 0 to 1
 * @param callsBelow calls at the next position per call here, NaN at the bottom
 * @param layer what lies between here and the next position
 * @param boundaryBelow whether the client/brick boundary follows
 * @param footnotes indexes into the table's notes
 */
public record Position(Dump.Side side, String label, List<String> probes, long calls, double averageNanos,
        double minNanos, double maxNanos, double deltaNanos, double deltaLowNanos, double plainDeltaNanos,
        double share, double callsBelow, List<String> layer, boolean boundaryBelow, List<Integer> footnotes) {

    /** The same with one footnote more. */
    Position withFootnote(int index) {
        List<Integer> more = new ArrayList<>(footnotes);
        more.add(index);
        return new Position(side, label, probes, calls, averageNanos, minNanos, maxNanos, deltaNanos, deltaLowNanos,
                plainDeltaNanos, share, callsBelow, layer, boundaryBelow, List.copyOf(more));
    }

    /** Whether parallel calls leave only bounds for the exclusive time. */
    public boolean isBounded() {
        return deltaLowNanos != deltaNanos;
    }

    /** Whether the difference of averages says something else, at two decimals of a microsecond. */
    public boolean plainDiffers() {
        return Math.abs(plainDeltaNanos - deltaNanos) >= 5;
    }
}
