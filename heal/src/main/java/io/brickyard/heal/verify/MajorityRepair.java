package io.brickyard.heal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Majority;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.DataHeal;
import io.brickyard.heal.run.Difference;
import io.brickyard.heal.run.Difference.What;
import io.brickyard.heal.run.Healer;
import io.brickyard.heal.run.Journal;
import io.brickyard.heal.run.MetadataHeal;
import io.brickyard.heal.run.NewInodes;
import io.brickyard.heal.run.Pace;
import io.brickyard.heal.run.TreeWalk.Node;
import io.brickyard.heal.run.UnitedName;

/**
 * Makes copies that differ from most like those. Bricks that are with the majority in everything accuse the others, under
 * the lock that every change takes and after one more look; from then on it is a heal like any other, which whoever comes
 * first may finish. Where no copy is right everywhere, single ranges are written. Names are only ever added: which brick lost
 * one and which kept one too many, no count tells.
 */
final class MajorityRepair {
    private final Replica replica;
    private final Journal journal;
    private final Healer healer;

    MajorityRepair(Replica replica, Journal journal, Pace pace) {
        this.replica = replica;
        this.journal = journal;
        this.healer = new Healer(replica, journal, pace, false);
    }

    /** Repairs what differs in one file's content. */
    void content(Node file, List<Difference> found) throws NotHealedException {
        if (RangeRepair.suits(found) && chosen(found).isEmpty()) {
            new RangeRepair(healer).run(file, found);
            journal.repaired(replica.spec(), file.path(), found.size());
            return;
        }
        Majority majority = majority(found);
        try (HealLock _ = HealLock.range(replica, file.gfid(), replica.spec().name(), 0, 0, replica.all(),
                Contest.WAIT)) {
            Inspection now = Inspection.of(replica, file.gfid()).needAll();
            Doubt.needNone(now, ChangelogKind.DATA);
            for (Difference difference : found) {
                needSame(difference, again(difference, now));
            }
            accuse(file, majority, ChangelogKind.DATA);
        }
        new DataHeal(healer).heal(file.gfid(), file.path());
        journal.repaired(replica.spec(), file.path(), found.size());
    }

    private Agreement again(Difference difference, Inspection now) throws NotHealedException {
        if (difference.what() == What.SIZE) {
            return Agreement.of(difference.agreement().compared(), i -> now.stats()[i].size());
        }
        return Block.of(replica, difference).compare();
    }

    /** Repairs what differs in one inode's metadata. */
    void metadata(Node node, List<Difference> found) throws NotHealedException {
        if (found.stream().anyMatch(it -> it.what() == What.TARGET || it.what() == What.DEVICE)) {
            throw new NotHealedException(Reason.FIXED, "targets of links and numbers of devices cannot be changed");
        }
        Majority majority = majority(found);
        try (HealLock _ = HealLock.metadata(replica, node.gfid(), Contest.WAIT)) {
            Inspection now = Inspection.of(replica, node.gfid()).needAll();
            Doubt.needNone(now, ChangelogKind.METADATA);
            if (!MetadataCheck.compare(now, node.path()).equals(found)) {
                throw changed();
            }
            accuse(node, majority, ChangelogKind.METADATA);
        }
        new MetadataHeal(healer).heal(node.gfid(), node.path());
        journal.repaired(replica.spec(), node.path(), found.size());
    }

    /** Gives a name to all bricks, as a user's lookup of it would, and what it leads to. */
    void name(Node directory, String name, Difference difference) throws NotHealedException {
        new NewInodes(healer).heal(new ArrayList<>(new UnitedName(healer).heal(directory, name).stream().toList()));
        journal.repaired(replica.spec(), difference.path(), 1);
    }

    private static Optional<Majority> chosen(List<Difference> found) {
        return Majority.of(found.stream().map(Difference::agreement).toList());
    }

    private static Majority majority(List<Difference> found) throws NotHealedException {
        return chosen(found).orElseThrow(() -> new NotHealedException(Reason.NO_MAJORITY,
                found.stream().allMatch(it -> it.agreement().majority().isPresent())
                        ? "no brick is with the majority in everything"
                        : "there are not more copies of one kind than of others"));
    }

    private void accuse(Node node, Majority majority, ChangelogKind kind) throws NotHealedException {
        healer.accuse(node.gfid(), majority.right(), majority.wrong(), kind).needAll("XATTROP");
    }

    static void needSame(Difference difference, Agreement now) throws NotHealedException {
        if (!difference.agreement().equals(now)) {
            throw changed();
        }
    }

    static NotHealedException changed() {
        return new NotHealedException(Reason.CHANGED, "it changed after it was compared");
    }
}
