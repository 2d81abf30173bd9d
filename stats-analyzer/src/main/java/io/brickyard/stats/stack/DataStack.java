package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.FopCounter;

/**
 * Orders probes without volfiles: as the {@code --probe} options stand, else as a statedump lists them, else by their
 * averages, longest first, clients before bricks. Only the first is certain, and none can tell siblings of a replica set
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
        boolean ranked = candidates.stream().anyMatch(one -> one.rank() > 0);
        if (given) {
            candidates.sort(Comparator.comparingInt(Candidate::givenOrder));
            return new Stack(chain(candidates), null, List.of());
        }
        Comparator<Candidate> inSide = ranked
                ? Comparator.comparingInt(Candidate::rank)
                : Comparator.comparingDouble((Candidate one) -> -one.fop().average());
        // A brick's time is part of its client's, so averages order probes of unknown sides too.
        boolean sidesKnown = candidates.stream().noneMatch(one -> one.side() == Dump.Side.UNKNOWN);
        candidates.sort(sidesKnown ? Comparator.comparing(Candidate::side).thenComparing(inSide) : inSide);
        String order = ranked ? "the order of the statedumps" : "the averages, longest first";
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
