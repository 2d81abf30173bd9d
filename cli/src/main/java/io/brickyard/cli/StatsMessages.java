package io.brickyard.cli;

import java.io.PrintWriter;
import java.util.List;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.read.InputReport;

/** What {@code brickyard stats} says on standard error: one line for each input that does not count. */
final class StatsMessages {
    private final PrintWriter err;

    StatsMessages(PrintWriter err) {
        this.err = err;
    }

    /** Names the inputs that cannot be used, and counts those that are no dumps at all. */
    void inputs(StatsReport report, boolean verbose) {
        report.refused().forEach(this::line);
        List<InputReport> skipped = report.inputs().stream()
                .filter(one -> one.status() == InputReport.Status.SKIPPED)
                .toList();
        if (verbose) {
            skipped.forEach(this::line);
        } else if (!skipped.isEmpty()) {
            err.println("brickyard: passed over " + files(skipped.size()) + " of other kinds (--verbose names them)");
        }
        err.flush();
    }

    /** Says why {@code --strict} prints no table; false if there is no reason not to. */
    boolean refusals(StatsReport report) {
        for (String uncertain : report.uncertainUnits()) {
            err.println("brickyard: " + uncertain);
        }
        int inputs = report.refused().size();
        boolean refused = inputs > 0 || !report.uncertainUnits().isEmpty();
        if (refused) {
            err.println("brickyard: --strict: no table, since "
                    + (inputs > 0 ? files(inputs) + " cannot be used" : "a unit is uncertain"));
        }
        err.flush();
        return refused;
    }

    /** Says that no table came out, and why. */
    void nothing(StatsReport report) {
        List<String> formats = report.inputs().stream()
                .filter(one -> one.status() == InputReport.Status.READ)
                .map(InputReport::detail)
                .distinct()
                .toList();
        String reason = "no calls to show: the dumps are of idle probes, or --section names a time without calls";
        if (formats.isEmpty()) {
            reason = "none of the inputs is a dump";
        } else if (formats.equals(List.of("volfile"))) {
            reason = "volfiles alone hold no numbers: name dumps too";
        }
        err.println("brickyard: " + reason);
        err.flush();
    }

    private void line(InputReport report) {
        err.println("brickyard: " + report.source() + ": " + report.detail());
    }

    private static String files(int count) {
        return count + (count == 1 ? " file" : " files");
    }
}
