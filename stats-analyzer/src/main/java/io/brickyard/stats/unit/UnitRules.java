package io.brickyard.stats.unit;

import java.util.Locale;

import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.UnitClues;

import static io.brickyard.stats.dump.LatencyUnit.MICROSECONDS;
import static io.brickyard.stats.dump.LatencyUnit.NANOSECONDS;

/**
 * Tells the latency unit of one dump from what it shows, never from its label: GlusterFS 10 and 11 print nanoseconds and
 * label them {@code us}.
 *
 * <p>io-stats kept whole microseconds until 3.13, microseconds with a fraction from 4.0 to 9.x (nanoseconds divided by
 * 1000), and keeps whole nanoseconds since 10.0. So a minimum or maximum with a fraction is of the middle era, and if all
 * are whole the dump is of the first era or the last, which differ in time stamps (a zone since 9.0) and in the FOPs they
 * know (COPY_FILE_RANGE since 6.0, ICREATE since 4.0). An average may have a fraction in any era and says nothing.
 *
 * <p>One trap is left: a dump of the middle era with a single call may show a whole number by chance (1 in 100 for two
 * printed decimals). So fewer than two different whole numbers make the verdict weak.
 */
public final class UnitRules {
    private static final int WHOLE_NUMBERS_THAT_ARE_NO_CHANCE = 2;
    private static final double RATIO_SLACK = 3;
    /** No FOP that does any work takes fewer nanoseconds. */
    private static final double TOO_SHORT_IN_NANOS = 500;

    /** More calls under way, on average, than a brick has threads by far. */
    private static final double TOO_BUSY = 1000;
    /** Some FOP is shorter when there are many. */
    private static final double LONG_IN_MICROS = 1000;
    private static final int MANY_CALLS = 200;

    private UnitRules() {
    }

    /** The first rule that applies. */
    public static UnitVerdict decide(DumpFormat format, UnitClues clues) {
        if (clues.writtenUnit() != null) {
            return UnitVerdict.firm(clues.writtenUnit(), String.valueOf(clues.writtenWhere()));
        }
        Double fraction = clues.fractional();
        if (fraction != null) {
            return UnitVerdict.firm(MICROSECONDS, "minimum or maximum " + plain(fraction)
                    + " has a fraction, as GlusterFS 4.0 to 9.x print microseconds");
        }
        double ratio = clues.translatorRatio();
        if (ratio > 1000 / RATIO_SLACK && ratio < 1000 * RATIO_SLACK) {
            return UnitVerdict.firm(MICROSECONDS,
                    "the same translator's own latency, kept in ns, is about 1000 times the number");
        }
        if (ratio > 1 / RATIO_SLACK && ratio < RATIO_SLACK) {
            return UnitVerdict.firm(NANOSECONDS, "the same translator's own latency, kept in ns, is about the number");
        }
        if (format == DumpFormat.VOLUME_PROFILE) {
            return profile(clues);
        }
        if (clues.whole().isEmpty()) {
            return UnitVerdict.unknown("it has no minimum or maximum to go by");
        }
        return wholeNumbers(format, clues);
    }

    /**
     * The label of a volume profile is that of the program that printed it and the number that of the brick, which may be
     * of another version: a label of ns is right unless there are fractions, one of us is that of any version up to 9 with
     * a brick of up to 3.13 or from 10 on. XML has no label.
     */
    private static UnitVerdict profile(UnitClues clues) {
        if (clues.whole().isEmpty()) {
            return UnitVerdict.unknown("it has no minimum or maximum to go by");
        }
        boolean chance = clues.whole().size() < WHOLE_NUMBERS_THAT_ARE_NO_CHANCE;
        if (clues.label() == NANOSECONDS) {
            return verdict(true, chance, "the rows are labelled ns and have no fraction");
        }
        if (clues.busyIfMicros() > TOO_BUSY) {
            return UnitVerdict.firm(NANOSECONDS, String.format(Locale.ROOT, "as microseconds they would mean %.0f calls"
                    + " under way at any time", clues.busyIfMicros()));
        }
        if (clues.smallestMin() < TOO_SHORT_IN_NANOS) {
            return UnitVerdict.firm(MICROSECONDS,
                    "the shortest call, " + plain(clues.smallestMin()) + ", would take no time as nanoseconds");
        }
        if (clues.smallestMin() >= LONG_IN_MICROS && clues.calls() >= MANY_CALLS) {
            return UnitVerdict.weak(NANOSECONDS, "the shortest of " + clues.calls() + " calls, "
                    + plain(clues.smallestMin()) + ", would be long as microseconds");
        }
        return UnitVerdict.unknown((clues.label() == null ? "XML has no unit"
                : "the label us may be that of an older"
                        + " gluster command than the brick")
                + ", all minima and maxima are whole, and " + clues.calls()
                + " calls are too few to tell by their length");
    }

    private static UnitVerdict wholeNumbers(DumpFormat format, UnitClues clues) {
        boolean chance = clues.whole().size() < WHOLE_NUMBERS_THAT_ARE_NO_CHANCE;
        String whole = chance
                ? "its only minimum and maximum, " + plain(clues.whole().getFirst()) + ", is whole"
                : "all minima and maxima are whole";
        if (chance && clues.whole().getFirst() < TOO_SHORT_IN_NANOS) {
            return UnitVerdict.unknown(whole + ": too few calls to tell GlusterFS 9 (microseconds) from 10");
        }
        Boolean zone = clues.stampHasZone();
        if (zone != null) {
            return zone
                    ? verdict(true, chance, whole
                            + " and the time stamp has a zone, so GlusterFS is 10 or later, which prints nanoseconds")
                    : verdict(false, chance, whole
                            + " and the time stamp has no zone, so GlusterFS is 3.13 or earlier, which prints microseconds");
        }
        if (Boolean.TRUE.equals(clues.knowsCopyFileRange())) {
            return verdict(true, chance, whole + " and it knows COPY_FILE_RANGE, so GlusterFS is 10 or later,"
                    + " which prints nanoseconds");
        }
        if (Boolean.FALSE.equals(clues.knowsIcreate())) {
            return verdict(false, chance, whole + " and it does not know ICREATE, so GlusterFS is 3.13 or earlier,"
                    + " which prints microseconds");
        }
        return UnitVerdict.unknown(whole + ", but no time stamp tells GlusterFS 3.13 (microseconds) from 10"
                + " (nanoseconds) in this " + format.title());
    }

    private static UnitVerdict verdict(boolean nanoseconds, boolean chance, String reason) {
        return new UnitVerdict(nanoseconds ? NANOSECONDS : MICROSECONDS, reason, !chance);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "");
    }
}
