package io.brickyard.heal.run;

import java.util.Optional;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.NameChoice;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.TreeWalk.Node;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Iatt;

/** Makes a name that leads to different inodes lead to that of one brick on all of them. */
public final class NameReplacement {
    private final Healer healer;
    private final Replica replica;
    private final Anonymous anonymous;
    private final NameRemoval removal;
    private final NameCreation creation;

    /** For one replica set. */
    public NameReplacement(Healer healer) {
        this.healer = healer;
        this.replica = healer.replica();
        this.anonymous = new Anonymous(replica);
        this.removal = new NameRemoval(replica, anonymous);
        this.creation = new NameCreation(healer, anonymous);
    }

    /**
     * Among which bricks' inodes is to be chosen.
     *
     * @param found what bricks say of the name
     * @return none if the ordinary heal of the directory knows where the name is to lead
     */
    public Bricks undecided(Node directory, Answers<LookupReply> found) throws NotHealedException {
        Inspection inspection = Inspection.of(replica, directory.gfid()).needAll();
        return new NameChoice(found.ok(), NameHeal.stats(replica, found), EntryHeal.choose(inspection)).undecided();
    }

    /**
     * Replaces; the directory is locked on all bricks.
     *
     * @param source brick whose inode it shall be
     * @param winners bricks that have that inode
     * @param found what bricks say of the name
     * @return the inode, where it was made and its content is still to come
     */
    public Optional<NewEntry> replace(Node directory, String name, int source, Bricks winners,
            Answers<LookupReply> found) throws NotHealedException {
        Iatt stat = found.of(source).stat();
        Bricks needy = replica.all().minus(winners);
        Bricks fresh;
        if (healer.dryRun()) {
            // One of another type goes before it is made.
            Bricks same = needy.within(found.ok()).filter(i -> found.of(i).stat().gfid().equals(stat.gfid()));
            fresh = needy.within(Inspection.of(replica, stat.gfid()).lacking()).and(same);
        } else {
            for (int brick : needy.within(found.ok()).numbers()) {
                Iatt wrong = found.of(brick).stat();
                if (wrong.gfid().equals(stat.gfid())) {
                    // One inode of two types: it cannot wait anywhere for its content.
                    removal.delete(directory.gfid(), name, brick, wrong.isDirectory());
                } else {
                    removal.remove(directory.gfid(), name, brick, wrong);
                }
            }
            fresh = creation.create(directory.gfid(), name, source, stat, winners,
                    Inspection.changelog(replica, found), needy, Bricks.NONE);
        }
        return fresh.isEmpty() ? Optional.empty()
                : Optional.of(new NewEntry(stat, NameHeal.child(directory.path(), name), source, fresh));
    }

    /** Deletes what waited for another name and has none. */
    public void clean() throws NotHealedException {
        if (!healer.dryRun()) {
            anonymous.clean();
        }
    }
}
