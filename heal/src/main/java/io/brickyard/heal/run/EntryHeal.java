package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.Changelog;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Choice;
import io.brickyard.heal.afr.EntryChoice;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Index;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.OpenDirectory;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Gfid;

/**
 * Makes the names of a directory those of the source, or in a merge the union of all bricks' names. Which names to look at
 * comes from the bricks' notes of what changed, or where those cannot be trusted from listing the directory. Each name is
 * decided anew under a lock on the directory. Unless every name came out right, nothing is taken off the changelogs.
 */
final class EntryHeal {
    private static final String PURGE = "glusterfs.xattrop-purge-index";

    /** Names that are healed under one lock on the directory: users wait for so many at most. */
    private static final int BATCH_NAMES = 16;
    /** So many noted names are looked at together. */
    private static final int NOTES_AT_ONCE = 1024;

    private final Healer healer;
    private final Replica replica;
    private final NameHeal names;
    private final NewEntries made;
    private final Gfid directory;
    private final String path;
    private final NameSet done = new NameSet();
    private final NameSet wrong = new NameSet();
    private final Map<Integer, Gfid> lists = new HashMap<>();
    private Optional<NotHealedException> trouble = Optional.empty();

    /**
     * For one directory.
     *
     * @param made hears of every inode that was made, at once
     * @param settled names that are not looked at
     */
    EntryHeal(Healer healer, Anonymous anonymous, Gfid directory, String path, NewEntries made, Set<String> settled) {
        this.made = made;
        this.healer = healer;
        this.replica = healer.replica();
        this.names = new NameHeal(healer, anonymous, directory, path);
        this.directory = directory;
        this.path = path;
        settled.forEach(done::add);
    }

    /** What would be done. */
    static Choice choose(Inspection inspection) {
        return EntryChoice.of(inspection.roles(ChangelogKind.ENTRY));
    }

    /** Whether the names that changed are not noted, so that all names must be compared. */
    static boolean needsListing(Inspection inspection, Replica replica) {
        return !replica.spec().options().granular() || inspection.changelog().anyPending(ChangelogKind.DATA);
    }

    /** Heals; does nothing where nothing is to be done. */
    void heal() throws NotHealedException {
        try (HealLock healing = healer.directory(directory, replica.spec().healDomain(),
                Contest.TIE_BREAK)) {
            Inspection inspection;
            try (HealLock _ = clients()) {
                inspection = Inspection.of(replica, directory).needAll();
            }
            Changelog log = inspection.changelog();
            if (!log.any(ChangelogKind.ENTRY) && !log.any(ChangelogKind.DATA)) {
                return;
            }
            Choice choice = choose(inspection);
            boolean listing = allNames(inspection, choice);
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            if (!healer.dryRun()) {
                finish(choice, log, listing, healing);
            }
        }
    }

    private HealLock clients() throws NotHealedException {
        return healer.directory(directory, replica.spec().name(), Contest.WAIT);
    }

    /** Gives back whether whole listings were compared. */
    private boolean allNames(Inspection inspection, Choice choice) throws NotHealedException {
        Bricks whose = choice.isMerge() ? choice.heal() : choice.heal().and(Bricks.of(choice.source()));
        noted();
        Bricks noting = Bricks.where(replica.count(), i -> lists.containsKey(i));
        boolean reliable = choice.isMerge() ? !noting.isEmpty() : noting.has(choice.source());
        if (reliable && !needsListing(inspection, replica)) {
            return false;
        }
        for (int brick : whose.numbers()) {
            OpenDirectory.forEach(replica, brick, directory, some -> heal(some, _ -> {
                // a listing is no note
            }));
        }
        return true;
    }

    /** Goes through the names that bricks noted. */
    private void noted() throws NotHealedException {
        NameSet noted = new NameSet();
        for (int brick : replica.all().numbers()) {
            Optional<Index> index = Index.of(replica, brick, Index.Which.ENTRY_CHANGES);
            Optional<Gfid> list = index.isEmpty() ? Optional.empty() : index.get().namesOf(directory);
            if (list.isPresent()) {
                lists.put(brick, list.get());
                OpenDirectory.forEach(replica, brick, list.get(), some -> some.forEach(noted::add));
            }
        }
        // Not while a list is read: what is taken off it would move the rest.
        for (int at = 0; at < noted.size(); at += NOTES_AT_ONCE) {
            List<String> others = heal(noted.names(at, NOTES_AT_ONCE), this::forget);
            // Somebody sees to those without a note.
            forget(others);
        }
    }

    /** Takes the notes of names away that came out right: under the lock by which users change names, for they note again. */
    private void forget(List<String> names) {
        if (!healer.dryRun()) {
            Index.removeNames(replica, lists, names.stream().filter(it -> !wrong.contains(it)).toList());
        }
    }

    /** Gives back the names that are not looked at. */
    private List<String> heal(List<String> some, Consumer<List<String>> whenHealed) {
        List<String> names = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : some) {
            (name.startsWith(ReplicaSpec.ANONYMOUS_PREFIX) || !done.add(name) ? others : names).add(name);
        }
        int batch = healer.dryRun() ? 1 : BATCH_NAMES;
        int cautious = 0;
        for (int at = 0; at < names.size();) {
            List<String> few = names.subList(at, Math.min(at + (cautious > 0 ? 1 : batch), names.size()));
            cautious = wasContended(few, whenHealed) ? BATCH_NAMES : cautious - 1;
            at += few.size();
        }
        return others;
    }

    /** Heals some names at the same time under one lock; gives back whether somebody else wanted the directory. */
    private boolean wasContended(List<String> few, Consumer<List<String>> whenHealed) {
        try {
            healer.pause();
            made.awaitFew();
            try (HealLock lock = clients()) {
                Choice choice = choose(Inspection.of(replica, directory).needAll());
                List<Thread> others = few.stream().skip(1)
                        .map(it -> Thread.ofVirtual().name("heal name").start(() -> heal(it, choice))).toList();
                heal(few.getFirst(), choice);
                Workers.join(others);
                whenHealed.accept(few);
                return lock.wasContended();
            }
        } catch (NotHealedException e) {
            few.forEach(it -> left(it, e));
            return true;
        }
    }

    private void heal(String name, Choice choice) {
        try {
            names.heal(name, choice).ifPresent(made::made);
        } catch (NotHealedException e) {
            left(name, e);
        } catch (RuntimeException e) {
            left(name, new NotHealedException(Reason.ERROR, "internal error: " + e));
        }
    }

    private void left(String name, NotHealedException why) {
        synchronized (wrong) {
            wrong.add(name);
            if (trouble.isEmpty() || why.reason() == Reason.STOPPED) {
                trouble = Optional.of(new NotHealedException(why.reason(), name + ": " + why.detail()));
            }
        }
    }

    private void finish(Choice choice, Changelog log, boolean listing, HealLock healing) throws NotHealedException {
        try (HealLock _ = clients()) {
            Inspection now = Inspection.of(replica, directory).needAll();
            if (!healing.isHeld()) {
                throw new NotHealedException(Reason.CHANGED, "a brick was lost during the heal");
            }
            if (!choice.isMerge()) {
                healer.setTimes(directory, now.stats()[choice.source()], choice.heal()).needAll("SETATTR");
            }
            Dict xdata = replica.spec().options().granular() ? Dict.builder().putInt(PURGE, 1).build() : Dict.NULL;
            if (listing) {
                healer.undo(directory, log, Bricks.NONE, xdata, ChangelogKind.ENTRY, ChangelogKind.DATA);
            } else {
                healer.undo(directory, log, Bricks.NONE, xdata, ChangelogKind.ENTRY);
            }
        }
    }

    @Override
    public String toString() {
        return "names of " + path;
    }
}
