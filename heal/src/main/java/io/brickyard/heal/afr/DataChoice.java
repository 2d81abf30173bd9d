package io.brickyard.heal.afr;

import io.brickyard.wire.type.Iatt;

/**
 * From whom the content of a file is copied. Among several sources the largest file wins when sizes differ or a source has
 * a witness; among those the greatest witness, then the newest change. Sources that agree in size without any witness all
 * stay as they are. An arbiter has no content: it is a source for files that are empty everywhere only.
 */
public final class DataChoice {
    private DataChoice() {
    }

    /**
     * Chooses.
     *
     * @param stats of each brick's copy
     * @param arbiters bricks without content
     */
    public static Choice of(Roles roles, Iatt[] stats, Bricks arbiters) {
        if (roles.splitBrain()) {
            return Choice.splitBrain();
        }
        Bricks locked = roles.locked();
        boolean emptyEverywhere = locked.stream().allMatch(i -> stats[i].size() == 0);
        if (!arbiters.isEmpty() && emptyEverywhere) {
            int first = locked.lowest();
            return Choice.of(first, Bricks.of(first), locked.minus(Bricks.of(first)));
        }
        Bricks holders = roles.sources().minus(arbiters);
        if (holders.isEmpty()) {
            return new Choice(Choice.Verdict.ARBITER_ONLY, -1, Bricks.NONE, Bricks.NONE);
        }
        boolean witnessed = roles.sources().stream().anyMatch(roles::hasWitness);
        boolean sizesDiffer = holders.stream().mapToLong(i -> stats[i].size()).distinct().count() > 1;
        Bricks sources = roles.sources();
        int source = holders.lowest();
        if (holders.count() > 1 && (sizesDiffer || witnessed)) {
            long largest = holders.stream().mapToLong(i -> stats[i].size()).max().orElse(0);
            Bricks best = roles.greatestWitness(holders.filter(i -> stats[i].size() == largest));
            source = newest(best, stats);
            sources = Bricks.of(source);
        }
        return Choice.of(source, sources, locked.minus(sources));
    }

    private static int newest(Bricks among, Iatt[] stats) {
        int newest = among.lowest();
        for (int i : among.numbers()) {
            if (compareChange(stats[i], stats[newest]) > 0) {
                newest = i;
            }
        }
        return newest;
    }

    private static int compareChange(Iatt one, Iatt other) {
        int seconds = Long.compare(one.ctimeSec(), other.ctimeSec());
        return seconds != 0 ? seconds : Integer.compare(one.ctimeNanos(), other.ctimeNanos());
    }
}
