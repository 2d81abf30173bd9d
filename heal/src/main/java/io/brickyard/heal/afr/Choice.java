package io.brickyard.heal.afr;

/**
 * What is to be done about one kind of change to one inode.
 *
 * @param verdict what it came to
 * @param source brick to copy from; -1 where none is: a merge, or nothing can be done
 * @param sources bricks that are right
 * @param heal bricks to be made like the source, or in a merge to be completed
 */
public record Choice(Verdict verdict, int source, Bricks sources, Bricks heal) {
    /** What a choice came to. */
    public enum Verdict {
        /** Copy from the source, or merge where it is none. */
        HEAL,
        /** Nothing to copy; counters that are not zero are only to be undone. */
        NOTHING,
        /** Nobody can be called right. */
        SPLIT_BRAIN,
        /** Only the arbiter is right, which has no data. */
        ARBITER_ONLY
    }

    /** Nobody can be called right. */
    static Choice splitBrain() {
        return new Choice(Verdict.SPLIT_BRAIN, -1, Bricks.NONE, Bricks.NONE);
    }

    /** One source for some bricks. */
    static Choice of(int source, Bricks sources, Bricks heal) {
        return new Choice(heal.isEmpty() ? Verdict.NOTHING : Verdict.HEAL, source, sources, heal);
    }

    /** Whether names of all bricks are to be united. */
    public boolean isMerge() {
        return verdict == Verdict.HEAL && source < 0;
    }
}
