package io.brickyard.heal.run;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * Names that have no gfid: a stock brick makes the name first and labels it a moment later, and may die in between. No FOP
 * but LOOKUP reaches such a name; one with {@code gfid-req} labels it. Nobody was ever told that it exists.
 */
final class Unlabelled {
    private final Replica replica;

    Unlabelled(Replica replica) {
        this.replica = replica;
    }

    /** Bricks that have a name so. */
    static Bricks among(Answers<LookupReply> found) {
        return found.ok().filter(i -> found.of(i).stat().gfid().isNone());
    }

    /**
     * Bricks whose directory without a gfid may become the one that others have under this name: what is in it is healed
     * then. Anything else is better made anew, since a brick that labels it so notes no path for it.
     */
    Bricks adoptable(Answers<LookupReply> found, Iatt stat) {
        Bricks alike = stat.isDirectory() ? among(found).filter(i -> found.of(i).stat().isDirectory()) : Bricks.NONE;
        return alike.isEmpty() ? alike : alike.within(Inspection.of(replica, stat.gfid()).lacking());
    }

    /** Labels the name on some bricks; its directory is locked on all. */
    void label(Gfid directory, String name, Gfid gfid, Bricks on) throws NotHealedException {
        Dict wish = Dict.builder().putGfid("gfid-req", gfid).build();
        Answers<LookupReply> labelled = replica.ask(on, new Lookup(Gfid.NONE, directory, 0, name, wish),
                LookupReply.class).needAll("LOOKUP");
        for (int brick : on.numbers()) {
            if (!labelled.of(brick).stat().gfid().equals(gfid)) {
                throw new NotHealedException(Reason.CHANGED, "another got to label it");
            }
        }
    }
}
