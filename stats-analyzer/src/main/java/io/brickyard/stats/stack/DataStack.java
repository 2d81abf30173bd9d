package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat.Measures;
import io.brickyard.stats.dump.FopCounter;

/**
 * Orders probes without volfiles: as the {@code --probe} options stand, else as a statedump or brickyard's dumps give it,
 * else by their averages, longest first, clients before bricks. Only the first is certain, and none can tell siblings of a
 * replica set from positions on top of each other, so the others come with a warning. Probes whose place is known, as that
 * of applications, of packet captures and of a volume's profile, share a row with their like.
 */
final class DataStack {
    private DataStack() {
    }

    /** The probes of a row with what all their processes measured of one FOP. */
    private record Candidate(Set<String> probes, String label, Measures measures, Dump.Side side, int givenOrder,
            int rank, FopCounter fop) {
        static Candidate of(Measurement measurement, String fop) {
            return new Candidate(new java.util.LinkedHashSet<>(Set.of(measurement.probe())),
                    KnownPlace.of(measurement).orElse(measurement.probe()), measurement.format().measures(),
                    measurement.side(), measurement.givenOrder(), measurement.rank(), measurement.nanos().fop(fop));
        }

        Candidate plus(Candidate other) {
            probes.addAll(other.probes);
            return new Candidate(probes, label, measures, side, givenOrder, Math.min(rank, other.rank),
                    fop.plus(other.fop));
        }
    }

    /** The stack of {@code measurements} as the data of {@code fop} suggest. */
    static Stack build(List<Measurement> measurements, String fop) {
        Map<String, Candidate> byLabel = new LinkedHashMap<>();
        measurements.stream().filter(one -> one.nanos().fop(fop).count() > 0).map(one -> Candidate.of(one, fop))
                .forEach(one -> byLabel.merge(one.label(), one, Candidate::plus));
        List<Candidate> candidates = new ArrayList<>(byLabel.values());
        if (candidates.size() == 1) {
            String what = candidates.getFirst().probes().size() > 1 ? "position" : "probe";
            return new Stack(chain(candidates), "one " + what + " alone says how long calls take, not where: give dumps"
                    + " of other probes too", List.of());
        }
        List<Candidate> outside = candidates.stream().filter(DataStack::isOutside).toList();
        candidates.removeAll(outside);
        boolean given = !candidates.isEmpty() && candidates.stream().allMatch(one -> one.givenOrder() >= 0);
        String warning = null;
        if (given) {
            candidates.sort(Comparator.comparingInt(Candidate::givenOrder));
        } else {
            warning = candidates.size() > 1 ? sort(candidates) : null;
        }
        outside.forEach(one -> candidates.add(place(one, candidates), one));
        return new Stack(chain(candidates), warning, List.of());
    }

    /** Sorts by the best evidence there is and gives a warning that says which. */
    private static String sort(List<Candidate> candidates) {
        // Dumps of one side may tell their order and those of the other not.
        Set<Dump.Side> ranked = EnumSet.noneOf(Dump.Side.class);
        candidates.stream().filter(one -> one.rank() > 0).forEach(one -> ranked.add(one.side()));
        boolean allRanked = candidates.stream().allMatch(one -> ranked.contains(one.side()));
        Comparator<Candidate> byRank = Comparator.comparingInt(Candidate::rank);
        Comparator<Candidate> byAverage = Comparator.comparingDouble((Candidate one) -> -one.fop().average());
        // A brick's time is part of its client's, so averages order probes of unknown sides too.
        boolean sidesKnown = candidates.stream().noneMatch(one -> one.side() == Dump.Side.UNKNOWN);
        candidates.sort(sidesKnown
                ? Comparator.comparing(Candidate::side).thenComparing((one, other) -> ranked.contains(one.side())
                        ? byRank.compare(one, other)
                        : byAverage.compare(one, other))
                : allRanked ? byRank : byAverage);
        String order = allRanked ? "the order that the dumps give" : "the averages, longest first";
        return "the order of the probes is a guess from " + order
                + ": give the volfiles too, or name the probes in order with --probe NAME=FILE";
    }

    private static boolean isOutside(Candidate candidate) {
        return candidate.measures() == Measures.APPLICATION || candidate.measures() == Measures.WIRE;
    }

    /** Applications stand on top; a capture stands above the first brick, or where its average fits. */
    private static int place(Candidate outside, List<Candidate> sorted) {
        if (outside.measures() == Measures.APPLICATION) {
            return 0;
        }
        boolean sidesKnown = sorted.stream().noneMatch(one -> side(one) == Dump.Side.UNKNOWN);
        int at = 0;
        while (at < sorted.size() && (sidesKnown
                ? side(sorted.get(at)) != Dump.Side.BRICK
                : isOutside(sorted.get(at)) || sorted.get(at).fop().average() >= outside.fop().average())) {
            at++;
        }
        return at;
    }

    private static List<StackRow> chain(List<Candidate> candidates) {
        List<StackRow> rows = new ArrayList<>();
        for (Candidate candidate : candidates) {
            StackRow row = new StackRow(side(candidate), candidate.label());
            row.probes().addAll(candidate.probes());
            if (!rows.isEmpty()) {
                StackRow upper = rows.getLast();
                boolean wire = upper.side() == Dump.Side.WIRE || row.side() == Dump.Side.WIRE;
                boolean crosses = wire || (upper.side() != Dump.Side.BRICK && row.side() == Dump.Side.BRICK);
                upper.edgeTo(row).add(KnownPlace.between(upper.side(), row.side(), upper.probes()), crosses, false);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Dump.Side side(Candidate candidate) {
        return candidate.side() == Dump.Side.UNKNOWN ? SideByName.of(candidate.label()) : candidate.side();
    }
}
