package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.replica.Inspection;

/** Content for inodes that were made, and for all that is made in them in turn; in a dry run it is only told. */
public final class NewInodes {
    private final Healer healer;
    private final InodeHeal inodes;

    /** For one replica set. */
    public NewInodes(Healer healer) {
        this.healer = healer;
        this.inodes = new InodeHeal(healer);
    }

    /**
     * Heals them.
     *
     * @throws NotHealedException the first that kept something from being healed; the rest is healed all the same
     */
    public void heal(List<NewEntry> made) throws NotHealedException {
        List<NewEntry> more = new ArrayList<>(made);
        NotHealedException trouble = null;
        while (!more.isEmpty()) {
            NewEntry next = more.removeLast();
            if (healer.dryRun()) {
                more.addAll(new NewInodePlan(healer).tell(next));
                continue;
            }
            InodeHeal.Report report = inodes.heal(next.gfid(), Inspection.of(healer.replica(), next.gfid()),
                    next.path(), false);
            more.addAll(report.made());
            trouble = trouble == null ? report.trouble().orElse(null) : trouble;
        }
        if (trouble != null) {
            throw trouble;
        }
    }
}
