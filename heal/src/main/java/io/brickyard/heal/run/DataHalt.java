package io.brickyard.heal.run;

import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Choice;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.wire.type.Iatt;

/**
 * A heal of a file's content that gave its lock up between two blocks.
 *
 * @param before what was found when it began, by which changelogs are undone
 * @param choice that was made
 * @param copy how far it came
 * @param then what was found when the lock was given up
 */
record DataHalt(Inspection before, Choice choice, BlockCopy copy, Inspection then) {
    /**
     * Whether it can go on: nobody wrote to the source and nobody accused or acquitted a copy, so that every block that was
     * copied is still what the sinks need.
     */
    boolean holds(Inspection now) {
        if (!then.having().equals(now.having())
                || !before.changelog().saysAlike(ChangelogKind.DATA, now.changelog())) {
            return false;
        }
        Iatt source = then.stats()[choice.source()];
        Iatt sourceNow = now.stats()[choice.source()];
        return isSame(source, sourceNow)
                && copy.sinks().stream().allMatch(i -> now.stats()[i].size() == source.size());
    }

    private static boolean isSame(Iatt one, Iatt other) {
        return one.size() == other.size() && one.mtimeSec() == other.mtimeSec()
                && one.mtimeNanos() == other.mtimeNanos()
                && one.ctimeSec() == other.ctimeSec() && one.ctimeNanos() == other.ctimeNanos();
    }
}
