package io.brickyard.stats.render;

import java.util.List;
import java.util.Locale;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.Change;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;

/** The words and numbers that all formats for people share. */
public final class Wording {
    private Wording() {
    }

    /** Nanoseconds as microseconds with two decimals. */
    public static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1000);
    }

    /** The same, empty where it is not known. */
    public static String known(double nanos) {
        return Double.isNaN(nanos) ? "" : micros(nanos);
    }

    /** The exclusive time in an earlier run. */
    public static String before(Position position) {
        Change change = position.change();
        return change == null ? "" : micros(change.baselineDeltaNanos());
    }

    /** How much longer the layer takes than in an earlier run; a star says that it is more than noise. */
    public static String change(Position position) {
        Change change = position.change();
        return change == null
                ? ""
                : String.format(Locale.ROOT, "%+.2f", change.changeNanos() / 1000)
                        + (change.exceedsNoise() ? " *" : "");
    }

    public static String noise(Position position) {
        Change change = position.change();
        return change == null ? "" : known(change.noiseNanos());
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The exclusive time; parallel calls leave an upper bound. */
    public static String delta(Position position) {
        return (position.isBounded() ? "<= " : "") + micros(position.deltaNanos());
    }

    public static String calls(Position position) {
        return position.calls() == 0 ? "" : Long.toString(position.calls());
    }

    /** Calls below per call here, empty where it is one or unknown. */
    public static String callsBelow(Position position) {
        double ratio = position.callsBelow();
        return Double.isNaN(ratio) || Math.abs(ratio - 1) < 0.0005 ? "" : String.format(Locale.ROOT, "%.3f", ratio);
    }

    public static String plain(Position position) {
        return position.plainDiffers() ? micros(position.plainDeltaNanos()) : "";
    }

    /** What ends and begins below the position at {@code index}, empty if nothing does. */
    public static String boundary(DeltaTable table, int index) {
        Position here = table.positions().get(index);
        boolean wireNext = index + 1 < table.positions().size()
                && table.positions().get(index + 1).side() == Dump.Side.WIRE;
        if (here.side() == Dump.Side.WIRE) {
            return here.boundaryBelow() ? "beginning of brick stack" : "";
        }
        if (wireNext) {
            return "end of client stack";
        }
        return here.boundaryBelow() ? "end of client stack, beginning of brick stack" : "";
    }

    public static String probes(Position position) {
        List<String> names = position.probes();
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.getFirst();
            case 2 -> names.getFirst() + ", " + names.getLast();
            default -> names.getFirst() + " and " + (names.size() - 1) + " more";
        };
    }

    public static String layer(Position position) {
        return String.join(", ", position.layer());
    }

    /** Footnote marks such as {@code [2]}. */
    public static String marks(Position position) {
        StringBuilder marks = new StringBuilder();
        position.footnotes().forEach(index -> marks.append(" [").append(index + 1).append(']'));
        return marks.toString();
    }

    public static String heading(DeltaTable table) {
        String calls = table.calls() == 0 ? "" : table.calls() + " calls, ";
        return table.fop() + ": where " + micros(table.averageNanos()) + " us per call go (" + calls + table.window()
                + ")";
    }

    public static String note(Note note, int index) {
        return "[" + (index + 1) + "] " + note.text();
    }

    /** The sentence that names the bottleneck, empty without positions. */
    public static String bottleneck(DeltaTable table) {
        int at = table.bottleneck();
        if (at < 0) {
            return "";
        }
        Position worst = table.positions().get(at);
        boolean last = at == table.positions().size() - 1;
        String place = last
                ? "below position " + (at + 1)
                : "between positions " + (at + 1) + " and " + (at + 2);
        String layer = worst.layer().isEmpty() ? "" : " (" + layer(worst) + ")";
        return "The biggest bottleneck is " + place + layer + ": " + (worst.isBounded() ? "at most " : "")
                + micros(worst.deltaNanos()) + " us of " + micros(table.averageNanos()) + " us, "
                + percent(worst.share()) + ".";
    }
}
