package io.brickyard.stats.stack;

import java.util.List;
import java.util.Optional;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.Section;

/**
 * The stretch of time of one probe that was chosen, with its raw counters.
 *
 * @param section the counters, unit undecided
 * @param title what it is, for the heading: {@code interval 1}, {@code difference of two dumps}
 * @param steps the intervals whose sum it is, in order of time; empty if it is one
 */
record Window(Section section, String title, List<Section> steps) {

    Window(Section section, String title) {
        this(section, title, List.of());
    }

    /** The window of {@code series}; empty where its dumps do not hold what is asked for. */
    static Optional<Window> of(Series series, SectionChoice choice) {
        if (isRun(series.format())) {
            return Optional.of(whole(series));
        }
        return switch (choice) {
            case AUTO -> Optional.of(series.dumps().size() > 1 ? between(series) : single(series.last()));
            case INTERVAL -> Optional.ofNullable(series.last().interval())
                    .map(section -> new Window(section, title(series.last())));
            case NEWEST -> Optional.of(newest(series));
            case CUMULATIVE -> Optional.ofNullable(series.last().cumulative())
                    .map(section -> new Window(section, "cumulative, since the process started"));
            case DIFFERENCE -> difference(series);
        };
    }

    private static Window single(Dump dump) {
        return new Window(dump.latest(), title(dump));
    }

    private static String title(Dump dump) {
        if (dump.intervalNumber() >= 0) {
            return "interval " + dump.intervalNumber();
        }
        return switch (dump.format()) {
            case STATEDUMP_LATENCY, STATEDUMP_RPC -> "since the last statedump";
            case METRICS -> "since the last metrics file";
            case SAMPLES -> "samples";
            case VOLUME_PROFILE -> dump.interval() == null ? "cumulative, since profiling started" : "last interval";
            default -> "last interval";
        };
    }

    /** Whether its dumps are runs or captures, which have no before. */
    private static boolean isRun(DumpFormat format) {
        return format == DumpFormat.FIO || format == DumpFormat.CAPTURE;
    }

    private static Window whole(Series series) {
        Section sum = series.dumps().stream().map(Dump::latest).reduce(Section::then).orElseThrow();
        return new Window(sum, series.format() == DumpFormat.FIO ? "the run" : "the capture");
    }

    /** Intervals that follow each other without a gap are added, since they alone know minimum and maximum. */
    private static Window between(Series series) {
        List<Dump> later = series.dumps().subList(1, series.dumps().size());
        if (!series.isTiled()) {
            return difference(series).orElseGet(() -> single(series.last()));
        }
        Section sum = later.stream().map(Dump::latest).reduce(Section::then).orElseThrow();
        if (later.size() == 1) {
            return new Window(sum, title(later.getFirst()));
        }
        Dump first = later.getFirst();
        return new Window(sum, first.intervalNumber() < 0
                ? later.size() + " intervals"
                : "intervals " + first.intervalNumber() + " to " + series.last().intervalNumber(),
                later.stream().map(Dump::latest).toList());
    }

    private static Window newest(Series series) {
        Dump last = series.last();
        int dumps = series.dumps().size();
        if (last.interval() != null || dumps < 2) {
            return single(last);
        }
        Section before = series.dumps().get(dumps - 2).cumulative();
        Section now = last.cumulative();
        return before == null || now == null
                ? single(last)
                : new Window(now.minus(before), "difference of the last two dumps");
    }

    private static Optional<Window> difference(Series series) {
        Section first = series.first().cumulative();
        Section last = series.last().cumulative();
        if (first == null || last == null || series.dumps().size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new Window(last.minus(first), "difference of first and last dump"));
    }
}
