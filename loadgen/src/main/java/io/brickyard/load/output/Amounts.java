package io.brickyard.load.output;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them: few digits and a unit. */
public final class Amounts {
    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final List<String> DECIMAL = List.of("B", "kB", "MB", "GB", "TB", "PB");
    private static final List<String> PLAIN = List.of("", "k", "M", "G", "T", "P");
    private static final double LARGEST = 9999.5;

    private Amounts() {
    }

    /** Bytes in powers of 1024, such as 20.9MiB. */
    public static String binary(double bytes) {
        return scaled(bytes, 1024, BINARY);
    }

    /** Bytes in powers of 1000, such as 22.0MB. */
    public static String decimal(double bytes) {
        return scaled(bytes, 1000, DECIMAL);
    }

    /** A count, such as 12.3k. */
    public static String count(double number) {
        return scaled(number, 1000, PLAIN);
    }

    private static String scaled(double number, int base, List<String> units) {
        double value = number;
        int unit = 0;
        while ((value >= LARGEST || (unit > 0 && value >= base)) && unit < units.size() - 1) {
            value /= base;
            unit++;
        }
        boolean whole = value == Math.rint(value) && (unit == 0 || value >= 1000);
        String digits = value >= 100 || whole ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value) + units.get(unit);
    }

    /** Nanoseconds with a unit, such as 65.3us. */
    public static String time(double nanos) {
        double value = nanos;
        String unit = "ns";
        for (String larger : List.of("us", "ms", "s")) {
            if (value < 1000) {
                break;
            }
            value /= 1000;
            unit = larger;
        }
        String digits = unit.equals("ns") || value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value) + unit;
    }
}
