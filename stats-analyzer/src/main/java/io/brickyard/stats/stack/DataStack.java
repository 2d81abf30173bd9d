package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.FopCounter;

/**
 * Orders probes without volfiles: as the {@code --probe} options stand, else as a statedump or brickyard's dumps give it,
 * else by their averages, longest first, clients before bricks. Only the first is certain, and none can tell siblings of a replica set
 * from positions on top of each other, so the others come with a warning.
 */
final class DataStack {
    private DataStack() {
    }

    /** A probe name with what all its processes measured of one FOP. */
    private record Candidate(String probe, Dump.Side side, int givenOrder, int rank, FopCounter fop) {
        static Candidate of(Measurement measurement, String fop) {
            return new Candidate(measurement.probe(), measurement.side(), measurement.givenOrder(),
                    measurement.rank(), measurement.nanos().fop(fop));
        }

        Candidate plus(Candidate other) {
            return new Candidate(probe, side, givenOrder, Math.min(rank, other.rank), fop.plus(other.fop));
        }
    }

    /** The stack of {@code measurements} as the data of {@code fop} suggest. */
    static Stack build(List<Measurement> measurements, String fop) {
        Map<String, Candidate> byName = new LinkedHashMap<>();
        measurements.forEach(one -> byName.merge(one.probe(), Candidate.of(one, fop), Candidate::plus));
        List<Candidate> candidates = new ArrayList<>(byName.values());
        candidates.removeIf(candidate -> candidate.fop().count() == 0);
        if (candidates.size() == 1) {
            return new Stack(chain(candidates), "one probe alone says how long calls take, not"
                    + " where: give dumps of other probes too", List.of());
        }
        boolean given = !candidates.isEmpty() && candidates.stream().allMatch(one -> one.givenOrder() >= 0);
        if (given) {
            candidates.sort(Comparator.comparingInt(Candidate::givenOrder));
            return new Stack(chain(candidates), null, List.of());
        }
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
        return new Stack(chain(candidates), "the order of the probes is a guess from " + order
                + ": give the volfiles too, or name the probes in order with --probe NAME=FILE", List.of());
    }

    private static List<StackRow> chain(List<Candidate> candidates) {
        List<StackRow> rows = new ArrayList<>();
        for (Candidate candidate : candidates) {
            StackRow row = new StackRow(side(candidate), candidate.probe());
            row.probes().add(candidate.probe());
            if (!rows.isEmpty()) {
                StackRow upper = rows.getLast();
                boolean crosses = upper.side() != Dump.Side.BRICK && row.side() == Dump.Side.BRICK;
                upper.edgeTo(row).add(crosses ? List.of(Stack.NETWORK) : List.of(), crosses, false);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Dump.Side side(Candidate candidate) {
        return candidate.side() == Dump.Side.UNKNOWN ? SideByName.of(candidate.probe()) : candidate.side();
    }
}
