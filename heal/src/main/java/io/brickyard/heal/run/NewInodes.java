package io.brickyard.heal.run;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.replica.Inspection;

/** Content for inodes that were made, and for all that is made in them in turn; in a dry run it is only told. */
public final class NewInodes {
    private final Healer healer;
    private final Deque<NewEntry> toDo = new ConcurrentLinkedDeque<>();
    private final InodeHeal inodes;

    /** For one replica set. */
    public NewInodes(Healer healer) {
        this.healer = healer;
        this.inodes = new InodeHeal(healer, toDo::add);
    }

    /**
     * Heals them.
     *
     * @throws NotHealedException the first that kept something from being healed; the rest is healed all the same
     */
    public void heal(List<NewEntry> made) throws NotHealedException {
        toDo.addAll(made);
        NotHealedException trouble = null;
        for (NewEntry next = toDo.pollLast(); next != null; next = toDo.pollLast()) {
            if (healer.dryRun()) {
                toDo.addAll(new NewInodePlan(healer).tell(next));
                continue;
            }
            InodeHeal.Report report = inodes.heal(next.gfid(), Inspection.of(healer.replica(), next.gfid()),
                    next.path(), false);
            trouble = trouble == null ? report.trouble().orElse(null) : trouble;
        }
        if (trouble != null) {
            throw trouble;
        }
    }
}
