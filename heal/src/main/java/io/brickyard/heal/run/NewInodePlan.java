package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Choice;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.OpenDirectory;
import io.brickyard.heal.replica.Paths;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Iatt;

/** In a dry run: what would be healed of an inode that would have been made before, with all that is below it. */
final class NewInodePlan {
    private final Healer healer;
    private final Replica replica;

    NewInodePlan(Healer healer) {
        this.healer = healer;
        this.replica = healer.replica();
    }

    /** Tells it; gives back the inodes in it that would be made in turn. */
    List<NewEntry> tell(NewEntry entry) throws NotHealedException {
        ChangelogKind[] kinds = NameCreation.stillToCome(entry.stat());
        Inspection after = Inspection.of(replica, entry.gfid()).withNewCopies(entry.on(), kinds);
        after.needAll();
        Iatt stat = after.any();
        String path = stat.isDirectory() || stat.nlink() < 2 ? entry.path()
                : Paths.onAny(replica, Bricks.of(entry.source()), stat).orElse(entry.path());
        if (entry.stat().isRegularFile()) {
            new DataHeal(healer).plan(entry.gfid(), path,
                    DataHeal.choose(after, replica.spec().arbiters()));
        }
        new MetadataHeal(healer).plan(entry.gfid(), path, MetadataHeal.choose(after));
        return entry.stat().isDirectory() ? names(entry, EntryHeal.choose(after)) : List.of();
    }

    private List<NewEntry> names(NewEntry directory, Choice choice) throws NotHealedException {
        int source = choice.isMerge() ? directory.source() : choice.source();
        List<String> names = new ArrayList<>();
        OpenDirectory.forEach(replica, source, directory.gfid(), names::addAll);
        List<NewEntry> made = new ArrayList<>();
        for (String name : names) {
            Answers<LookupReply> found = Inspection.name(replica, directory.gfid(), name);
            Iatt stat = found.needAllOf(Bricks.of(source), "LOOKUP").of(source).stat();
            String path = NameHeal.child(directory.path(), name);
            healer.tell(stat.gfid(), new Action(Action.What.CREATE, path, source, directory.on()));
            Bricks fresh = directory.on().within(Inspection.of(replica, stat.gfid()).lacking());
            if (!fresh.isEmpty()) {
                made.add(new NewEntry(stat, path, source, fresh));
            }
        }
        return made;
    }
}
