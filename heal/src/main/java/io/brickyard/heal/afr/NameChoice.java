package io.brickyard.heal.afr;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * Where a name of a directory is to lead.
 *
 * @param having bricks that have the name
 * @param stats where it leads on each brick
 * @param names who is right about the directory's names
 */
public record NameChoice(Bricks having, Iatt[] stats, Choice names) {

    /** Bricks that have the name and are right about the directory's names: all in a merge. */
    private Bricks right() {
        return names.isMerge() ? having : having.within(names.sources());
    }

    /** Whether the name is to be taken away: none of those who are right has it. */
    public boolean isRemoval() {
        return right().isEmpty();
    }

    /** Bricks that have the name without a gfid, of which nobody was ever told. */
    public Bricks bare() {
        return having.filter(i -> stats[i].gfid().isNone());
    }

    /** The brick to copy from; one where the name has a gfid if there is any. */
    public int source() {
        Bricks labelled = right().minus(bare());
        Bricks best = labelled.isEmpty() ? right() : labelled;
        return !names.isMerge() && best.has(names.source()) ? names.source() : best.lowest();
    }

    /** Bricks where it leads to another inode than on the source. */
    public Bricks others() {
        Gfid gfid = stats[source()].gfid();
        return having.filter(i -> !stats[i].gfid().equals(gfid));
    }

    /** Whether the source's inode is of another type elsewhere. */
    public boolean typesDiffer() {
        return having.minus(others()).stream().map(i -> stats[i].mode() & Iatt.TYPE_MASK).distinct().count() > 1;
    }

    /** Those of the others where it may be replaced. */
    public Bricks wrong() {
        return others().within(names.heal().and(bare()));
    }

    /** Whether nothing says that the source is right, and the others are not. */
    public boolean isMismatch() {
        Bricks rivals = others().minus(bare());
        return !rivals.isEmpty() && (names.isMerge() || !others().equals(wrong()));
    }

    /**
     * Among which bricks a person must choose. Those who are known to lack changes of the directory are none of them: their
     * names would be taken away, should the run that chose them die half-way.
     *
     * @return none if it is clear where the name is to lead
     */
    public Bricks undecided() {
        boolean clear = isRemoval() || stats[source()].gfid().isNone() || !(typesDiffer() || isMismatch());
        return clear ? Bricks.NONE : right();
    }
}
