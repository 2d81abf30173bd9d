package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.TreeWalk.Node;
import io.brickyard.heal.run.TreeWalk.Visitor;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/**
 * Walks a replica set's whole tree and heals what it finds: names that a brick lacks without anyone having noted it, and
 * whatever changelogs and attributes say of each inode.
 */
public final class FullRun implements Visitor {
    private final Healer healer;
    private final Replica replica;
    private final HealOptions options;
    private final TreeWalk walk;
    private final Anonymous anonymous;
    private final InodeHeal inodes;
    /** In a dry run, which has one thread. */
    private final List<NewEntry> toTell = new ArrayList<>();

    /** For one replica set. */
    public FullRun(Replica replica, HealOptions options, Journal journal, Pace pace, Progress progress) {
        this.healer = new Healer(replica, options.dryRun() ? new ToldOnce(journal) : journal, pace, options.dryRun());
        this.replica = replica;
        this.options = options;
        // A dry run tells in one order, always the same.
        this.walk = new TreeWalk(replica, options.dryRun() ? 1 : options.jobs(), pace, progress, this);
        this.anonymous = new Anonymous(replica);
        this.inodes = new InodeHeal(healer, anonymous, this::made);
    }

    /**
     * Walks.
     *
     * @param from path where an earlier walk ended; / for the beginning
     * @throws NotHealedException if it cannot begin
     */
    public void run(String from) throws NotHealedException {
        walk.run(from);
        if (!options.dryRun() && !healer.pace().mustStop()) {
            anonymous.clean();
        }
    }

    @Override
    public void root(Node root) {
        heal(root);
    }

    @Override
    public @Nullable Node name(Node directory, String name) throws NotHealedException {
        String path = NameHeal.child(directory.path(), name);
        Answers<LookupReply> found = Inspection.name(replica, directory.gfid(), name);
        if (options.wanted().test(path) && isUneven(found)) {
            heal(directory, name);
            if (options.dryRun()) {
                // What is below was told along with it.
                return null;
            }
            found = Inspection.name(replica, directory.gfid(), name);
        }
        int any = found.ok().lowest();
        if (any < 0 || found.of(any).stat().gfid().isNone()) {
            return null;
        }
        Iatt stat = found.of(any).stat();
        Node node = new Node(stat.gfid(), path, stat.isDirectory());
        heal(node);
        return node;
    }

    private static boolean isUneven(Answers<LookupReply> found) {
        return !found.failed().isEmpty()
                || found.ok().stream().mapToObj(i -> found.of(i).stat().gfid()).distinct().count() > 1;
    }

    private void heal(Node directory, String name) throws NotHealedException {
        Optional<NewEntry> made = new UnitedName(healer, anonymous).heal(directory, name);
        if (made.isPresent() && options.dryRun()) {
            new NewInodes(healer).heal(List.of(made.get()));
        }
    }

    /** A real run meets by name what it made; for a dry run it is not there to be met. */
    private void made(NewEntry entry) {
        if (options.dryRun()) {
            toTell.add(entry);
        }
    }

    private void heal(Node node) {
        if (!options.wanted().test(node.path())) {
            return;
        }
        Inspection seen = Inspection.of(replica, node.gfid());
        if (options.dryRun() && !seen.lacking().isEmpty()) {
            // Told with the name that would make it.
            return;
        }
        InodeHeal.Report report = inodes.heal(node.gfid(), seen, node.path(), false);
        healer.journal().ended();
        report.trouble().ifPresent(it -> left(node.gfid(), node.path(), it));
        if (options.dryRun()) {
            tellOfNew(node);
        }
    }

    private void tellOfNew(Node node) {
        try {
            new NewInodes(healer).heal(toTell);
        } catch (NotHealedException e) {
            left(node.gfid(), node.path(), e);
        } finally {
            toTell.clear();
        }
    }

    @Override
    public void left(Gfid gfid, String path, NotHealedException why) {
        healer.journal().left(replica.spec(), gfid, path, why.reason(), why.detail());
    }
}
