package io.brickyard.heal.afr;

import java.util.List;
import java.util.Map;

import io.brickyard.wire.type.Iatt;

/**
 * From whom owner, mode, times and xattrs are copied: the first source with a witness, alone; else the first source, and
 * other sources that differ from it are made like it. Directories that nobody can be called right about and that differ in
 * their times only take the latest.
 */
public final class MetadataChoice {
    private MetadataChoice() {
    }

    /**
     * Chooses.
     *
     * @param stats of each brick's copy
     * @param xattrs of each brick's copy, without those that may differ; values are compared as text
     */
    public static Choice of(Roles roles, Iatt[] stats, List<Map<String, String>> xattrs) {
        Bricks locked = roles.locked();
        if (roles.splitBrain()) {
            return directoryTimes(locked, stats, xattrs);
        }
        Bricks witnesses = roles.sources().filter(roles::hasWitness);
        int source = witnesses.isEmpty() ? roles.sources().lowest() : witnesses.lowest();
        Bricks sources = witnesses.isEmpty() ? roles.sources().filter(i -> same(source, i, stats, xattrs))
                : Bricks.of(source);
        return Choice.of(source, sources, locked.minus(sources));
    }

    private static Choice directoryTimes(Bricks locked, Iatt[] stats, List<Map<String, String>> xattrs) {
        int first = locked.lowest();
        boolean onlyTimes = first >= 0
                && locked.stream().allMatch(i -> stats[i].isDirectory() && same(first, i, stats, xattrs));
        if (!onlyTimes) {
            return Choice.splitBrain();
        }
        int latest = first;
        for (int i : locked.numbers()) {
            latest = compareTimes(stats[i], stats[latest]) > 0 ? i : latest;
        }
        return Choice.of(latest, Bricks.of(latest), locked.minus(Bricks.of(latest)));
    }

    private static int compareTimes(Iatt one, Iatt other) {
        int seconds = Long.compare(one.mtimeSec(), other.mtimeSec());
        return seconds != 0 ? seconds : Integer.compare(one.mtimeNanos(), other.mtimeNanos());
    }

    /** Whether two bricks' copies agree in owner, mode, type and xattrs. */
    public static boolean same(int one, int other, Iatt[] stats, List<Map<String, String>> xattrs) {
        Iatt a = stats[one];
        Iatt b = stats[other];
        return a.mode() == b.mode() && a.uid() == b.uid() && a.gid() == b.gid()
                && xattrs.get(one).equals(xattrs.get(other));
    }
}
