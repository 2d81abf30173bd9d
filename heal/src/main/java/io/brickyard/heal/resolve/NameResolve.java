package io.brickyard.heal.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.OpenDirectory;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.NameHeal;
import io.brickyard.heal.run.NameReplacement;
import io.brickyard.heal.run.NewEntry;
import io.brickyard.heal.run.TreeWalk.Node;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/** Ends the split-brains of names: those of one directory that lead to different inodes, or to inodes of different types. */
final class NameResolve {
    private final Resolution resolution;
    private final Replica replica;
    private final NameReplacement replacement;
    private final Node directory;
    private final Set<String> settled = new HashSet<>();
    private final List<NewEntry> made = new ArrayList<>();

    NameResolve(Resolution resolution, NameReplacement replacement, Node directory) {
        this.resolution = resolution;
        this.replica = resolution.replica();
        this.replacement = replacement;
        this.directory = directory;
    }

    /** Names that lead to one inode now. */
    Set<String> settled() {
        return settled;
    }

    /** Inodes whose content is still to come. */
    List<NewEntry> made() {
        return made;
    }

    /** Goes through all names; tells those that are left, by their paths. */
    void run(BiConsumer<String, NotHealedException> left, Predicate<String> wanted)
            throws NotHealedException {
        TreeSet<String> names = new TreeSet<>();
        for (int brick : replica.all().numbers()) {
            OpenDirectory.forEach(replica, brick, directory.gfid(), names::addAll);
        }
        names.removeIf(it -> it.startsWith(ReplicaSpec.ANONYMOUS_PREFIX));
        for (String name : names) {
            String path = NameHeal.child(directory.path(), name);
            if (wanted.test(path)) {
                try {
                    run(name, path);
                } catch (NotHealedException e) {
                    left.accept(path, e);
                }
            }
        }
    }

    private void run(String name, String path) throws NotHealedException {
        if (isSettled(look(name))) {
            return;
        }
        try (HealLock _ = resolution.healer().directory(directory.gfid(), replica.spec().healDomain(),
                Contest.TIE_BREAK)) {
            Answers<LookupReply> before = look(name);
            Bricks among = replacement.undecided(directory, before);
            if (among.isEmpty()) {
                return;
            }
            if (before.ok().stream().anyMatch(i -> before.of(i).stat().gfid().isNone())) {
                throw new NotHealedException(Reason.WAITS, "a copy has no gfid yet; look it up through a mount");
            }
            Agreement inodes = inodes(before);
            int source = choose(before, inodes, among);
            Bricks winners = winners(inodes, source);
            Bricks others = replica.all().minus(winners);
            if (resolution.healer().dryRun()) {
                replacement.replace(directory, name, source, winners, before).ifPresent(made::add);
            } else {
                for (int brick : others.within(before.ok()).numbers()) {
                    resolution.keep(Bricks.of(brick), before.of(brick).stat().gfid(), path, true);
                }
                replace(name, source, winners, before, among);
            }
            settled.add(name);
            resolution.healer().tell(before.of(source).stat().gfid(),
                    new Action(Action.What.RESOLVE_NAME, path, source, others));
        }
    }

    private void replace(String name, int source, Bricks winners, Answers<LookupReply> before, Bricks among)
            throws NotHealedException {
        try (HealLock _ = resolution.healer().directory(directory.gfid(), replica.spec().name(), Contest.WAIT)) {
            Answers<LookupReply> now = look(name);
            if (!now.ok().equals(before.ok()) || !inodes(now).equals(inodes(before))
                    || !replacement.undecided(directory, now).equals(among)) {
                throw new NotHealedException(Reason.CHANGED, "the name changed while copies were kept aside");
            }
            for (int brick : now.ok().numbers()) {
                Resolution.needUnchanged(before.of(brick).stat(), now.of(brick).stat());
            }
            Optional<NewEntry> entry = replacement.replace(directory, name, source, winners, now);
            entry.ifPresent(made::add);
        }
    }

    private Answers<LookupReply> look(String name) throws NotHealedException {
        Answers<LookupReply> found = Inspection.name(replica, directory.gfid(), name);
        Bricks unsure = found.failed().minus(found.failedWith(Errno.ENOENT));
        if (!unsure.isEmpty()) {
            throw NotHealedException.of(found.errno(unsure.lowest()), "LOOKUP on brick " + unsure.lowest());
        }
        return found;
    }

    private static boolean isSettled(Answers<LookupReply> found) {
        return inodes(found).isUnanimous();
    }

    private record Inode(Gfid gfid, int type) {}

    private static Agreement inodes(Answers<LookupReply> found) {
        return Agreement.of(found.ok(), i -> inode(found.of(i).stat()));
    }

    private static Inode inode(Iatt stat) {
        return new Inode(stat.gfid(), stat.mode() & Iatt.TYPE_MASK);
    }

    private int choose(Answers<LookupReply> found, Agreement inodes, Bricks among) throws NotHealedException {
        Iatt[] stats = new Iatt[replica.count()];
        for (int i = 0; i < stats.length; i++) {
            stats[i] = found.ok().has(i) ? found.of(i).stat() : Iatt.NONE;
        }
        Bricks holders = among.minus(replica.spec().arbiters());
        boolean bySize = resolution.policy() == Policy.Rule.BIGGER_FILE;
        if (bySize && holders.stream().anyMatch(i -> !stats[i].isRegularFile())) {
            throw new NotHealedException(Reason.UNDECIDED, "bigger-file chooses among files only");
        }
        int chosen = resolution.choose(bySize ? holders : among, stats, () -> inodes);
        Bricks source = winners(inodes, chosen).within(among);
        if (source.isEmpty()) {
            throw new NotHealedException(Reason.UNDECIDED, "most bricks are known to lack changes of the directory");
        }
        return source.lowest();
    }

    /** Bricks that have the inode of one. */
    private static Bricks winners(Agreement inodes, int source) {
        return inodes.groups().stream().filter(it -> it.has(source)).findFirst().orElseThrow();
    }
}
