package io.brickyard.stats.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.read.Inputs;
import org.jspecify.annotations.Nullable;

/** Sorts dumps into {@link Series}: by probe and format first, then by what the counters allow. */
final class SeriesBuilder {
    private static final Comparator<Dump> BY_AGE = Comparator
            .comparing(Dump::taken, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparingInt(Dump::intervalNumber).thenComparingDouble(SeriesBuilder::uptimeSeconds)
            .thenComparingLong(dump -> dump.cumulative() == null ? 0 : dump.cumulative().calls());

    private SeriesBuilder() {
    }

    /** A probe's name and the format of its dumps. */
    private record Key(String probe, DumpFormat format) {}

    /** All series, in the order in which their probes were first read. */
    static List<Series> build(List<Inputs.LoadedDump> dumps, ProbeNames names, List<Note> notes) {
        Map<Key, List<Dump>> groups = new LinkedHashMap<>();
        for (Inputs.LoadedDump loaded : dumps) {
            groups.computeIfAbsent(new Key(names.of(loaded), loaded.dump().format()), key -> new ArrayList<>())
                    .add(loaded.dump());
        }
        List<Series> all = new ArrayList<>();
        groups.forEach((key, group) -> all.addAll(key.format() == DumpFormat.VOLUME_PROFILE
                ? brick(key.probe(), group, notes)
                : chain(key.probe(), group)));
        return all;
    }

    /** Bricks of several hosts may have one path. */
    private static List<Series> brick(String probe, List<Dump> group, List<Note> notes) {
        Map<String, List<Dump>> byBrick = new LinkedHashMap<>();
        group.forEach(dump -> byBrick.computeIfAbsent(String.valueOf(dump.process()), key -> new ArrayList<>())
                .add(dump));
        List<Series> all = new ArrayList<>();
        byBrick.forEach((brick, outputs) -> {
            BrickSeries series = BrickSeries.of(probe, outputs);
            if (series.restarted()) {
                notes.add(new Note(Note.Kind.RESET, brick + ": its counters started anew between two outputs (the brick"
                        + " was restarted or its statistics cleared); those before do not count"));
            }
            all.add(series.series());
        });
        return all;
    }

    private static List<Series> chain(String probe, List<Dump> group) {
        List<Dump> byAge = new ArrayList<>(group);
        byAge.sort(BY_AGE);
        List<Series> chains = new ArrayList<>();
        for (Dump dump : byAge) {
            if (chains.stream().noneMatch(chain -> chain.repeats(dump))) {
                place(probe, dump, chains);
            }
        }
        return chains;
    }

    private static void place(String probe, Dump dump, List<Series> chains) {
        Series best = null;
        Series.Fit bestFit = Series.Fit.NONE;
        for (Series chain : chains) {
            Series.Fit fit = chain.fit(dump);
            boolean better = fit.compareTo(bestFit) > 0
                    || (fit == bestFit && fit != Series.Fit.NONE && best != null && isNearer(chain, best, dump));
            if (better) {
                best = chain;
                bestFit = fit;
            }
        }
        if (best == null) {
            chains.add(new Series(probe, dump));
        } else {
            best.add(dump, bestFit);
        }
    }

    /** Between two processes that both could have written {@code dump}, the one whose files lie closer to it. */
    private static boolean isNearer(Series one, Series other, Dump dump) {
        String file = dump.source().file();
        return commonPrefix(one.last().source().file(), file) > commonPrefix(other.last().source().file(), file);
    }

    private static int commonPrefix(String one, String other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    private static double uptimeSeconds(Dump dump) {
        @Nullable
        Section cumulative = dump.cumulative();
        return cumulative == null || Double.isNaN(cumulative.seconds()) ? 0 : cumulative.seconds();
    }
}
