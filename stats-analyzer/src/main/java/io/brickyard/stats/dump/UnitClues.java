package io.brickyard.stats.dump;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a dump shows that tells its latency unit; the rules that weigh it are in {@code io.brickyard.stats.unit}.
 * Filled by readers while they read.
 */
public final class UnitClues {
    /** A minimum or maximum above this has lost its fraction to the 32-bit floats of JSON dumps. */
    private static final double EXACT_BELOW = 65_536;
    private static final int ENOUGH = 4;
    private static final double[] NONE = {};
    private static final double MICROSECOND = 1e-6;

    private double[] whole = NONE;
    private @Nullable Double fractional;
    private @Nullable Boolean stampHasZone;
    private @Nullable Boolean knowsCopyFileRange;
    private @Nullable Boolean knowsIcreate;
    private @Nullable LatencyUnit written;
    private @Nullable String writtenWhere;
    private double translatorRatio = Double.NaN;
    private @Nullable LatencyUnit label;
    private double smallestMin = Double.NaN;
    private long calls;
    private double busyIfMicros;

    /** Takes in a printed minimum or maximum; zero says nothing. */
    public void minOrMax(double value) {
        if (Double.isNaN(value) || value == 0) {
            return;
        }
        if (value != Math.rint(value)) {
            if (fractional == null) {
                fractional = value;
            }
        } else if (value < EXACT_BELOW) {
            addWhole(value);
        }
    }

    /** Takes in a printed minimum or maximum of a format that prints doubles, where large values keep their fraction. */
    public void exactMinOrMax(double value) {
        if (value == Math.rint(value) && value >= EXACT_BELOW && value < 1L << 52) {
            addWhole(value);
        } else {
            minOrMax(value);
        }
    }

    private void addWhole(double value) {
        if (whole.length < ENOUGH && Arrays.stream(whole).noneMatch(one -> one == value)) {
            whole = Arrays.copyOf(whole, whole.length + 1);
            whole[whole.length - 1] = value;
        }
    }

    /** Takes in a time stamp: GlusterFS prints its zone since 9.0. */
    public void stamp(boolean hasZone) {
        stampHasZone = hasZone;
    }

    /** Says which of the FOPs that tell an era the dump knows by name. */
    public void knownFops(boolean copyFileRange, boolean icreate) {
        knowsCopyFileRange = copyFileRange;
        knowsIcreate = icreate;
    }

    /** The unit that the input's author wrote, and where. Only for inputs whose label can be trusted. */
    public void written(LatencyUnit unit, String where) {
        written = unit;
        writtenWhere = where;
    }

    /** Average of a translator's own latency, which is nanoseconds since 4.0, by the probe's average. */
    public void translatorRatio(double ratio) {
        translatorRatio = ratio;
    }

    /** The label beside the numbers, which another program chose than the one that measured them. */
    public void label(LatencyUnit unit) {
        label = unit;
    }

    /** Takes in what makes one unit or the other implausible: how short calls are, and how much time they took in all. */
    public void load(Section section) {
        double total = 0;
        for (Map.Entry<String, FopCounter> fop : section.fops().entrySet()) {
            FopCounter counter = fop.getValue();
            if (counter.min() > 0) {
                smallestMin = Double.isNaN(smallestMin) ? counter.min() : Math.min(smallestMin, counter.min());
            }
            total += counter.total();
        }
        calls = Math.max(calls, section.calls());
        if (section.seconds() > 0) {
            busyIfMicros = Math.max(busyIfMicros, total * MICROSECOND / section.seconds());
        }
    }

    /** The first minimum or maximum with a fraction. */
    public @Nullable Double fractional() {
        return fractional;
    }

    /** Up to four different whole minima and maxima that would show a fraction if they had one. */
    public List<Double> whole() {
        return Arrays.stream(whole).boxed().toList();
    }

    /** Whether the time stamp ends in a zone; null without a stamp. */
    public @Nullable Boolean stampHasZone() {
        return stampHasZone;
    }

    /** Whether the dump names COPY_FILE_RANGE (6.0 and later); null where it names only FOPs that ran. */
    public @Nullable Boolean knowsCopyFileRange() {
        return knowsCopyFileRange;
    }

    /** Whether the dump names ICREATE (4.0 and later); null where it names only FOPs that ran. */
    public @Nullable Boolean knowsIcreate() {
        return knowsIcreate;
    }

    /** See {@link #label(LatencyUnit)}; null where there is none. */
    public @Nullable LatencyUnit label() {
        return label;
    }

    /** The shortest call of all FOPs, in the number's own unit; NaN where unknown. */
    public double smallestMin() {
        return smallestMin;
    }

    /** How many calls there were. */
    public long calls() {
        return calls;
    }

    /** How many calls would have been under way all the time if the numbers were microseconds; 0 where unknown. */
    public double busyIfMicros() {
        return busyIfMicros;
    }

    /** The unit that the input's author wrote. */
    public @Nullable LatencyUnit writtenUnit() {
        return written;
    }

    /** Where it is written. */
    public @Nullable String writtenWhere() {
        return writtenWhere;
    }

    /** See {@link #translatorRatio(double)}; NaN where unknown. */
    public double translatorRatio() {
        return translatorRatio;
    }
}
