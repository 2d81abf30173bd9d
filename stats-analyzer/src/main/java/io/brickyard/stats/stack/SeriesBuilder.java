package io.brickyard.stats.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.WirePoint;
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
            String probe = loaded.dump().format() == DumpFormat.CAPTURE && loaded.givenName() == null
                    ? endpoint(names.of(loaded))
                    : names.of(loaded);
            groups.computeIfAbsent(new Key(probe, loaded.dump().format()), key -> new ArrayList<>())
                    .add(loaded.dump());
        }
        List<Series> all = new ArrayList<>();
        groups.forEach((key, group) -> all.addAll(switch (key.format()) {
            case VOLUME_PROFILE -> brick(key.probe(), group, notes);
            case CAPTURE -> captureEnds(chain(fullName(key.probe(), group), group), notes);
            default -> chain(key.probe(), group);
        }));
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

    /** Only a capture that saw a connection begin knows the subvolume. */
    private static String endpoint(String probe) {
        return WirePoint.of(probe).map(point -> new WirePoint(point.address(), point.port(), "").probe())
                .orElse(probe);
    }

    private static String fullName(String probe, List<Dump> captures) {
        return captures.stream().map(one -> String.valueOf(one.probe())).filter(name -> name.startsWith(probe))
                .max(Comparator.comparingInt(String::length)).orElse(probe);
    }

    /** Two captures of one connection at one time were taken at its two ends: the longer times are the client's. */
    private static List<Series> captureEnds(List<Series> captures, List<Note> notes) {
        if (captures.size() == 1) {
            return captures;
        }
        List<Series> longestFirst = new ArrayList<>(captures);
        longestFirst.sort(Comparator.comparingDouble(capture -> -meanLatency(capture)));
        if (captures.size() > 2) {
            notes.add(new Note(Note.Kind.LEFT_OUT, captures.get(0).probe() + " was captured at " + captures.size()
                    + " places at one time: only those with the longest and the shortest times count"));
        }
        String probe = captures.getFirst().probe();
        return List.of(longestFirst.getFirst().named(probe + WireEnd.CLIENT.suffix()),
                longestFirst.getLast().named(probe + WireEnd.BRICK.suffix()));
    }

    private static double meanLatency(Series capture) {
        double total = 0;
        long calls = 0;
        for (Dump dump : capture.dumps()) {
            total += dump.latest().fops().values().stream().mapToDouble(FopCounter::total).sum();
            calls += dump.latest().calls();
        }
        return calls == 0 ? 0 : total / calls;
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
