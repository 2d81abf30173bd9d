package io.brickyard.heal.run;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.Choice;
import io.brickyard.heal.afr.NameChoice;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/** Decides one name of a directory, which is locked on all bricks, and makes it so. In a dry run it only tells. */
public final class NameHeal {
    private final Healer healer;
    private final Replica replica;
    private final NameRemoval removal;
    private final NameCreation creation;
    private final Unlabelled unlabelled;
    private final Gfid directory;
    private final String path;

    /** For the names of one directory. */
    NameHeal(Healer healer, Anonymous anonymous, Gfid directory, String path) {
        this.healer = healer;
        this.replica = healer.replica();
        this.removal = new NameRemoval(replica, anonymous);
        this.creation = new NameCreation(healer, anonymous);
        this.unlabelled = new Unlabelled(replica);
        this.directory = directory;
        this.path = path;
    }

    /** The path of a name in a directory. */
    public static String child(String directory, String name) {
        return directory.equals("/") ? "/" + name : directory + "/" + name;
    }

    /**
     * Heals a name.
     *
     * @param choice who is right about the directory's names, as read under the lock
     * @return an inode that was made and whose content is still to come
     */
    Optional<NewEntry> heal(String name, Choice choice) throws NotHealedException {
        Answers<LookupReply> found = Inspection.name(replica, directory, name);
        Bricks lacking = found.failedWith(Errno.ENOENT);
        Bricks unsure = found.failed().minus(lacking);
        if (!unsure.isEmpty()) {
            throw NotHealedException.of(found.errno(unsure.lowest()), "LOOKUP");
        }
        Bricks having = found.ok();
        NameChoice where = new NameChoice(having, stats(replica, found), choice);
        if (having.isEmpty() || (choice.heal().isEmpty() && lacking.isEmpty() && where.bare().isEmpty())) {
            return Optional.empty();
        }
        // A name is only taken away if none of those who are right has it.
        if (where.isRemoval()) {
            remove(name, found, having.within(choice.heal()));
            return Optional.empty();
        }
        return create(name, found, where);
    }

    /** Where a name leads on each brick that has it. */
    static Iatt[] stats(Replica replica, Answers<LookupReply> found) {
        Iatt[] stats = new Iatt[replica.count()];
        for (int i = 0; i < stats.length; i++) {
            stats[i] = found.ok().has(i) ? found.of(i).stat() : Iatt.NONE;
        }
        return stats;
    }

    private void remove(String name, Answers<LookupReply> found, Bricks from) throws NotHealedException {
        for (int brick : from.numbers()) {
            Iatt stat = found.of(brick).stat();
            if (!healer.dryRun()) {
                if (stat.gfid().isNone()) {
                    stat = stat.toBuilder().gfid(Gfid.random()).build();
                    unlabelled.label(directory, name, stat.gfid(), Bricks.of(brick));
                }
                ReentrantLock making = healer.making().of(stat.gfid());
                making.lock();
                try {
                    removal.remove(directory, name, brick, stat);
                } finally {
                    making.unlock();
                }
            }
            healer.tell(stat.gfid(), new Action(Action.What.REMOVE, child(path, name), -1, Bricks.of(brick)));
        }
    }

    private Optional<NewEntry> create(String name, Answers<LookupReply> found, NameChoice where)
            throws NotHealedException {
        int source = where.source();
        Iatt stat = found.of(source).stat();
        if (stat.gfid().isNone()) {
            throw new NotHealedException(Reason.WAITS, "it has no gfid yet; look it up through a mount");
        }
        if (where.typesDiffer()) {
            throw new NotHealedException(Reason.SPLIT_BRAIN_TYPE, "copies are of different types");
        }
        if (where.isMismatch()) {
            throw new NotHealedException(Reason.GFID_MISMATCH, "the name leads to different inodes");
        }
        Bricks adopted = unlabelled.adoptable(found, stat);
        Bricks wrong = where.wrong();
        remove(name, found, wrong.minus(adopted));
        Bricks needy = wrong.and(found.failed());
        if (needy.isEmpty()) {
            return Optional.empty();
        }
        Bricks same = found.ok().minus(wrong);
        Bricks fresh;
        if (healer.dryRun()) {
            fresh = needy.within(Inspection.of(replica, stat.gfid()).lacking());
        } else {
            ReentrantLock making = healer.making().of(stat.gfid());
            making.lock();
            try {
                fresh = creation.create(directory, name, source, stat, same, Inspection.changelog(replica, found),
                        needy, adopted);
            } finally {
                making.unlock();
            }
        }
        healer.tell(stat.gfid(), new Action(Action.What.CREATE, child(path, name), source, needy));
        return fresh.isEmpty() ? Optional.empty()
                : Optional.of(new NewEntry(stat, child(path, name), source, fresh));
    }
}
