package io.brickyard.heal.run;

import java.util.Optional;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.TreeWalk.Node;

/** A name that some bricks lack though nobody noted it: decided by what the directory's changelogs say, else given to all. */
public final class UnitedName {
    private final Healer healer;
    private final Replica replica;
    private final Anonymous anonymous;

    /** For the names of one replica set. */
    public UnitedName(Healer healer) {
        this(healer, new Anonymous(healer.replica()));
    }

    UnitedName(Healer healer, Anonymous anonymous) {
        this.healer = healer;
        this.replica = healer.replica();
        this.anonymous = anonymous;
    }

    /** Heals it; gives back an inode that was made and whose content is still to come. */
    public Optional<NewEntry> heal(Node directory, String name) throws NotHealedException {
        NameHeal names = new NameHeal(healer, anonymous, directory.gfid(), directory.path());
        try (HealLock _ = healer.directory(directory.gfid(), replica.spec().name(), Contest.WAIT)) {
            return names.heal(name, EntryHeal.choose(Inspection.of(replica, directory.gfid()).needAll()));
        }
    }
}
