package io.brickyard.stats.table;

/**
 * How a position compares with the same position of an earlier run.
 *
 * @param baselineAverageNanos mean time of a call from there down in the earlier run
 * @param baselineDeltaNanos exclusive time in the earlier run
 * @param changeNanos exclusive time now less that of the earlier run
 * @param noiseNanos what the change must exceed to be one, with 95 % confidence; NaN where neither repeated dumps nor
 *     single calls tell how much the exclusive time varies by itself
 */
public record Change(double baselineAverageNanos, double baselineDeltaNanos, double changeNanos, double noiseNanos) {

    /** Whether the change is more than noise; false where the noise is not known. */
    public boolean exceedsNoise() {
        return Math.abs(changeNanos) > noiseNanos;
    }
}
